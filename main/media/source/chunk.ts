/** One decoded chunk: filled while its decoder runs, readable as far as it has come. */
import type { Problem } from '#core/problem.ts'
import { ProblemError } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'

/** Interleaved stereo. */
const CHANNELS = 2

interface Waiter {
  readonly until: Samples
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** A chunk's samples, counted from its own start. */
export class Chunk {
  readonly key: string
  readonly length: Samples
  readonly samples: Float32Array
  /** Called when nobody waits any more for a chunk that is not complete. */
  onAbandoned: () => void = () => undefined
  #filled: Samples = 0
  #problem: Problem | null = null
  #isDiscarded = false
  readonly #waiters = new Set<Waiter>()

  /** @param samples room for `length` stereo samples */
  constructor(key: string, length: Samples, samples: Float32Array) {
    this.key = key
    this.length = length
    this.samples = samples
  }

  get complete(): boolean {
    return this.#filled >= this.length
  }

  get waitedFor(): boolean {
    return this.#waiters.size > 0
  }

  get failed(): boolean {
    return this.#problem !== null
  }

  /** Forgets what a broken decoder gave: a second try begins anew. */
  restart(): void {
    this.#filled = 0
  }

  /** Takes decoded floats; more than fits is ignored. Returns whether the chunk is complete. */
  append(floats: Float32Array): boolean {
    if (this.#isDiscarded) return true
    const room = (this.length - this.#filled) * CHANNELS
    const part = floats.length > room ? floats.subarray(0, room) : floats
    this.samples.set(part, this.#filled * CHANNELS)
    this.#filled += part.length / CHANNELS
    this.#answer()
    return this.complete
  }

  /** The decoder has nothing more: what is left of the chunk is silence. */
  finish(): void {
    if (this.#isDiscarded) return
    this.samples.fill(0, this.#filled * CHANNELS, this.length * CHANNELS)
    this.#filled = this.length
    this.#answer()
  }

  /** Lets go of the samples, which may then become another chunk's; whoever still waits is told so. */
  discard(): void {
    this.#isDiscarded = true
    this.fail({ code: 'cancelled', message: 'Reading was stopped.', hint: '' })
  }

  fail(problem: Problem): void {
    this.#problem = problem
    for (const waiter of this.#waiters) waiter.reject(new ProblemError(problem))
    this.#waiters.clear()
  }

  /** Resolves when samples before `until` are there. Rejects with a ProblemError, or the signal's reason. */
  async wait(until: Samples, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (this.#problem) throw new ProblemError(this.#problem)
    if (this.#filled >= until) return
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        this.#waiters.delete(waiter)
        reject(signal!.reason)
        if (this.#waiters.size === 0 && !this.complete) this.onAbandoned()
      }
      const done = (settle: () => void) => {
        signal?.removeEventListener('abort', onAbort)
        settle()
      }
      const waiter: Waiter = {
        until,
        resolve: () => done(resolve),
        reject: (reason) => done(() => reject(reason)),
      }
      this.#waiters.add(waiter)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  #answer(): void {
    for (const waiter of this.#waiters) {
      if (waiter.until > this.#filled) continue
      this.#waiters.delete(waiter)
      waiter.resolve()
    }
  }
}
