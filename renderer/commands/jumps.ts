/** Places on the timeline that the playhead can jump to. Pure; the lists are kept per document. */
import { cutPoints } from '#core/episode/cuts.ts'
import type { Clip, Episode, Segment } from '#core/episode/schema.ts'
import { clipsOfMedia, type PlacedClip } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

/** A jump back leaves a place that is this near, so that pressing again goes on. 150 ms. */
const NEAR: Samples = 7_200

let known: { segments: readonly Segment[]; clips: readonly Clip[]; starts: readonly Samples[] } | undefined

/** Timeline starts of all turns, in order, without doubles. Kept for the present document. */
export function turnStarts({ segments, clips }: Pick<Episode, 'segments' | 'clips'>): readonly Samples[] {
  if (known?.segments === segments && known.clips === clips) return known.starts
  known = { segments, clips, starts: findTurnStarts(segments, clips) }
  return known.starts
}

/** Sweeps each recording once: segments come in order of their start, and so are its clips sorted. */
function findTurnStarts(segments: readonly Segment[], clips: readonly Clip[]): Samples[] {
  const starts = new Set<Samples>()
  for (const recordingId of new Set(segments.map((segment) => segment.recordingId))) {
    const waiting = clipsOfMedia(clips, recordingId).toSorted((a, b) => b.clip.start - a.clip.start)
    let under: PlacedClip[] = []
    for (const segment of segments) {
      if (segment.recordingId !== recordingId) continue
      const at = segment.startSample
      while (waiting.length > 0 && waiting.at(-1)!.clip.start <= at) under.push(waiting.pop()!)
      under = under.filter(({ clip }) => clip.start + clip.length > at)
      for (const { clip, timelineStart } of under) starts.add(timelineStart + at - clip.start)
    }
  }
  return [...starts].sort((a, b) => a - b)
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
