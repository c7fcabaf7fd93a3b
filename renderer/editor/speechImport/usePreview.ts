import { useEffect, useState } from 'react'
import type { SpeechPreview } from '#core/contract/transcripts.ts'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { useApi } from '#renderer/app/services.ts'

export interface PreviewAsk {
  readonly projectId: string
  readonly path: string
  readonly recordingId: string
  readonly offsetSeconds: number
}

interface PreviewState {
  /** What the latest answer said; it stays while another one is on its way. */
  readonly preview: SpeechPreview | null
  readonly problem: Problem | null
  readonly isReading: boolean
}

const NOTHING: PreviewState = { preview: null, problem: null, isReading: false }

/** What an import would do, asked again whenever what it depends on changes; nothing without a file. */
export function usePreview(ask: PreviewAsk | null): PreviewState {
  const api = useApi()
  const [state, setState] = useState(NOTHING)
  const { projectId, path, recordingId, offsetSeconds } = ask ?? {}
  useEffect(() => {
    if (projectId === undefined || path === undefined) return
    const abort = new AbortController()
    setState(({ preview }) => ({ preview, problem: null, isReading: true }))
    api.transcripts
      .preview({ projectId, path, recordingId, offsetSeconds }, { signal: abort.signal })
      .then((preview) => ({ preview, problem: null, isReading: false }))
      .catch((thrown: unknown) => ({ preview: null, problem: problemOf(thrown), isReading: false }))
      .then((next) => abort.signal.aborted || setState(next))
    return () => abort.abort()
  }, [api, projectId, path, recordingId, offsetSeconds])
  return ask ? state : NOTHING
}
