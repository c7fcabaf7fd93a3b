/** Ranges of one source in the order of that source, so that what overlaps a stretch is found without a walk. */
import { firstIndex } from '../firstIndex.ts'
import type { Samples } from '../time/units.ts'
import type { Clip } from './schema.ts'
import { clipsOfMedia, type PlacedClip } from './timeline.ts'

/** Items sorted by where they start in their source; any of them may overlap any other. */
export class SourceOrder<Item> {
  readonly #items: readonly Item[]
  readonly #starts: readonly Samples[]
  /** The furthest end among the first `i + 1` items. */
  readonly #reach: readonly Samples[]

  constructor(items: readonly Item[], startOf: (item: Item) => Samples, endOf: (item: Item) => Samples) {
    this.#items = items.toSorted((a, b) => startOf(a) - startOf(b))
    this.#starts = this.#items.map(startOf)
    let furthest = 0
    this.#reach = this.#items.map((item) => {
      furthest = Math.max(furthest, endOf(item))
      return furthest
    })
  }

  /**
   * Items that may overlap `[from, to)`, in source order: all that do, and now and then one that ends before
   * `from`. Two binary searches.
   */
  near(from: Samples, to: Samples): readonly Item[] {
    return this.#items.slice(firstAbove(this.#reach, from), firstAtLeast(this.#starts, to))
  }

  /** The furthest end among items that start before `at`; 0 where there are none. */
  reachBefore(at: Samples): Samples {
    return this.#reach[firstAtLeast(this.#starts, at) - 1] ?? 0
  }

  /** Where the first item at or after `at` starts; undefined where there is none. */
  nextStart(at: Samples): Samples | undefined {
    return this.#starts[firstAtLeast(this.#starts, at)]
  }
}

/** Index of the first of ascending `values` that is at least `limit`. */
function firstAtLeast(values: readonly number[], limit: number): number {
  return firstIndex(values.length, (index) => values[index]! >= limit)
}

/** Index of the first of ascending whole `values` that is greater than `limit`. */
function firstAbove(values: readonly number[], limit: number): number {
  return firstAtLeast(values, limit + 1)
}

const clipOrders = new WeakMap<readonly Clip[], Map<string, SourceOrder<PlacedClip>>>()

/** Clips of one media item in source order. Cached by the identity of `clips`. */
export function clipsInSourceOrder(clips: readonly Clip[], mediaId: string): SourceOrder<PlacedClip> {
  const orders = clipOrders.get(clips) ?? new Map<string, SourceOrder<PlacedClip>>()
  clipOrders.set(clips, orders)
  let order = orders.get(mediaId)
  if (!order) {
    order = new SourceOrder(
      clipsOfMedia(clips, mediaId),
      ({ clip }) => clip.start,
      ({ clip }) => clip.start + clip.length,
    )
    orders.set(mediaId, order)
  }
  return order
}
