/** How much of a source the timeline plays, asked for many stretches of it one after another. */
import type { Samples } from '../time/units.ts'
import type { Clip } from './schema.ts'
import { clipsOfMedia } from './timeline.ts'

/**
 * How many samples of a media item's beginning, up to `sample`, the timeline plays; what clips play twice counts
 * twice. What it plays of a stretch is the difference of its two ends. Quick for places that come about in order.
 */
export function coverageOf(clips: readonly Clip[], mediaId: string): (sample: Samples) => Samples {
  const played = clipsOfMedia(clips, mediaId).map(({ clip }) => clip)
  const sinceStarts = passedSince(played.map(({ start }) => start))
  const sinceEnds = passedSince(played.map(({ start, length }) => start + length))
  return (sample) => sinceStarts(sample) - sinceEnds(sample)
}

/** How far a sample is past each place before it, added up. Walks from where it was asked last. */
function passedSince(places: Samples[]): (sample: Samples) => Samples {
  const ascending = Float64Array.from(places).sort()
  let count = 0
  let sum = 0
  return (sample) => {
    while (count < ascending.length && ascending[count]! < sample) sum += ascending[count++]!
    while (count > 0 && ascending[count - 1]! >= sample) sum -= ascending[--count]!
    return count * sample - sum
  }
}
