/** From what a person brings to imports: looks at it, asks where there is a choice, and starts them. */
import { type ReactNode, useCallback, useRef, useState } from 'react'
import type { Brought } from '#core/contract/imports.ts'
import { ProblemError } from '#core/problem.ts'
import type { Api } from '#renderer/api/connection.ts'
import { showFailure, showProblem } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'
import { ChooseSpaces } from './ChooseSpaces.tsx'
import { offerDrop } from './dropHandlers.ts'
import type { Gathered } from './gather.ts'
import { type JoinChoice, JoinRecordings } from './JoinRecordings.tsx'
import { choosable, spaceName } from './spaces.ts'
import { uploadTogether } from './uploads.ts'
import type { ImportJob } from './useImport.ts'
import { nameOf, type Way, waysIn, withChunkFolders } from './waysIn.ts'

/** What goes before an import, while it may take a moment. */
export interface Looking {
  readonly what: string
  /** How much was sent, 0 to 1; null where that cannot be told. */
  readonly sent: number | null
  readonly cancel: () => void
}

/** Shows a dialog until it is answered; null when it was closed. */
type Ask = <Answer>(dialog: (answer: (value: Answer | null) => void) => ReactNode) => Promise<Answer | null>

export function useBring(run: (jobs: readonly ImportJob[]) => Promise<void>) {
  const api = useApi()
  const [looking, setLooking] = useState<Looking | null>(null)
  const [dialog, setDialog] = useState<ReactNode>(null)
  const isBusy = useRef(false)

  const bring = useCallback(
    async (gathering: Promise<Gathered>) => {
      // A dialog of the system may stay open for long; meanwhile other things can be dropped.
      const gathered = await gathering.catch(showFailure)
      if (!gathered || isBusy.current) return
      isBusy.current = true
      const controller = new AbortController()
      const { signal } = controller
      const look = (what: string, sent: number | null = null) =>
        setLooking({ what, sent, cancel: () => controller.abort() })
      const ask: Ask = (make) =>
        new Promise((resolve) => {
          setLooking(null)
          setDialog(
            make((value) => {
              setDialog(null)
              resolve(value)
            }),
          )
        })
      try {
        const brought = await inspect(api, gathered, signal, look)
        if (signal.aborted || brought.length === 0 || offerDrop(brought)) return
        const jobs: ImportJob[] = []
        for (const way of waysIn(brought)) {
          if (way.type === 'refuse') showProblem(way.problem)
          else jobs.push(...(await jobsOf(api, way, signal, look, ask)))
        }
        setLooking(null)
        isBusy.current = false
        await run(jobs)
      } catch (thrown) {
        const isCancelled = thrown instanceof ProblemError && thrown.problem.code === 'cancelled'
        if (!signal.aborted && !isCancelled) showFailure(thrown)
      } finally {
        isBusy.current = false
        setLooking(null)
        setDialog(null)
      }
    },
    [api, run],
  )

  return { bring, looking, dialog }
}

type Look = (what: string, sent?: number | null) => void

async function inspect(api: Api, gathered: Gathered, signal: AbortSignal, look: Look): Promise<Brought[]> {
  let { paths } = { paths: [] as readonly string[], ...gathered }
  if ('files' in gathered) {
    const { files } = gathered
    if (files.length === 0) return []
    const what = files.length === 1 ? files[0]!.name : `${files.length} files`
    look(`Copying ${what} into the library`, 0)
    paths = await uploadTogether(files, signal, (sent) => look(`Copying ${what} into the library`, sent))
  }
  if (paths.length === 0) return []
  const wanted = withChunkFolders(paths)
  if (wanted.length > MOST_PATHS)
    throw new ProblemError({
      code: 'unsupported',
      message: `These are ${wanted.length.toLocaleString()} files at once.`,
      hint: `Bring up to ${MOST_PATHS.toLocaleString()}, or the folder that they lie in.`,
    })
  look(wanted.length === 1 ? `Looking at ${nameOf(wanted[0]!)}` : `Looking at ${wanted.length} files`)
  return api.imports.inspect({ paths: [...wanted] }, { signal })
}

/** As many as `imports.inspect` takes. */
const MOST_PATHS = 1000

async function jobsOf(
  api: Api,
  way: Exclude<Way, { type: 'refuse' }>,
  signal: AbortSignal,
  look: Look,
  ask: Ask,
): Promise<ImportJob[]> {
  switch (way.type) {
    case 'pack': {
      const { name, path } = way.pack
      return [{ name, start: (signal) => api.library.unpack({ path }, { signal }) }]
    }
    case 'import':
      return [recordingJob(api, [way.recording], { sidecars: [...way.sidecars] })]
    case 'several': {
      const { recordings } = way
      const choice = await ask<JoinChoice>((answer) => (
        <JoinRecordings recordings={recordings} onAnswer={answer} />
      ))
      if (!choice) return []
      if (choice.join)
        return [recordingJob(api, choice.order, { sidecars: [...way.sidecars], hole: choice.hole })]
      // Each finds the files beside it by itself; what was brought from elsewhere could tell of any.
      return choice.order.map((recording) => recordingJob(api, [recording], {}))
    }
    case 'archive': {
      const { path, name } = way.archive
      look(`Reading ${name}`)
      const { spaces, warnings } = await api.archives.list({ path }, { signal })
      const [only, ...others] = spaces
      const chosen =
        only && others.length === 0 && choosable(only)
          ? [only]
          : await ask<typeof spaces>((answer) => (
              <ChooseSpaces name={name} spaces={spaces} warnings={warnings} onAnswer={answer} />
            ))
      return (chosen ?? []).map((space) => ({
        name: spaceName(space),
        start: (signal) => api.imports.start({ paths: [path], spaceId: space.id }, { signal }),
      }))
    }
  }
}

function recordingJob(
  api: Api,
  recordings: readonly Brought[],
  options: { sidecars?: string[]; hole?: 'cut' | 'keep' },
): ImportJob {
  const [first, ...others] = recordings
  return {
    name: others.length > 0 ? `${first!.name} and ${others.length} more` : first!.name,
    start: (signal) =>
      api.imports.start({ paths: recordings.map(({ path }) => path), ...options }, { signal }),
  }
}
