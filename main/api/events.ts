/** Work that calls back, as an event iterator. */
import type { Result } from '#core/problem.ts'
import { answer, outgoing } from './problems.ts'

/**
 * Runs `work` and yields what it emits, in order; its result's problem ends the iteration as an API error.
 * When the reader goes away (cancel, closed window) or `signal` aborts, `work` gets an abort and is awaited, so
 * that it has cleaned up when the iteration is over.
 *
 * `merge` says whether the last event, when nobody has read it yet, may be replaced by the next, so that a slow
 * reader gets fresh progress rather than a backlog.
 */
export function eventsOf<Event>(
  signal: AbortSignal | undefined,
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<Result<unknown>>,
  merge: (waiting: Event, next: Event) => boolean = () => false,
): AsyncGenerator<Event, void, void> {
  const stop = new AbortController()
  const events = follow(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal, work, merge)
  const end = events.return.bind(events)
  // A generator that waits does not hear `return`; the abort makes it go on to its end.
  events.return = (value) => {
    stop.abort()
    return end(value)
  }
  return events
}

async function* follow<Event>(
  signal: AbortSignal,
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<Result<unknown>>,
  merge: (waiting: Event, next: Event) => boolean,
): AsyncGenerator<Event, void, void> {
  // The reader may leave at a `yield`, when nobody but this generator can stop the work.
  const left = new AbortController()
  const queue: Event[] = []
  let wake = () => {}
  let ended = false
  const emit = (event: Event) => {
    const waiting = queue.at(-1)
    if (waiting !== undefined && merge(waiting, event)) queue[queue.length - 1] = event
    else queue.push(event)
    wake()
  }
  const running = work(emit, AbortSignal.any([signal, left.signal])).finally(() => {
    ended = true
    wake()
  })
  // Its failure is met below, or nobody listens any more.
  running.catch(() => undefined)
  try {
    while (!ended || queue.length > 0) {
      if (queue.length > 0) yield queue.shift()!
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
    answer(await running)
  } catch (error) {
    throw outgoing(error)
  } finally {
    left.abort()
    await running.catch(() => undefined)
  }
}

/** Merges runs of progress events: only the newest matters. */
export function newestProgress(waiting: { type: string }, next: { type: string }): boolean {
  return waiting.type === 'progress' && next.type === 'progress'
}
