/** Where a timeline position goes when the clips under it change. */
import type { Clip } from '#core/episode/schema.ts'
import {
  clipAt,
  clipsOfMedia,
  placeClips,
  type SourcePoint,
  sourceRangeToTimeline,
  sourceToTimeline,
} from '#core/episode/timeline.ts'
import { clamp, type Samples } from '#core/time/units.ts'

/**
 * The position in `after` of the source moment that plays at `at` in `before`. A moment that was cut goes to
 * where the timeline closed up: the next moment that still plays. O(clips).
 */
export function mapPosition(before: readonly Clip[], after: readonly Clip[], at: Samples): Samples {
  if (before === after) return at
  const duration = placeClips(after).at(-1)?.timelineEnd ?? 0
  const here = clipAt(before, at)
  if (!here) return at <= 0 ? 0 : duration
  const moment = here.clip.start + (at - here.timelineStart)
  const same = placeClips(after).find(
    ({ clip }) => clip.id === here.clip.id && moment >= clip.start && moment < clip.start + clip.length,
  )
  if (same) return same.timelineStart + (moment - same.clip.start)
  const point = { mediaId: here.clip.mediaId, sample: moment }
  // A read that is placed twice: what was cut of one must not send the position to the other.
  if (timesPlayed(before, point) === 1) {
    const moved = sourceToTimeline(after, point)
    if (moved !== undefined) return moved
  }
  for (const placed of placeClips(before).slice(here.index)) {
    const { clip } = placed
    const from = placed.index === here.index ? moment : clip.start
    const [span] = sourceRangeToTimeline(after, clip.mediaId, from, clip.start + clip.length)
    if (span) return span.timelineStart
  }
  return clamp(at, 0, duration)
}

function timesPlayed(clips: readonly Clip[], { mediaId, sample }: SourcePoint): number {
  return clipsOfMedia(clips, mediaId).filter(
    ({ clip }) => sample >= clip.start && sample < clip.start + clip.length,
  ).length
}
