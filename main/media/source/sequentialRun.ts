/** One decoder of consecutive chunks that are read in order. */
import { ProblemError, toProblem, unwrap } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { Flow } from '#main/media/ffmpeg/decode.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import { Chunk } from './chunk.ts'
import { CHUNK_SAMPLES, chunkLength } from './chunkGrid.ts'
import { decodeRun } from './decodeRun.ts'

const CHANNELS = 2
/** Chunks that are decoded before they are asked for. */
const CHUNKS_AHEAD = 2
/** Chunks that stay behind the one that is read: a crossfade goes back a little. */
const CHUNKS_BEHIND = 1

export interface SequentialRunOptions {
  readonly media: MediaRecord
  /** Chunks `[first, end)`. */
  readonly first: number
  readonly end: number
  readonly folder: string
  /** The file to decode; throws a ProblemError. */
  readonly ready: () => Promise<string>
  /** Rooms of whole chunks, taken from here and given back. */
  readonly rooms: Float32Array[]
}

export class SequentialRun {
  readonly mediaId: string
  readonly first: number
  readonly end: number
  /** Resolves when its decoder has ended. */
  readonly ended: Promise<void>
  readonly #options: SequentialRunOptions
  readonly #abort = new AbortController()
  readonly #chunks = new Map<number, Chunk>()
  #flow: Flow | null = null
  /** The chunk whose samples come now, and how many of its floats have come. */
  #next: number
  #floats = 0
  #lastWanted: number
  #hasFailed = false

  constructor(options: SequentialRunOptions) {
    this.#options = options
    this.mediaId = options.media.id
    this.first = options.first
    this.end = options.end
    this.#next = options.first
    this.#lastWanted = options.first + CHUNKS_AHEAD - 1
    this.ended = this.#decode()
  }

  /** Whether chunk `index` is there or comes after at most `skip` others that nobody asked for. */
  reaches(index: number, skip: number): boolean {
    if (this.#abort.signal.aborted) return false
    const known = this.#chunks.get(index)
    if (this.#hasFailed) return known?.complete === true
    return known !== undefined || (index >= this.#next && index < this.end && index <= this.#next + skip)
  }

  isNearEnd(index: number): boolean {
    return index + CHUNKS_AHEAD >= this.end
  }

  /** The samples of chunk `index` when those before `until` are there. Throws a ProblemError, or the signal's reason. */
  async read(index: number, until: Samples, signal: AbortSignal | undefined): Promise<Float32Array> {
    const chunk = this.#chunkAt(index)
    const ready = chunk.wait(until, signal)
    this.#lastWanted = Math.max(this.#lastWanted, index + CHUNKS_AHEAD)
    for (const [place, old] of this.#chunks)
      if (place < index - CHUNKS_BEHIND && !old.waitedFor) this.#letGo(place, old)
    this.#flow?.resume()
    await ready
    return chunk.samples
  }

  /** Ends the decoder at once. */
  stop(): void {
    this.#abort.abort()
    for (const [place, chunk] of this.#chunks) this.#letGo(place, chunk)
  }

  #chunkAt(index: number): Chunk {
    const known = this.#chunks.get(index)
    if (known) return known
    const { media, rooms } = this.#options
    const length = chunkLength(media.durationSamples, index)
    const room = (length === CHUNK_SAMPLES && rooms.pop()) || new Float32Array(length * CHANNELS)
    const chunk = new Chunk(`${media.id}/${index}`, length, room)
    this.#chunks.set(index, chunk)
    return chunk
  }

  #letGo(place: number, chunk: Chunk): void {
    this.#chunks.delete(place)
    chunk.discard()
    // Not at once: whoever was just told that the chunk is ready still reads it.
    if (chunk.length === CHUNK_SAMPLES) setImmediate(() => this.#options.rooms.push(chunk.samples))
  }

  async #decode(): Promise<void> {
    const { media, first, end, folder, ready } = this.#options
    const { signal } = this.#abort
    try {
      const path = await ready()
      const onFloats = (floats: Float32Array) => this.#take(floats)
      const onFlow = (flow: Flow) => {
        this.#flow = flow
      }
      unwrap(await decodeRun({ media, path, folder, first, end, signal, onFloats, onFlow }))
      if (this.#next >= this.end || signal.aborted) return
      throw new ProblemError({ code: 'ffmpeg-failed', message: 'The sound ended early.', hint: '' })
    } catch (error) {
      const problem = toProblem(error)
      this.#hasFailed = true
      for (const chunk of this.#chunks.values()) if (!chunk.complete) chunk.fail(problem)
    }
  }

  #take(floats: Float32Array): void {
    if (this.#abort.signal.aborted) return
    for (let at = 0; at < floats.length && this.#next < this.end; ) {
      const size = chunkLength(this.#options.media.durationSamples, this.#next) * CHANNELS
      const part = floats.subarray(at, at + size - this.#floats)
      this.#chunkAt(this.#next).append(part)
      at += part.length
      this.#floats += part.length
      if (this.#floats < size) continue
      this.#floats = 0
      this.#next++
    }
    if (this.#next > this.#lastWanted) this.#flow?.pause()
  }
}
