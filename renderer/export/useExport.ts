import { useRef, useState } from 'react'
import type { ExportEvent, ExportRequest } from '#core/contract/contract.ts'
import type { Progress } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { say } from '#renderer/app/notices.ts'
import { useApi } from '#renderer/app/services.ts'

export type Exported = Extract<ExportEvent, { type: 'done' }>

export type ExportState =
  | { readonly phase: 'form'; readonly problem: Problem | null }
  | { readonly phase: 'running'; readonly progress: Progress }
  | { readonly phase: 'done'; readonly result: Exported }

const FORM: ExportState = { phase: 'form', problem: null }

/** Runs an export; cancelling leaves no file behind. */
export function useExport() {
  const api = useApi()
  const [state, setState] = useState<ExportState>(FORM)
  const abort = useRef<AbortController | null>(null)

  async function start(request: ExportRequest) {
    const controller = new AbortController()
    abort.current = controller
    setState({ phase: 'running', progress: { stage: 'Preparing', fraction: 0, secondsLeft: null } })
    try {
      for await (const event of await api.exports.start(request, { signal: controller.signal })) {
        if (event.type === 'progress') setState({ phase: 'running', progress: event.progress })
        else {
          setState({ phase: 'done', result: event })
          say('Export finished.')
        }
      }
    } catch (thrown) {
      setState(controller.signal.aborted ? FORM : { phase: 'form', problem: problemOf(thrown) })
    } finally {
      abort.current = null
    }
  }

  return { state, start, cancel: () => abort.current?.abort(), again: () => setState(FORM) }
}
