/** The coarse waveform that is shown while a recording is still being read. */
import type { ImportEvent } from '#core/contract/imports.ts'
import { PEAK_BUCKET_SAMPLES, PEAK_UNIT } from '#core/signal/peaks.ts'
import type { Samples } from '#core/time/units.ts'

export type PeaksBatch = Omit<Extract<ImportEvent, { type: 'peaks' }>, 'type'>

const MOST_BUCKETS = 2000

export class LiveWaveform {
  readonly #finePerBucket: number
  readonly #expectedBuckets: number
  readonly #exact: boolean
  readonly #max: number[] = []
  readonly #min: number[] = []

  /** @param exact whether `totalSamples` is the length, or only what the container claims */
  constructor(totalSamples: Samples, exact: boolean) {
    const fine = Math.max(1, Math.ceil(totalSamples / PEAK_BUCKET_SAMPLES))
    this.#finePerBucket = Math.ceil(fine / MOST_BUCKETS)
    this.#expectedBuckets = Math.ceil(fine / this.#finePerBucket)
    this.#exact = exact
  }

  /** Takes peaks of the finest level and gives the buckets they touch, as they are now. */
  add(firstFine: number, pairs: Int16Array): PeaksBatch {
    const per = this.#finePerBucket
    const firstBucket = Math.floor(firstFine / per)
    const endBucket = Math.ceil((firstFine + pairs.length / 2) / per)
    for (let i = 0; i < pairs.length; i += 2) {
      const bucket = Math.floor((firstFine + i / 2) / per)
      this.#max[bucket] = Math.max(this.#max[bucket] ?? -2, pairs[i]! / PEAK_UNIT)
      this.#min[bucket] = Math.min(this.#min[bucket] ?? 2, pairs[i + 1]! / PEAK_UNIT)
    }
    return {
      firstBucket,
      samplesPerBucket: per * PEAK_BUCKET_SAMPLES,
      totalBuckets: Math.max(this.#expectedBuckets, this.#max.length),
      exact: this.#exact,
      max: this.#max.slice(firstBucket, endBucket).map(rounded),
      min: this.#min.slice(firstBucket, endBucket).map(rounded),
    }
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
