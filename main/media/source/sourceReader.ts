/** Reads any range of any media item of a library, the same bits for a sample every time. */
import { stat } from 'node:fs/promises'
import type { Problem } from '#core/problem.ts'
import { ProblemError, toProblem, unwrap } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { DerivedFiles } from '#main/media/derivedFiles.ts'
import { type MediaCatalog, type MediaRecord, playsOriginal, soundFile } from '#main/media/mediaRecord.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import type { Chunk } from './chunk.ts'
import { ChunkCache } from './chunkCache.ts'
import { CHUNK_SAMPLES, chunkCount, chunkLength } from './chunkGrid.ts'
import { chunkParts } from './chunkParts.ts'
import { CHUNKS_AHEAD, ChunkRun } from './chunkRun.ts'
import { decodeChunk } from './decodeChunk.ts'
import { decodeRun } from './decodeRun.ts'
import { forgetFrameIndex, hasFrameIndex, rememberFrameIndex } from './frameBytes.ts'
import { SequentialReader } from './sequentialReader.ts'
import { SpareDecoders } from './spareDecoders.ts'

const CHANNELS = 2
/** A start shared by two minutes of sound hardly counts; the arguments stay short. */
const CHUNKS_PER_RUN = 12
/** After a jump, whoever plays the first sound needs the processor more. */
const READ_AHEAD_AFTER_MS = 150
/** Of all media: an idle one is ended when there would be more. */
const MAX_RUNS = 4

export interface SourceReaderOptions {
  /** Bound of decoded sound kept in memory; 40 MB holds a hundred seconds. */
  readonly cacheBytes?: number
  /** Brings a frame index back that was deleted. */
  readonly derived?: DerivedFiles
}

/** One for a whole process: all renderers share its chunks. */
export class SourceReader implements SampleSource {
  readonly #catalog: MediaCatalog
  readonly #derived: DerivedFiles | undefined
  readonly #cache: ChunkCache
  readonly #running = new Set<Promise<void>>()
  readonly #runs = new Set<ChunkRun>()
  readonly #spares = new SpareDecoders()
  /** The chunk after which reading ahead will begin, unless there is a jump before. */
  #ahead: { readonly mediaId: string; index: number; readonly timer: NodeJS.Timeout } | null = null
  #closed = false

  constructor(catalog: MediaCatalog, options: SourceReaderOptions = {}) {
    this.#catalog = catalog
    this.#derived = options.derived
    this.#cache = new ChunkCache(options.cacheBytes)
  }

