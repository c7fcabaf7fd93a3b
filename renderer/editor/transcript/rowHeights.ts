/** Heights of a long list of which only a few rows are on the page: estimated until they are measured. CSS pixels. */
import { firstIndex } from '#core/firstIndex.ts'

export class RowHeights {
  readonly #heights: Float64Array
  /** Top of each row, and behind the last one the whole height; right up to `#knownTo`. */
  readonly #tops: Float64Array
  #knownTo = 0

  constructor(heights: readonly number[]) {
    this.#heights = Float64Array.from(heights)
    this.#tops = new Float64Array(heights.length + 1)
  }

  get count(): number {
    return this.#heights.length
  }

  /** Where row `index` begins; for `count` where the list ends. */
  top(index: number): number {
    for (; this.#knownTo < index; this.#knownTo++)
      this.#tops[this.#knownTo + 1] = this.#tops[this.#knownTo]! + this.#heights[this.#knownTo]!
    return this.#tops[index]!
  }

  get total(): number {
    return this.top(this.count)
  }

  /** The row at `y`; the first or last one for a place outside. -1 in an empty list. */
  indexAt(y: number): number {
    return Math.min(
      this.count - 1,
      firstIndex(this.count, (index) => this.top(index + 1) > y),
    )
  }

  /** Takes note of a measured height; returns by how much the row is taller than was thought. */
  measure(index: number, height: number): number {
    const difference = height - this.#heights[index]!
    // Browsers lay out in fractions; less than that is noise.
    if (Math.abs(difference) < 0.5) return 0
    this.#heights[index] = height
    this.#knownTo = Math.min(this.#knownTo, index)
    return difference
  }
}
