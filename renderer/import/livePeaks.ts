/** The waveform of an import while it is read: peaks arrive in batches and are kept at a bounded resolution. */
import type { ImportEvent } from '#core/contract/imports.ts'

export type PeaksEvent = Extract<ImportEvent, { type: 'peaks' }>

/** Columns kept; more than any screen is wide. */
export const LIVE_COLUMNS = 2048

/** Loudest max and min of each column of the whole file; 0 where nothing has arrived. */
export class LivePeaks {
  readonly max = new Float32Array(LIVE_COLUMNS)
  readonly min = new Float32Array(LIVE_COLUMNS)
  /** Part of the file that has arrived, 0 to 1. */
  fraction = 0
  #total = 0

  /**
   * Takes a batch. When the expected length changes, what is there is moved to its new place; a batch from the very
   * start begins another recording, as when several are joined.
   */
  add(event: PeaksEvent): void {
    if (event.firstBucket === 0) this.#clear()
    const end = event.firstBucket + event.max.length
    const total = Math.max(event.totalBuckets, end)
    if (this.#total > 0 && total !== this.#total) this.#rescale(this.#total / total)
    this.#total = total
    event.max.forEach((max, i) => {
      const column = Math.floor(((event.firstBucket + i) / total) * LIVE_COLUMNS)
      const last = Math.max(column + 1, Math.ceil(((event.firstBucket + i + 1) / total) * LIVE_COLUMNS))
      for (let at = column; at < last && at < LIVE_COLUMNS; at++) this.#mark(at, max, event.min[i] ?? 0)
    })
    this.fraction = end / total
  }

  #clear(): void {
    this.max.fill(0)
    this.min.fill(0)
    this.#total = 0
  }

  #mark(column: number, max: number, min: number): void {
    this.max[column] = Math.max(this.max[column]!, max)
    this.min[column] = Math.min(this.min[column]!, min)
  }

  #rescale(factor: number): void {
    const max = this.max.slice()
    const min = this.min.slice()
    this.max.fill(0)
    this.min.fill(0)
    for (let column = 0; column < LIVE_COLUMNS; column++) {
      const from = Math.floor(column / factor)
      const to = Math.max(from + 1, Math.floor((column + 1) / factor))
      for (let at = from; at < to && at < LIVE_COLUMNS; at++) this.#mark(column, max[at]!, min[at]!)
    }
  }
}
