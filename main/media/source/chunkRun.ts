/** A decoder of consecutive chunks that keeps a little ahead of whoever reads them. */
import { fail, type Result } from '#core/problem.ts'
import type { Flow } from '#main/media/ffmpeg/decode.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { Chunk } from './chunk.ts'
import { chunkLength } from './chunkGrid.ts'
import type { DecodeRunOptions } from './decodeRun.ts'

const CHANNELS = 2
/** Chunks that are decoded before they are asked for. */
export const CHUNKS_AHEAD = 2
const IDLE_MS = 10_000

/** A chunk that a run fills. */
export interface Claim {
  readonly index: number
  readonly chunk: Chunk
}

export interface ChunkRunOptions {
  readonly media: MediaRecord
  /** Chunks `[first, end)`. */
  readonly first: number
  readonly end: number
  /** Gives the decoder its work. */
  readonly decode: (
    work: Pick<DecodeRunOptions, 'first' | 'end' | 'onFloats' | 'onFlow' | 'signal'>,
  ) => Promise<Result<void>>
  /** Makes room for a chunk; null when it is there already. */
  readonly claim: (run: ChunkRun, index: number) => Claim | null
  /** Takes the chunks that the run began or promised and will not fill. */
  readonly onOrphans: (claims: readonly Claim[]) => void
}

export class ChunkRun {
  readonly mediaId: string
  readonly first: number
  readonly end: number
  /** Resolves when its decoder has ended. */
  readonly ended: Promise<void>
  readonly #options: ChunkRunOptions
  readonly #abort = new AbortController()
  readonly #claims = new Map<number, Claim>()
  #flow: Flow | null = null
  /** The chunk whose samples come now, and how many of its floats have come. */
  #next: number
  #floats = 0
  #lastWanted: number
  #wasRead = false
  #idle: NodeJS.Timeout

  constructor(options: ChunkRunOptions) {
    this.#options = options
    this.mediaId = options.media.id
    this.first = options.first
    this.end = options.end
    this.#next = options.first
    this.#lastWanted = options.first + CHUNKS_AHEAD - 1
    this.#idle = setTimeout(() => undefined, 0)
    this.#touch()
    this.ended = this.#decode()
  }

  get stopped(): boolean {
    return this.#abort.signal.aborted
  }

  /** Whether somebody waits for one of its chunks. */
  get waitedFor(): boolean {
    return [...this.#claims.values()].some(({ chunk }) => chunk.waitedFor)
  }

  /** Whether nobody has come as far as its first chunk, and nobody waits for it. */
  get unused(): boolean {
    return !this.#wasRead && !this.waitedFor
  }

  /** Whether chunk `index` will come. */
  covers(index: number): boolean {
    const begun = index === this.#next && this.#floats > 0
    return !this.stopped && index >= this.#next && index < this.end && !begun
  }

  /** Chunk `index`, if it will come soon. */
  find(index: number): Chunk | undefined {
    if (!this.covers(index) || index > this.#next + CHUNKS_AHEAD) return undefined
    this.readAt(index)
    return this.#claim(index)?.chunk
  }

  /** Says that chunk `index`, of this run or before it, is being read. */
  readAt(index: number): void {
    this.#touch()
    if (index >= this.first) this.#wasRead = true
    if (this.#lastWanted >= index + CHUNKS_AHEAD) return
    this.#lastWanted = index + CHUNKS_AHEAD
    this.#flow?.resume()
  }

  /** Forgets a chunk that was let go: what comes for it is thrown away. */
  release(index: number): void {
    this.#claims.delete(index)
  }

  /** Ends the decoder at once. */
  stop(): void {
    clearTimeout(this.#idle)
    this.#abort.abort()
  }

  #touch(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.waitedFor || this.stop(), IDLE_MS).unref()
  }

  async #decode(): Promise<void> {
    const { first, end, decode, onOrphans } = this.#options
    await decode({
      first,
      end,
      signal: this.#abort.signal,
      onFloats: (floats) => this.#take(floats),
      onFlow: (flow) => {
        this.#flow = flow
      },
    }).catch(() => fail('ffmpeg-failed', 'The sound could not be decoded.'))
    this.stop()
    // Whoever decodes them one by one finds out what is wrong, if anything is.
    const orphans = [...this.#claims.values()]
    this.#claims.clear()
    onOrphans(orphans)
  }

  #claim(index: number): Claim | null {
    const known = this.#claims.get(index)
    if (known) return known
    const claim = this.#options.claim(this, index)
    if (claim) this.#claims.set(index, claim)
    return claim
  }

  #take(floats: Float32Array): void {
    if (this.stopped) return
    for (let at = 0; at < floats.length && this.#next < this.end; ) {
      if (this.#floats === 0) this.#claim(this.#next)
      const size = chunkLength(this.#options.media.durationSamples, this.#next) * CHANNELS
      const part = floats.subarray(at, at + size - this.#floats)
      this.#claims.get(this.#next)?.chunk.append(part)
      at += part.length
      this.#floats += part.length
      if (this.#floats < size) continue
      this.#claims.delete(this.#next)
      this.#floats = 0
      this.#next++
    }
    if (this.#next > this.#lastWanted) this.#flow?.pause()
  }
}
