/** Decoded chunks of all readers, bounded by bytes; the least recently used go first. */
import type { Samples } from '#core/time/units.ts'
import { Chunk } from './chunk.ts'
import { CHUNK_SAMPLES } from './chunkGrid.ts'

const BYTES_PER_SAMPLE = 8
const DEFAULT_BUDGET_BYTES = 40 * 1024 * 1024
/** Rooms kept for use again. */
const MAX_SPARE = 4

interface Entry {
  readonly chunk: Chunk
  /** Stops its decoder, if it still runs. */
  readonly stop: () => void
}

export class ChunkCache {
  readonly #budgetBytes: number
  /** In order of use, the oldest first. */
  readonly #entries = new Map<string, Entry>()
  /** Room of full chunks that were let go: used again, so that memory does not wait for the collector. */
  readonly #spare: Float32Array[] = []
  #bytes = 0

  constructor(budgetBytes = DEFAULT_BUDGET_BYTES) {
    this.#budgetBytes = budgetBytes
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The chunk of a key, marked as just used. */
  find(key: string): Chunk | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.chunk
  }

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  /** Makes room for a chunk and starts its decoder; `start` returns how to stop it. */
  add(key: string, length: Samples, start: (chunk: Chunk) => () => void): Chunk {
    this.#shrink(length * BYTES_PER_SAMPLE)
    const room = (length === CHUNK_SAMPLES && this.#spare.pop()) || new Float32Array(length * 2)
    const chunk = new Chunk(key, length, room)
    this.#bytes += room.byteLength
    const stop = start(chunk)
    this.#entries.set(key, { chunk, stop })
    chunk.onAbandoned = () => this.remove(key)
    return chunk
  }

  /** Drops a chunk and stops its decoder. */
  remove(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#bytes -= entry.chunk.samples.byteLength
    entry.stop()
    const { chunk } = entry
    chunk.discard()
    // Not at once: whoever was just told that the chunk is ready still reads it.
    if (chunk.length === CHUNK_SAMPLES)
      setImmediate(() => this.#spare.length < MAX_SPARE && this.#spare.push(chunk.samples))
  }

  /** Drops the chunks whose key is meant. */
  removeAll(isMeant: (key: string) => boolean): void {
    for (const key of [...this.#entries.keys()]) if (isMeant(key)) this.remove(key)
  }

  /** Drops everything, stopping all decoders. */
  clear(): void {
    this.removeAll(() => true)
    this.#spare.length = 0
  }

  #shrink(neededBytes: number): void {
    for (const [key, { chunk }] of this.#entries) {
      if (this.#bytes + neededBytes <= this.#budgetBytes) return
      if (!chunk.waitedFor) this.remove(key)
    }
  }
}
