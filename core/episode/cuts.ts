/** Where the timeline leaves source material out. */
import { formatLength } from '../time/timecode.ts'
import type { Samples } from '../time/units.ts'
import type { Clip, Episode } from './schema.ts'
import { clipsOfMedia, isContinuous, mediaOf, placeClips } from './timeline.ts'

/**
 * How much source material is hidden right before (`start`) or after (`end`) a clip: up to the nearest other
 * clip of the same media, or to the end of the media.
 */
export function hiddenBeside(
  episode: Pick<Episode, 'clips' | 'media'>,
  clip: Clip,
  edge: 'start' | 'end',
): Samples {
  const others = clipsOfMedia(episode.clips, clip.mediaId).filter((other) => other.clip.id !== clip.id)
  const end = clip.start + clip.length
  if (edge === 'start') {
    let nearest = 0
    for (const { clip: other } of others) {
      const otherEnd = other.start + other.length
      if (otherEnd <= clip.start) nearest = Math.max(nearest, otherEnd)
      else if (other.start < clip.start) return 0
    }
    return clip.start - nearest
  }
  let nearest = mediaOf(episode, clip.mediaId)?.durationSamples ?? end
  for (const { clip: other } of others) {
    if (other.start >= end) nearest = Math.min(nearest, other.start)
    else if (other.start + other.length > end) return 0
  }
  return nearest - end
}

/** A place where two clips meet, or where the timeline begins or ends short of its source. */
export interface CutPoint {
  readonly at: Samples
  /** The clip and edge that `restoreCut` and `trimClip` want. */
  readonly clipId: string
  readonly edge: 'start' | 'end'
  /** Source samples that are left out here; 0 for a split or the edge of a read. */
  readonly hiddenSamples: Samples
  readonly kind: 'cut' | 'split' | 'splice'
  /** For a person: “12.4 s cut”. */
  readonly title: string
}

const cutPointsCache = new WeakMap<readonly Clip[], readonly CutPoint[]>()

/** All cut points in timeline order. Cached by the identity of `clips`. */
export function cutPoints(episode: Pick<Episode, 'clips' | 'media'>): readonly CutPoint[] {
  const known = cutPointsCache.get(episode.clips)
  if (known) return known
  const points: CutPoint[] = []
  const placed = placeClips(episode.clips)
  const first = placed[0]
  const last = placed.at(-1)
  if (first && !first.clip.slot && first.clip.start > 0)
    points.push(hiddenPoint(0, first.clip.id, 'start', first.clip.start))
  for (let i = 1; i < placed.length; i++) {
    const previous = placed[i - 1]!.clip
    const next = placed[i]!.clip
    const at = placed[i]!.timelineStart
    if (isContinuous(previous, next))
      points.push({ at, clipId: next.id, edge: 'start', hiddenSamples: 0, kind: 'split', title: 'Split' })
    else if (previous.mediaId === next.mediaId && next.start > previous.start + previous.length)
      points.push(hiddenPoint(at, next.id, 'start', next.start - previous.start - previous.length))
    else points.push({ at, clipId: next.id, edge: 'start', hiddenSamples: 0, kind: 'splice', title: 'Join' })
  }
  const rest =
    last && !last.clip.slot
      ? (mediaOf(episode, last.clip.mediaId)?.durationSamples ?? 0) - last.clip.start - last.clip.length
      : 0
  if (last && rest > 0) points.push(hiddenPoint(last.timelineEnd, last.clip.id, 'end', rest))
  cutPointsCache.set(episode.clips, points)
  return points
}

function hiddenPoint(at: Samples, clipId: string, edge: 'start' | 'end', hiddenSamples: Samples): CutPoint {
  return { at, clipId, edge, hiddenSamples, kind: 'cut', title: `${formatLength(hiddenSamples)} cut` }
}
