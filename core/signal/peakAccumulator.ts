/** Gathers the finest level of a peak pyramid while audio streams through. */
import {
  CELL_SAMPLES,
  cellExtremes,
  type InputFormat,
  type InterleavedStereo,
  levelFactor,
} from './frames.ts'
import { PEAK_BUCKET_SAMPLES, PEAK_UNIT, type PeakPairs, type PeakPart } from './peaks.ts'

/** Feed it a recording, or a part of one, in pieces of any size. */
export class PeakAccumulator {
  readonly #scale: number
  readonly #startSample: number
  #pairs = new Int16Array(8192)
  #buckets = 0
  /** Frames the current bucket still misses. */
  #missing: number
  #duration = 0
  /** Extremes of the current bucket at the true level; `high < low` while it is empty. */
  #high = Number.NEGATIVE_INFINITY
  #low = Number.POSITIVE_INFINITY

  /** @param startSample where in the recording the first frame lies; buckets keep to the recording's grid. */
  constructor(format: InputFormat = {}, startSample = 0) {
    this.#scale = format.scale ?? 1
    this.#startSample = startSample
    this.#missing = PEAK_BUCKET_SAMPLES - (startSample % PEAK_BUCKET_SAMPLES)
  }

  /** Takes the next frames. */
  push(frames: InterleavedStereo): void {
    const total = frames.length / 2
    const factor = levelFactor(frames, this.#scale)
    for (let from = 0; from < total; ) {
      const count = Math.min(this.#missing, total - from, CELL_SAMPLES)
      cellExtremes(frames, from, from + count, oneHigh, oneLow)
      this.add(oneHigh[0]! * factor, oneLow[0]! * factor, count)
      from += count
    }
  }

  /** Takes the extremes of the next `frames` frames at their true level; they must not pass a bucket's end. */
  add(high: number, low: number, frames: number): void {
    if (high > this.#high) this.#high = high
    if (low < this.#low) this.#low = low
    this.#duration += frames
    this.#missing -= frames
    if (this.#missing === 0) this.#close()
  }

  /** Buckets that are complete so far, for a waveform that grows while a recording is read. */
  get bucketCount(): number {
    return this.#buckets
  }

  /** A copy of complete buckets from `fromBucket` on, counted from this part's first. */
  buckets(fromBucket = 0): PeakPairs {
    return this.#pairs.slice(fromBucket * 2, this.#buckets * 2)
  }

  /** Closes the last bucket and hands out the part; the accumulator is used up. */
  finish(): PeakPart {
    if (this.#high >= this.#low) this.#close()
    return {
      startSample: this.#startSample,
      durationSamples: this.#duration,
      pairs: this.#pairs.slice(0, this.#buckets * 2),
    }
  }

  #close(): void {
    const at = this.#buckets * 2
    if (at === this.#pairs.length) {
      const bigger = new Int16Array(this.#pairs.length * 2)
      bigger.set(this.#pairs)
      this.#pairs = bigger
    }
    this.#pairs[at] = toUnits(Math.ceil(this.#high * PEAK_UNIT))
    this.#pairs[at + 1] = toUnits(Math.floor(this.#low * PEAK_UNIT))
    this.#buckets++
    this.#missing = PEAK_BUCKET_SAMPLES
    this.#high = Number.NEGATIVE_INFINITY
    this.#low = Number.POSITIVE_INFINITY
  }
}

function toUnits(value: number): number {
  return Math.max(-32768, Math.min(32767, value))
}

const oneHigh = new Float32Array(1)
const oneLow = new Float32Array(1)
