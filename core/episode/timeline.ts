/** Derived positions: where clips lie, and the mapping between timeline and source. */
import { firstIndex } from '../firstIndex.ts'
import type { Samples } from '../time/units.ts'
import type { Clip, Episode, Media } from './schema.ts'

/** A clip with its derived place: `[timelineStart, timelineStart + length)`. */
export interface PlacedClip {
  readonly clip: Clip
  readonly index: number
  readonly timelineStart: Samples
  readonly timelineEnd: Samples
}

const placedCache = new WeakMap<readonly Clip[], readonly PlacedClip[]>()

/** All clips with their places, in timeline order. Cached by the identity of `clips`. */
export function placeClips(clips: readonly Clip[]): readonly PlacedClip[] {
  const known = placedCache.get(clips)
  if (known) return known
  let at = 0
  const placed = clips.map((clip, index) => {
    const timelineStart = at
    at += clip.length
    return { clip, index, timelineStart, timelineEnd: at }
  })
  placedCache.set(clips, placed)
  return placed
}

/** Length of the timeline. */
export function episodeDuration({ clips }: Pick<Episode, 'clips'>): Samples {
  const placed = placedCache.get(clips)
  if (placed) return placed.at(-1)?.timelineEnd ?? 0
  let length = 0
  for (const clip of clips) length += clip.length
  return length
}

/**
 * The clip that holds timeline sample `at` (half-open: at a join it is the later clip), or undefined
 * outside `[0, duration)`. Binary search where the clips were placed; else a walk that leaves nothing behind, because
 * a command of a thousand cuts asks this of thousands of timelines that nobody else sees.
 */
export function clipAt(clips: readonly Clip[], at: Samples): PlacedClip | undefined {
  const placed = placedCache.get(clips)
  if (!placed) return walkTo(clips, at)
  return at < 0 ? undefined : placed[firstEndingAfter(placed, at)]
}

function walkTo(clips: readonly Clip[], at: Samples): PlacedClip | undefined {
  if (at < 0) return undefined
  let timelineStart = 0
  for (let index = 0; index < clips.length; index++) {
    const clip = clips[index]!
    const timelineEnd = timelineStart + clip.length
    if (at < timelineEnd) return { clip, index, timelineStart, timelineEnd }
    timelineStart = timelineEnd
  }
  return undefined
}

/** Clips that overlap the timeline range `[from, to)`. */
export function clipsInRange(clips: readonly Clip[], from: Samples, to: Samples): readonly PlacedClip[] {
  const placed = placeClips(clips)
  const first = firstEndingAfter(placed, from)
  let end = first
  while (end < placed.length && placed[end]!.timelineStart < to) end++
  return placed.slice(first, end)
}

function firstEndingAfter(placed: readonly PlacedClip[], at: Samples): number {
  return firstIndex(placed.length, (index) => placed[index]!.timelineEnd > at)
}

/** A moment in a source. */
export interface SourcePoint {
  readonly mediaId: string
  readonly sample: Samples
}

/** The source moment that plays at timeline sample `at`; undefined outside the timeline. */
export function timelineToSource(clips: readonly Clip[], at: Samples): SourcePoint | undefined {
  const here = clipAt(clips, at)
  if (!here) return undefined
  return { mediaId: here.clip.mediaId, sample: here.clip.start + (at - here.timelineStart) }
}

/** The first timeline place where a source moment plays; undefined when it is cut. */
export function sourceToTimeline(clips: readonly Clip[], point: SourcePoint): Samples | undefined {
  for (const { clip, timelineStart } of clipsOfMedia(clips, point.mediaId)) {
    const offset = point.sample - clip.start
    if (offset >= 0 && offset < clip.length) return timelineStart + offset
  }
  return undefined
}

/** A piece of a source range as it shows on the timeline. */
export interface TimelineSpan {
  readonly timelineStart: Samples
  readonly timelineEnd: Samples
  readonly sourceStart: Samples
  readonly clipId: string
}

/** Every timeline piece of source range `[start, end)`, in timeline order; neighbours without a hole are joined. */
export function sourceRangeToTimeline(
  clips: readonly Clip[],
  mediaId: string,
  start: Samples,
  end: Samples,
): TimelineSpan[] {
  const spans: TimelineSpan[] = []
  for (const { clip, timelineStart } of clipsOfMedia(clips, mediaId)) {
    const from = Math.max(start, clip.start)
    const to = Math.min(end, clip.start + clip.length)
    if (from >= to) continue
    const at = timelineStart + (from - clip.start)
    const last = spans.at(-1)
    const continues =
      last?.timelineEnd === at && last.sourceStart + (last.timelineEnd - last.timelineStart) === from
    if (last && continues) spans[spans.length - 1] = { ...last, timelineEnd: at + (to - from) }
    else spans.push({ timelineStart: at, timelineEnd: at + (to - from), sourceStart: from, clipId: clip.id })
  }
  return spans
}

const byMediaCache = new WeakMap<readonly Clip[], Map<string, PlacedClip[]>>()

/** Clips of one media item in timeline order. Cached by the identity of `clips`. */
export function clipsOfMedia(clips: readonly Clip[], mediaId: string): readonly PlacedClip[] {
  let byMedia = byMediaCache.get(clips)
  if (!byMedia) {
    byMedia = new Map()
    for (const placed of placeClips(clips)) {
      const list = byMedia.get(placed.clip.mediaId)
      if (list) list.push(placed)
      else byMedia.set(placed.clip.mediaId, [placed])
    }
    byMediaCache.set(clips, byMedia)
  }
  return byMedia.get(mediaId) ?? []
}

/** The media item of an id; a document that passed `checkEpisode` always has it. */
export function mediaOf(episode: Pick<Episode, 'media'>, mediaId: string): Media | undefined {
  return episode.media.find((media) => media.id === mediaId)
}

/** Whether `next` plays on exactly where `previous` ends in the same source: a split, not a cut. */
export function isContinuous(previous: Clip, next: Clip): boolean {
  return previous.mediaId === next.mediaId && previous.start + previous.length === next.start
}
