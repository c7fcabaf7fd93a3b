import { useEffect, useState } from 'react'
import { useApi } from '#renderer/app/services.ts'

/**
 * Where the missing originals of an episode were; looked at again whenever the window comes to the front, and when
 * `media` changes, outside of which nothing is anybody's trouble.
 */
export function useMissing(projectId: string, media?: readonly { readonly id: string }[]): readonly string[] {
  const api = useApi()
  const [missing, setMissing] = useState<readonly string[]>([])

  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const ids = media && new Set(media.map(({ id }) => id))
    const look = () =>
      api.projects.recordings({ projectId }, { signal }).then(
        (recordings) =>
          setMissing(
            recordings.filter((one) => one.missing && ids?.has(one.id) !== false).map(({ path }) => path),
          ),
        // Not known: nothing is claimed.
        () => undefined,
      )
    void look()
    window.addEventListener('focus', look, { signal })
    return () => leaving.abort()
  }, [api, projectId, media])

  return missing
}
