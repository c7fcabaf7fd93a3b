/** Long work of the main process, from the window: it tells how far it is, and can be cancelled. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Progress } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'

/** What an event stream of the contract tells; other events than these two are for somebody else. */
interface WorkEvent {
  readonly type: string
  readonly progress?: Progress
}

export type WorkState<Done> =
  | { readonly phase: 'form'; readonly problem: Problem | null }
  | { readonly phase: 'running'; readonly progress: Progress }
  | { readonly phase: 'done'; readonly result: Done }

/** Begins the work; `tell` is for what comes before it, as an upload. */
type Begin<Event> = (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<AsyncIterable<Event>>

const FORM = { phase: 'form', problem: null } as const
const STARTING: Progress = { stage: 'Preparing', fraction: 0, secondsLeft: null }

/** Runs one work at a time, from a form to its result. It is cancelled when what shows it goes away. */
export function useWork<Event extends WorkEvent>() {
  type Done = Extract<Event, { type: 'done' }>
  const [state, setState] = useState<WorkState<Done>>(FORM)
  const abort = useRef<AbortController | null>(null)
  const cancel = useCallback(() => abort.current?.abort(), [])
  useEffect(() => cancel, [cancel])

  /** Resolves to the result; null where it failed or was cancelled. */
  async function start(begin: Begin<Event>): Promise<Done | null> {
    const controller = new AbortController()
    abort.current = controller
    const tell = (progress: Progress) => setState({ phase: 'running', progress })
    tell(STARTING)
    try {
      for await (const event of await begin(controller.signal, tell)) {
        if (isDone<Event>(event)) {
          setState({ phase: 'done', result: event })
          return event
        }
        if (event.progress) tell(event.progress)
      }
    } catch (thrown) {
      setState(controller.signal.aborted ? FORM : { phase: 'form', problem: problemOf(thrown) })
    } finally {
      abort.current = null
    }
    return null
  }

  return { state, start, cancel, again: () => setState(FORM) }
}

function isDone<Event extends WorkEvent>(event: Event): event is Extract<Event, { type: 'done' }> {
  return event.type === 'done'
}
