/**
 * Fetches what the picture lacks. Every frame says anew what it wants, so that tiles the view has scrolled past
 * are never fetched.
 */

/** Requests under way at once; more would hold up the sound. */
const MAX_RUNNING = 4
/** Pause before something that failed is asked for again. */
const RETRY_MS = 2_000

export class FetchQueue {
  readonly #running = new Set<string>()
  readonly #failedAt = new Map<string, number>()
  readonly #abort = new AbortController()
  readonly #onArrive: () => void
  #wanted = new Map<string, (signal: AbortSignal) => Promise<void>>()

  constructor(onArrive: () => void) {
    this.#onArrive = onArrive
  }

  /** Forgets what was wanted before; what is under way goes on. */
  beginFrame(): void {
    this.#wanted.clear()
  }

  /** Asks for `key`; `load` must keep what it gets. */
  want(key: string, load: (signal: AbortSignal) => Promise<void>): void {
    if (this.#running.has(key) || this.#abort.signal.aborted) return
    const failedAt = this.#failedAt.get(key)
    if (failedAt !== undefined && performance.now() - failedAt < RETRY_MS) return
    this.#wanted.set(key, load)
  }

  /** Starts as many as may run. */
  endFrame(): void {
    for (const [key, load] of this.#wanted) {
      if (this.#running.size >= MAX_RUNNING) return
      this.#wanted.delete(key)
      void this.#run(key, load)
    }
  }

  destroy(): void {
    this.#wanted.clear()
    this.#abort.abort()
  }

  async #run(key: string, load: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#running.add(key)
    try {
      await load(this.#abort.signal)
      this.#failedAt.delete(key)
      if (!this.#abort.signal.aborted) this.#onArrive()
    } catch {
      // Peaks come while a recording is still being read, and a gone file has none: ask again in a while.
      this.#failedAt.set(key, performance.now())
      if (!this.#abort.signal.aborted) setTimeout(this.#onArrive, RETRY_MS)
    } finally {
      this.#running.delete(key)
      if (!this.#abort.signal.aborted) this.endFrame()
    }
  }
}
