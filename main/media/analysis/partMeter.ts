/** Measures the PCM of one part while it streams in: peaks, loudness, and the edges for comparing parts. */
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import { PEAK_BUCKET_SAMPLES } from '#core/signal/peaks.ts'
import { TRUE_PEAK_CONTEXT } from '#core/signal/truePeak.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { ANALYSIS_VOLUME } from './decodeTarget.ts'
import { EDGE_SAMPLES, type PartJob, type PartResult } from './messages.ts'

const INPUT = { scale: 1 / ANALYSIS_VOLUME }

export class PartMeter {
  readonly #job: PartJob
  readonly #peaks: PeakAccumulator
  readonly #loudness: LoudnessAccumulator
  readonly #warmUp: Int16Array
  readonly #end: Samples
  /** The first frames beyond the part, for the true peak of its last block. */
  #after = new Int16Array(0)
  /** Decoded samples so far, skipped ones included. */
  #seen = 0
  #handedOut = 0
  /** The latest {@link EDGE_SAMPLES} of the part, in turns. */
  #last = new Int16Array(0)

  constructor(job: PartJob) {
    this.#job = job
    this.#peaks = new PeakAccumulator(INPUT, job.startSample)
    this.#loudness = new LoudnessAccumulator(INPUT, this.#peaks)
    this.#warmUp = new Int16Array(Math.min(job.startSample, job.skipSamples, SAMPLE_RATE) * 2)
    this.#end = job.lengthSamples === null ? Number.POSITIVE_INFINITY : job.skipSamples + job.lengthSamples
  }

  /** Takes the next decoded frames; false when no more are wanted. */
  push(frames: Int16Array): boolean {
    const { skipSamples } = this.#job
    const start = this.#seen
    const end = start + frames.length / 2
    this.#seen = end
    const slice = (from: Samples, to: Samples) =>
      frames.subarray((Math.max(from, start) - start) * 2, Math.max(0, Math.min(to, end) - start) * 2)
    const warmFrom = skipSamples - this.#warmUp.length / 2
    if (start < skipSamples) {
      const part = slice(warmFrom, skipSamples)
      this.#warmUp.set(part, (Math.max(warmFrom, start) - warmFrom) * 2)
      if (end >= skipSamples) this.#loudness.warmUp(this.#warmUp)
    }
    if (end > skipSamples && start < this.#end) {
      const part = slice(skipSamples, this.#end)
      this.#loudness.push(part)
      this.#keepLast(part)
    }
    const enough = this.#end + TRUE_PEAK_CONTEXT
    if (end > this.#end) this.#after = joined(this.#after, slice(this.#end, enough))
    return end < enough
  }

  /** Buckets of peaks that were completed since the last call; `firstBucket` counts from the recording's first. */
  newPeaks(): { firstBucket: number; pairs: Int16Array } {
    const pairs = this.#peaks.buckets(this.#handedOut)
    return this.#handOut(pairs)
  }

  /** What there is to say at the end; the rest of the peaks comes with it. */
  finish(): { result: PartResult; peaks: { firstBucket: number; pairs: Int16Array } } {
    const loudness = this.#loudness.finish(this.#after)
    const part = this.#peaks.finish()
    const result = {
      startSample: this.#job.startSample,
      durationSamples: part.durationSamples,
      loudness,
      before: this.#warmUp.slice(-EDGE_SAMPLES * 2),
      last: this.#last.slice(-EDGE_SAMPLES * 2),
    }
    return { result, peaks: this.#handOut(part.pairs.slice(this.#handedOut * 2)) }
  }

  #handOut(pairs: Int16Array): { firstBucket: number; pairs: Int16Array } {
    const firstBucket = this.#job.startSample / PEAK_BUCKET_SAMPLES + this.#handedOut
    this.#handedOut += pairs.length / 2
    return { firstBucket, pairs }
  }

  /** Keeps the end of the part; costs nothing until the end is near. */
  #keepLast(part: Int16Array): void {
    const left = this.#end - this.#seen
    if (!(left < EDGE_SAMPLES)) return
    this.#last = joined(this.#last, part)
  }
}

function joined(a: Int16Array, b: Int16Array): Int16Array<ArrayBuffer> {
  const both = new Int16Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
