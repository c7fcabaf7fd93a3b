import { type ReactNode, useEffect, useState } from 'react'
import { useApi } from '#renderer/app/services.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { type EpisodeLoudness, LoudnessContext } from './useLoudness.ts'

/** Edits that come quicker than this are measured together. */
const CALM_MS = 350

/** Asks how loud the edit is, for those who {@link useLoudness}; an edit renders none of the others again. */
export function LoudnessProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi()
  const projectId = useEditor((editor) => editor.projectId)
  const revision = useEditor((editor) => editor.savedRevision)
  const [loudness, setLoudness] = useState<EpisodeLoudness | null>(null)
  useEffect(() => {
    if (revision === null) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      api.projects.loudness({ projectId }, { signal: abort.signal }).then(setLoudness, () => {
        // Not known is shown as such; a missing original is told where it is played.
        if (!abort.signal.aborted) setLoudness(null)
      })
    }, CALM_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [api, projectId, revision])
  return <LoudnessContext value={loudness}>{children}</LoudnessContext>
}
