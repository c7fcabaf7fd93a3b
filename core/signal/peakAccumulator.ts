/** Gathers the finest level of a peak pyramid while audio streams through. */
import type { InputFormat, InterleavedStereo } from './frames.ts'
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
    const factor = frames instanceof Int16Array ? this.#scale / 32768 : this.#scale
    this.#duration += total
    for (let from = 0; from < total; ) {
      const count = Math.min(this.#missing, total - from)
      if (frames instanceof Int16Array) spanOfInt16(frames, from * 2, (from + count) * 2)
      else spanOfFloat32(frames, from * 2, (from + count) * 2)
      this.#high = Math.max(this.#high, spanHigh * factor)
      this.#low = Math.min(this.#low, spanLow * factor)
      from += count
      this.#missing -= count
      if (this.#missing === 0) this.#close()
    }
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

// The loops below leave their two results here instead of allocating a pair per bucket.
let spanHigh = 0
let spanLow = 0

// Two loops on purpose: one that sees both kinds of array runs at half the speed. A NaN counts as silence.
function spanOfInt16(samples: Int16Array, from: number, to: number): void {
  let high = -32768
  let low = 32767
  for (let i = from; i < to; i += 2) {
    const left = samples[i]!
    const right = samples[i + 1]!
    if (left > high) high = left
    if (left < low) low = left
    if (right > high) high = right
    if (right < low) low = right
  }
  spanHigh = high
  spanLow = low
}

function spanOfFloat32(samples: Float32Array, from: number, to: number): void {
  let high = samples[from]! || 0
  let low = high
  for (let i = from; i < to; i += 2) {
    const left = samples[i]!
    const right = samples[i + 1]!
    if (left > high) high = left
    if (left < low) low = left
    if (right > high) high = right
    if (right < low) low = right
  }
  spanHigh = high
  spanLow = low
}
