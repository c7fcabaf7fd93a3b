import { useEffect, useState } from 'react'
import { useApi } from '#renderer/app/services.ts'
import { useEditor } from '#renderer/state/editor.ts'

/** Where missing originals were; looked at again whenever the window comes to the front. */
export function useMissing(): readonly string[] {
  const api = useApi()
  const projectId = useEditor((editor) => editor.projectId)
  // A recording that is added may be missing by the next time, one that an undo takes away is nobody's trouble.
  const media = useEditor((editor) => editor.committed.media)
  const [missing, setMissing] = useState<readonly string[]>([])

  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const ids = new Set(media.map(({ id }) => id))
    const look = () =>
      api.projects.recordings({ projectId }, { signal }).then(
        (recordings) =>
          setMissing(recordings.filter((one) => one.missing && ids.has(one.id)).map(({ path }) => path)),
        // Not known: nothing is claimed.
        () => undefined,
      )
    void look()
    window.addEventListener('focus', look, { signal })
    return () => leaving.abort()
  }, [api, projectId, media])

  return missing
}
