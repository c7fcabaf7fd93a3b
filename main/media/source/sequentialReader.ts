/**
 * Reads sources from front to back, as an export does. What comes next is known, so nothing is guessed, nothing is
 * decoded twice, and several exports do not disturb each other or the preview. Same bits as {@link SourceReader}.
 */
import { ProblemError } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import { chunkCount } from './chunkGrid.ts'
import { chunkParts } from './chunkParts.ts'
import { SequentialRun } from './sequentialRun.ts'

/** Chunks of one decoder: five minutes, so that starting it hardly counts. */
const CHUNKS_PER_RUN = 30
/** A cut of up to so many chunks is decoded through: cheaper than another decoder. */
const CHUNKS_TO_SKIP = 6
/** Two places of a source in a crossfade, and the run that follows. */
const MAX_RUNS = 3

export interface SequentialParts {
  /** The record of a media item; throws a ProblemError where there is none. */
  readonly find: (mediaId: string) => MediaRecord
  readonly folder: (mediaId: string) => string
  /** The file to decode, with all that decoding needs; throws a ProblemError. */
  readonly ready: (media: MediaRecord) => Promise<string>
}

export class SequentialReader implements SampleSource {
  readonly #parts: SequentialParts
  /** The least recently read comes first. */
  readonly #runs: SequentialRun[] = []
  readonly #ending = new Set<Promise<void>>()
  /** Room of chunks that were read, used again. */
  readonly #rooms: Float32Array[] = []

  constructor(parts: SequentialParts) {
    this.#parts = parts
  }

  async readInto(
    mediaId: string,
    startSample: Samples,
    out: Float32Array,
    signal?: AbortSignal,
  ): Promise<void> {
    const media = this.#parts.find(mediaId)
    for (const { index, until, take } of chunkParts(media.durationSamples, startSample, out))
      take(await this.#samples(media, index, until, signal))
  }

  /** Stops all decoders and waits for their end. */
  async close(): Promise<void> {
    for (const run of this.#runs.splice(0)) run.stop()
    await Promise.all(this.#ending)
  }

  /** Chunk `index` filled before `until`. A decoder that breaks off is tried once more: the system may have ended it. */
  async #samples(
    media: MediaRecord,
    index: number,
    until: Samples,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array> {
    const run = this.#runFor(media, index)
    try {
      return await run.read(index, until, signal)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'ffmpeg-failed') throw error
      this.#drop(run)
      return await this.#runFor(media, index).read(index, until, signal)
    }
  }

  #runFor(media: MediaRecord, index: number): SequentialRun {
    const place = this.#runs.findIndex(
      (run) => run.mediaId === media.id && run.reaches(index, CHUNKS_TO_SKIP),
    )
    const run = place >= 0 ? this.#runs.splice(place, 1)[0]! : this.#start(media, index)
    this.#runs.push(run)
    // The next decoder starts while this one still has something to give.
    const isFollowed = this.#runs.some((other) => other.mediaId === media.id && other.first === run.end)
    if (run.isNearEnd(index) && run.end < chunkCount(media.durationSamples) && !isFollowed)
      this.#runs.unshift(this.#start(media, run.end))
    while (this.#runs.length > MAX_RUNS) this.#drop(this.#runs.find((other) => other !== run)!)
    return run
  }

  #start(media: MediaRecord, first: number): SequentialRun {
    const run = new SequentialRun({
      media,
      first,
      end: Math.min(chunkCount(media.durationSamples), first + CHUNKS_PER_RUN),
      folder: this.#parts.folder(media.id),
      ready: () => this.#parts.ready(media),
      rooms: this.#rooms,
    })
    const ending = run.ended.finally(() => this.#ending.delete(ending))
    this.#ending.add(ending)
    return run
  }

  #drop(run: SequentialRun): void {
    const place = this.#runs.indexOf(run)
    if (place >= 0) this.#runs.splice(place, 1)
    run.stop()
  }
}
