/** Changes of one project as an event stream. */
import type { Services } from '#main/services.ts'
import { answer, outgoing } from './problems.ts'

/** How often to look whether another process (the command line) wrote to the library. */
const POLL_MS = 1_000

/** Yields the present revision, then every later one; ends with the signal or when the project is removed. */
export async function* watchProject(
  { projects, library }: Services,
  projectId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ revision: number }, void, void> {
  let revision = answer(projects.open(projectId)).history.revision
  let wake = () => {}
  const notify = () => wake()
  const unsubscribe = projects.onChange(notify)
  const poll = setInterval(notify, POLL_MS)
  signal?.addEventListener('abort', notify)
  try {
    yield { revision }
    while (!signal?.aborted) {
      // Made before the look at the revision, so that a change in between is not missed.
      const changed = new Promise<void>((resolve) => {
        wake = resolve
      })
      const current = library.isOpen ? library.projects.revision(projectId) : undefined
      if (current === undefined) return
      if (current === revision) await changed
      else {
        revision = current
        yield { revision }
      }
    }
  } catch (error) {
    throw outgoing(error)
  } finally {
    clearInterval(poll)
    unsubscribe()
    signal?.removeEventListener('abort', notify)
  }
}