  async readInto(
    mediaId: string,
    startSample: Samples,
    out: Float32Array,
    signal?: AbortSignal,
  ): Promise<void> {
    const media = this.#find(mediaId)
    for (const { index, until, take } of chunkParts(media.durationSamples, startSample, out)) {
      const chunk = this.#chunk(media, index)
      // Waited for before anything else is begun, so that it is not what makes room for the next one.
      const ready = chunk.wait(until, signal)
      for (const run of this.#runsOf(media.id))
        if (index >= run.first - 1 && index < run.end) run.readAt(index)
      await ready
      take(chunk.samples)
      // Whoever reads the second half of a chunk will soon want the next. Not sooner: a jump is answered first.
      if (until > CHUNK_SAMPLES / 2) this.#goOn(media, index)
    }
  }

  /** Samples `[from, to)` of a media item, interleaved stereo; silence outside it. Throws as `readInto` does. */
  async read(mediaId: string, from: Samples, to: Samples, signal?: AbortSignal): Promise<Float32Array> {
    const out = new Float32Array(Math.max(0, to - from) * CHANNELS)
    await this.readInto(mediaId, from, out, signal)
    return out
  }

  /** A reader of its own for whoever reads from front to back; the caller closes it. */
  sequential(): SequentialReader {
    return new SequentialReader({
      find: (mediaId) => this.#find(mediaId),
      folder: (mediaId) => this.#catalog.folder(mediaId),
      ready: (media) => this.#ready(media),
    })
  }

  /** Drops what is kept of a media item, as after its original was found in a new place. */
  forget(mediaId: string): void {
    forgetFrameIndex(this.#catalog.folder(mediaId))
    for (const run of this.#runsOf(mediaId)) run.stop()
    this.#cache.removeAll((key) => key.startsWith(`${mediaId}/`))
  }

  /** Stops all decoders and waits for their end. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#ahead?.timer)
    for (const run of this.#runs) run.stop()
    this.#cache.clear()
    await Promise.all(this.#running)
    await this.#spares.close()
  }

  #find(mediaId: string): MediaRecord {
    const media = this.#catalog.find(mediaId)
    if (media) return media
    throw new ProblemError({
      code: 'missing-media',
      message: `The library has no media ${mediaId}.`,
      hint: 'Import the file again.',
    })
  }

  #runsOf(mediaId: string): ChunkRun[] {
    return [...this.#runs].filter((run) => run.mediaId === mediaId && !run.stopped)
  }

  #chunk(media: MediaRecord, index: number): Chunk {
    const key = keyOf(media.id, index)
    const known = this.#cache.find(key)
    if (known && !known.failed) return known
    // A failure is told once, then tried anew: the disk may have been plugged in again.
    this.#cache.remove(key)
    for (const run of this.#runsOf(media.id)) {
      const chunk = run.find(index)
      if (chunk) return chunk
    }
    this.#jumpTo(media, index)
    const length = chunkLength(media.durationSamples, index)
    return this.#cache.add(key, length, (chunk) => this.#start(media, index, chunk))
  }

  /** Starts the decoder of one chunk; returns how to stop it. */
  #start(media: MediaRecord, index: number, chunk: Chunk): () => void {
    const abort = new AbortController()
    this.#own(this.#decode(media, index, chunk, abort.signal))
    return () => abort.abort()
  }

  #own(running: Promise<void>): void {
    const owned = running.finally(() => this.#running.delete(owned))
    this.#running.add(owned)
  }

  /** Gives up what was begun for reading on from another place. */
  #jumpTo(media: MediaRecord, index: number): void {
    if (this.#ahead?.mediaId === media.id && !isSoonAfter(this.#ahead.index, index)) {
      clearTimeout(this.#ahead.timer)
      this.#ahead = null
    }
    for (const run of this.#runsOf(media.id)) if (run.unused) run.stop()
  }

  /** Reads ahead of chunk `index`: at once where that has begun, a moment later after a jump. */
  #goOn(media: MediaRecord, index: number): void {
    if (this.#runsOf(media.id).some((run) => index >= run.first && index < run.end)) {
      this.#readAhead(media, index)
      return
    }
    if (this.#ahead?.mediaId === media.id && isSoonAfter(this.#ahead.index, index)) {
      this.#ahead.index = index
      return
    }
    clearTimeout(this.#ahead?.timer)
    const begin = () => {
      const last = this.#ahead?.index ?? index
      this.#ahead = null
      this.#readAhead(media, last)
    }
    this.#ahead = { mediaId: media.id, index, timer: setTimeout(begin, READ_AHEAD_AFTER_MS).unref() }
  }

  /** Sees to it that the chunks after chunk `index` will be there. */
  #readAhead(media: MediaRecord, index: number): void {
    const count = chunkCount(media.durationSamples)
    const isComing = (next: number) =>
      this.#cache.has(keyOf(media.id, next)) || this.#runsOf(media.id).some((run) => run.covers(next))
    let first = index + 1
    while (first <= index + CHUNKS_AHEAD && first < count && isComing(first)) first++
    if (this.#closed || first > index + CHUNKS_AHEAD || first >= count) return
    let end = first + 1
    while (end < first + CHUNKS_PER_RUN && end < count && !isComing(end)) end++
    this.#startRun(media, first, end)
  }

  #startRun(media: MediaRecord, first: number, end: number): void {
    const idle = [...this.#runs].filter((run) => !run.waitedFor)
    if (this.#runs.size >= MAX_RUNS) idle[0]?.stop()
    const owners = new WeakMap<Chunk, { stop: () => void }>()
    const run = new ChunkRun({
      media,
      first,
      end,
      decode: async (work) =>
        decodeRun({ ...work, media, folder: this.#catalog.folder(media.id), path: await this.#ready(media) }),
      claim: (self, index) => {
        const key = keyOf(media.id, index)
        if (this.#closed || this.#cache.has(key)) return null
        const owner = { stop: () => self.release(index) }
        const length = chunkLength(media.durationSamples, index)
        const chunk = this.#cache.add(key, length, () => () => owner.stop())
        chunk.onAbandoned = () => {
          this.#cache.remove(key)
          if (!self.waitedFor) self.stop()
        }
        owners.set(chunk, owner)
        return { index, chunk }
      },
      onOrphans: (claims) => {
        for (const { index, chunk } of claims) {
          if (!chunk.waitedFor) {
            this.#cache.remove(keyOf(media.id, index))
            continue
          }
          chunk.restart()
          owners.get(chunk)!.stop = this.#start(media, index, chunk)
        }
      },
    })
    this.#runs.add(run)
    this.#own(run.ended.finally(() => this.#runs.delete(run)))
  }

  async #decode(media: MediaRecord, index: number, chunk: Chunk, signal: AbortSignal): Promise<void> {
    try {
      const path = await this.#ready(media)
      const folder = this.#catalog.folder(media.id)
      await decodeChunk({ media, path, folder, index, chunk, spares: this.#spares, signal })
      if (signal.aborted) chunk.fail(STOPPED)
    } catch (error) {
      chunk.fail(signal.aborted ? STOPPED : toProblem(error))
    }
  }

  /** The file to decode, with all that decoding needs brought back; throws a ProblemError. */
  async #ready(media: MediaRecord): Promise<string> {
    if (this.#closed) throw new ProblemError(STOPPED)
    const path = await this.#path(media)
    const folder = this.#catalog.folder(media.id)
    if (this.#derived && media.access.type === 'frames' && !hasFrameIndex(folder)) {
      const index = unwrap(await this.#derived.frameIndex(media.id))
      if (index) rememberFrameIndex(folder, index)
    }
    return path
  }

  /** The file that holds the sound; throws `missing-media`. */
  async #path(media: MediaRecord): Promise<string> {
    const path = soundFile(media, this.#catalog.folder(media.id))
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) return path
    throw new ProblemError({
      code: 'missing-media',
      message: `The file ${path} is gone.`,
      hint: playsOriginal(media)
        ? 'Put it back, or say where it is now.'
        : 'Import the recording again; the episode and its edits are kept.',
    })
  }
}

const STOPPED: Problem = { code: 'cancelled', message: 'Reading was stopped.', hint: '' }

function isSoonAfter(earlier: number, index: number): boolean {
  return index >= earlier && index <= earlier + CHUNKS_AHEAD
}

function keyOf(mediaId: string, index: number): string {
  return `${mediaId}/${index}`
}
