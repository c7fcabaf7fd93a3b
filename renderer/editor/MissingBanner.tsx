import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useApi } from '#renderer/app/services.ts'
import { useEditor } from '#renderer/state/editor.ts'

/** Says where an original was when it is gone; looked at again whenever the window comes to the front. */
export function MissingBanner() {
  const api = useApi()
  const projectId = useEditor((editor) => editor.projectId)
  const [missing, setMissing] = useState<readonly string[]>([])

  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const look = () =>
      api.projects.recordings({ projectId }, { signal }).then(
        (recordings) => setMissing(recordings.filter((one) => one.missing).map(({ path }) => path)),
        // Not known: nothing is claimed.
        () => undefined,
      )
    void look()
    window.addEventListener('focus', look, { signal })
    return () => leaving.abort()
  }, [api, projectId])

  if (missing.length === 0) return null
  return (
    <div className="banner" role="status">
      <TriangleAlert aria-hidden />
      <span className="selectable">
        The original recording is gone from {missing.join(', ')}. Editing works; put it back to play and
        export.
      </span>
    </div>
  )
}
