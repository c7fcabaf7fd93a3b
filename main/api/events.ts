/** Work that calls back, as an event iterator. */
import { fail, type Result } from '#core/problem.ts'
import { answer, outgoing } from './implement.ts'

/**
 * Runs `work` and yields what it emits, in order; its result's problem ends the iteration as an API error.
 * When the reader goes away (cancel, closed window) or `signal` aborts, `work` gets an abort and is awaited, so
 * that it has cleaned up when the iteration is over.
 *
 * `merge` may replace the last event that nobody has read yet, so that a slow reader gets fresh progress rather
 * than a backlog.
 */
export async function* eventsOf<Event>(
  signal: AbortSignal | undefined,
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<Result<unknown>>,
  merge: (waiting: Event, next: Event) => boolean = () => false,
): AsyncGenerator<Event, void, void> {
  const stop = new AbortController()
  const whole = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const queue: Event[] = []
  let wake = () => {}
  let finished: Result<unknown> | undefined
  const emit = (event: Event) => {
    const waiting = queue.at(-1)
    if (waiting !== undefined && merge(waiting, event)) queue[queue.length - 1] = event
    else queue.push(event)
    wake()
  }
  const running = work(emit, whole).then(
    (result) => {
      finished = result
      wake()
    },
    (error) => {
      failure = error
      finished = fail('internal', 'The work ended unexpectedly.')
      wake()
    },
  )
  let failure: unknown
  try {
    for (;;) {
      while (queue.length > 0) yield queue.shift()!
      if (finished) break
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure !== undefined) throw outgoing(failure)
    answer(finished)
  } finally {
    stop.abort()
    await running
  }
}

/** Merges runs of progress events: only the newest matters. */
export function newestProgress(waiting: { type: string }, next: { type: string }): boolean {
  return waiting.type === 'progress' && next.type === 'progress'
}
