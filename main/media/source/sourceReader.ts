/** Reads any range of any media item of a library, the same bits for a sample every time. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '#core/problem.ts'
import { ProblemError, toProblem, unwrap } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { DerivedFiles } from '#main/media/derivedFiles.ts'
import { type MediaCatalog, type MediaRecord, WORKING_COPY } from '#main/media/mediaRecord.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import type { Chunk } from './chunk.ts'
import { ChunkCache } from './chunkCache.ts'
import { CHUNK_SAMPLES, chunkLength, chunkOf } from './chunkGrid.ts'
import { decodeChunk } from './decodeChunk.ts'

const CHANNELS = 2

export interface SourceReaderOptions {
  /** Bound of decoded sound kept in memory; 96 MB holds four chunks of a minute. */
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
    const endSample = startSample + out.length / CHANNELS
    const from = Math.max(0, startSample)
    const to = Math.min(media.durationSamples, endSample)
    if (from > startSample || to < endSample) out.fill(0)
    for (let at = from; at < to; ) {
      const index = chunkOf(at)
      const chunkStart = index * CHUNK_SAMPLES
      const end = Math.min(to, chunkStart + CHUNK_SAMPLES)
      const chunk = this.#chunk(media, index)
      // Waited for before anything else is begun, so that it is not what makes room for the next one.
      const ready = chunk.wait(end - chunkStart, signal)
      // Whoever reads the second half of a chunk will soon want the next.
      if (end - chunkStart > CHUNK_SAMPLES / 2) this.#prefetch(media, index + 1)
      await ready
      const part = chunk.samples.subarray((at - chunkStart) * CHANNELS, (end - chunkStart) * CHANNELS)
      out.set(part, (at - startSample) * CHANNELS)
      at = end
    }
  }

  /** Samples `[from, to)` of a media item, interleaved stereo; silence outside it. Throws as `readInto` does. */
  async read(mediaId: string, from: Samples, to: Samples, signal?: AbortSignal): Promise<Float32Array> {
    const out = new Float32Array(Math.max(0, to - from) * CHANNELS)
    await this.readInto(mediaId, from, out, signal)
    return out
  }

  /** Drops what is kept of a media item, as after its original was found in a new place. */
  forget(mediaId: string): void {
    this.#cache.removeAll((key) => key.startsWith(`${mediaId}/`))
  }

  /** Stops all decoders and waits for their end. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cache.clear()
    await Promise.all(this.#running)
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

  #prefetch(media: MediaRecord, index: number): void {
    if (index * CHUNK_SAMPLES < media.durationSamples) this.#chunk(media, index)
  }

  #chunk(media: MediaRecord, index: number): Chunk {
    const key = `${media.id}/${index}`
    const known = this.#cache.find(key)
    if (known && !known.failed) return known
    // A failure is told once, then tried anew: the disk may have been plugged in again.
    this.#cache.remove(key)
    const length = chunkLength(media.durationSamples, index)
    return this.#cache.add(key, length, (chunk) => {
      const abort = new AbortController()
      const running = this.#decode(media, index, chunk, abort.signal).finally(() =>
        this.#running.delete(running),
      )
      this.#running.add(running)
      return () => abort.abort()
    })
  }

  async #decode(media: MediaRecord, index: number, chunk: Chunk, signal: AbortSignal): Promise<void> {
    try {
      if (this.#closed) throw new ProblemError(STOPPED)
      const path = await this.#path(media)
      const ensured = await this.#derived?.ensure(media.id)
      if (ensured) unwrap(ensured)
      await decodeChunk({ media, path, folder: this.#catalog.folder(media.id), index, chunk, signal })
      if (signal.aborted) chunk.fail(STOPPED)
    } catch (error) {
      chunk.fail(signal.aborted ? STOPPED : toProblem(error))
    }
  }

  /** The file that holds the sound; throws `missing-media`. */
  async #path(media: MediaRecord): Promise<string> {
    const isOriginal = media.access.type === 'seekable' && media.access.file === 'original'
    const path = isOriginal ? media.originalPath : join(this.#catalog.folder(media.id), WORKING_COPY)
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) return path
    throw new ProblemError({
      code: 'missing-media',
      message: `The file ${path} is gone.`,
      hint: isOriginal
        ? 'Put it back, or say where it is now.'
        : 'Import the recording again; the episode and its edits are kept.',
    })
  }
}

const STOPPED: Problem = { code: 'cancelled', message: 'Reading was stopped.', hint: '' }
