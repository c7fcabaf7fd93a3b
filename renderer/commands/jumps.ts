/** Places on the timeline that the playhead can jump to. Pure; the lists are kept per document. */
import { cutPoints } from '#core/episode/cuts.ts'
import type { Clip, Episode, Segment } from '#core/episode/schema.ts'
import { clipsOfMedia } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

/** A jump back leaves a place that is this near, so that pressing again goes on. 150 ms. */
const NEAR: Samples = 7_200

let known: { segments: readonly Segment[]; clips: readonly Clip[]; starts: Samples[] } | undefined

/** Timeline starts of all turns, in order, without doubles. Cached for the present document. */
export function turnStarts({ segments, clips }: Pick<Episode, 'segments' | 'clips'>): readonly Samples[] {
  if (known?.segments === segments && known.clips === clips) return known.starts
  const starts: Samples[] = []
  for (const segment of segments) {
    for (const { clip, timelineStart } of clipsOfMedia(clips, segment.recordingId)) {
      const offset = segment.startSample - clip.start
      if (offset >= 0 && offset < clip.length) starts.push(timelineStart + offset)
    }
  }
  known = { segments, clips, starts: [...new Set(starts)].sort((a, b) => a - b) }
  return known.starts
}

/** Timeline places of all cuts, in order. */
export function cutPlaces(episode: Pick<Episode, 'clips' | 'media'>): readonly Samples[] {
  return cutPoints(episode).map(({ at }) => at)
}

/** The first place after `from`. */
export function nextPlace(places: readonly Samples[], from: Samples): Samples | undefined {
  return places.find((place) => place > from)
}

/** The last place clearly before `from`. */
export function previousPlace(places: readonly Samples[], from: Samples): Samples | undefined {
  return places.findLast((place) => place < from - NEAR)
}
