/** Where the timeline leaves source material out. */
import { formatLength } from '../time/timecode.ts'
import type { Samples } from '../time/units.ts'
import type { Clip, Episode } from './schema.ts'
import { clipsInSourceOrder } from './sourceOrder.ts'
import { isContinuous, mediaOf, placeClips } from './timeline.ts'

/**
 * How much source material is hidden right before (`start`) or after (`end`) a clip: up to the nearest other
 * clip of the same media, or to the end of the media.
 */
export function hiddenBeside(
  episode: Pick<Episode, 'clips' | 'media'>,
  clip: Clip,
  edge: 'start' | 'end',
): Samples {
  const order = clipsInSourceOrder(episode.clips, clip.mediaId)
  if (edge === 'start') return Math.max(0, clip.start - order.reachBefore(clip.start))
  const end = clip.start + clip.length
  // Another clip plays on over this end.
  if (order.reachBefore(end) > end) return 0
  return (order.nextStart(end) ?? mediaOf(episode, clip.mediaId)?.durationSamples ?? end) - end
}

/** A place where two clips meet, or where the timeline begins or ends short of its source. */
export interface CutPoint {
  readonly at: Samples
  /** The clip and edge that `restoreCut` and `trimClip` want. */
  readonly clipId: string
  readonly edge: 'start' | 'end'
  /** Source samples that `restoreCut` brings back here; 0 for a split or a splice. */
  readonly hiddenSamples: Samples
  readonly kind: 'cut' | 'split' | 'splice'
}

/** What a person calls a cut point: “12.4 s cut”. */
export function cutTitle({ kind, hiddenSamples }: CutPoint): string {
  if (kind === 'cut') return `${formatLength(hiddenSamples)} cut`
  return kind === 'split' ? 'Split' : 'Join'
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
  const addCut = (at: Samples, clip: Clip, edge: 'start' | 'end') => {
    const hiddenSamples = hiddenBeside(episode, clip, edge)
    if (hiddenSamples > 0) points.push({ at, clipId: clip.id, edge, hiddenSamples, kind: 'cut' })
    return hiddenSamples > 0
  }
  if (first && !first.clip.slot) addCut(0, first.clip, 'start')
  for (let i = 1; i < placed.length; i++) {
    const previous = placed[i - 1]!.clip
    const next = placed[i]!.clip
    const at = placed[i]!.timelineStart
    const follows = previous.mediaId === next.mediaId && next.start > previous.start + previous.length
    if (follows && addCut(at, next, 'start')) continue
    const kind = isContinuous(previous, next) ? 'split' : 'splice'
    points.push({ at, clipId: next.id, edge: 'start', hiddenSamples: 0, kind })
  }
  if (last && !last.clip.slot) addCut(last.timelineEnd, last.clip, 'end')
  cutPointsCache.set(episode.clips, points)
  return points
}
