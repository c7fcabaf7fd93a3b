import { useCallback, useEffect, useState } from 'react'
import type { SponsorRead } from '#core/contract/shapes.ts'
import { say, showFailure } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'

/** The library's sponsor reads; null until they are known. */
export function useReads() {
  const api = useApi()
  const [reads, setReads] = useState<readonly SponsorRead[] | null>(null)

  const refresh = useCallback(async () => {
    try {
      setReads(await api.sponsors.list())
    } catch (thrown) {
      showFailure(thrown)
    }
  }, [api])

  useEffect(() => {
    void refresh()
  }, [refresh])

  const remove = useCallback(
    async (read: SponsorRead) => {
      try {
        await api.sponsors.remove({ readId: read.id })
        say(`Removed ${read.name}.`)
      } catch (thrown) {
        showFailure(thrown)
      }
      await refresh()
    },
    [api, refresh],
  )

  return { reads, refresh, remove }
}
