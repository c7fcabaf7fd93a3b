import { useEffect, useState } from 'react'
import type { Loudness } from '#core/contract/shapes.ts'
import { useApi } from '#renderer/app/services.ts'
import { useEditor } from '#renderer/state/editor.ts'

export interface EpisodeLoudness extends Loudness {
  readonly gainDb: number
  readonly sourceLufs: number | null
}

/** Edits that come quicker than this are measured together. */
const CALM_MS = 350

/** Loudness of the edit as it would be exported; null until it is known. */
export function useLoudness(): EpisodeLoudness | null {
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
  return loudness
}
