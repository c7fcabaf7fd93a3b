import { useEffect, useState } from 'react'
import type { ListedSpace } from '#core/contract/archives.ts'
import { formatLength } from '#core/time/timecode.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { useApi } from '#renderer/app/services.ts'
import { SelectField } from '#renderer/ui/SelectField.tsx'

interface SpaceFieldProps {
  readonly path: string
  readonly value: string | undefined
  readonly onChange: (spaceId: string | undefined) => void
}

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Which Space of an account archive; nothing where the path is no archive. */
export function SpaceField({ path, value, onChange }: SpaceFieldProps) {
  const api = useApi()
  const [spaces, setSpaces] = useState<readonly ListedSpace[]>([])
  useEffect(() => {
    const abort = new AbortController()
    const { signal } = abort
    async function look() {
      const [found] = await api.imports.inspect({ paths: [path] }, { signal })
      if (found?.type !== 'archive') return
      const listed = await api.archives.list({ path }, { signal })
      const withSound = listed.spaces.filter(({ hasMedia }) => hasMedia)
      if (signal.aborted) return
      setSpaces(withSound)
      onChange(withSound[0]?.id)
    }
    // What is wrong with it is told when it is added.
    look().catch(() => undefined)
    return () => abort.abort()
  }, [api, path, onChange])

  if (spaces.length === 0 || value === undefined) return null
  return (
    <SelectField
      label="Which Space"
      value={value}
      options={spaces.map((space) => [space.id, nameOf(space)] as const)}
      onChange={onChange}
    />
  )
}

function nameOf({ title, id, startedAtUnixSeconds, seconds }: ListedSpace): string {
  const parts = [
    title ?? `Space ${id}`,
    startedAtUnixSeconds !== null && dates.format(new Date(startedAtUnixSeconds * 1000)),
    seconds !== null && formatLength(seconds * SAMPLE_RATE),
  ]
  return parts.filter(Boolean).join(' · ')
}
