/**
 * The render plan: the list of spans to play. Preview and export read the same plan, so what is heard is what
 * is exported.
 */
import type { Clip, Episode } from '../episode/schema.ts'
import { isSilence } from '../episode/silence.ts'
import { isContinuous, mediaOf, placeClips } from '../episode/timeline.ts'
import { firstIndex } from '../firstIndex.ts'
import { dbToGain, type Samples } from '../time/units.ts'

export interface Fade {
  readonly samples: Samples
  /** `equal-power` for different material, `linear` where both sides are the same sound. */
  readonly shape: 'equal-power' | 'linear'
}

/**
 * A stretch of one source as it sounds: `[timelineStart, timelineStart + length)`, the handles that a
 * crossfade borrows from beyond the clip's edges included. Spans of neighbours overlap by their join.
 */
export interface PlanSpan {
  readonly mediaId: string
  readonly timelineStart: Samples
  readonly length: Samples
  readonly sourceStart: Samples
  /** Amplitude factor. */
  readonly gain: number
  readonly fadeIn: Fade
  readonly fadeOut: Fade
}

export interface RenderPlan {
  readonly durationSamples: Samples
  /** What sounds; silence is where there is none. Ordered by start; ends are in order too, and no more than two sound at once. */
  readonly spans: readonly PlanSpan[]
}

/** Fade against a click where the timeline begins or ends inside a recording: 5 ms. */
const EDGE_FADE_SAMPLES: Samples = 240

/** How a clip's edge is shaped: `reach` samples beyond the edge, faded over `fade`. */
interface Edge {
  readonly reach: Samples
  readonly fade: Fade
}

const NO_FADE: Fade = { samples: 0, shape: 'equal-power' }
const HARD: Edge = { reach: 0, fade: NO_FADE }

const planCache = new WeakMap<readonly Clip[], RenderPlan>()

/** The plan of an episode. Cached by the identity of `clips`; O(clips) otherwise. */
export function renderPlan(episode: Pick<Episode, 'clips' | 'media'>): RenderPlan {
  const known = planCache.get(episode.clips)
  if (known) return known
  const placed = placeClips(episode.clips)
  const spans: PlanSpan[] = []
  let index = 0
  while (index < placed.length) {
    // Splits without any difference in sound are one span: no join, no rounding, no extra cost.
    let last = index
    while (last + 1 < placed.length && isSeamless(placed[last]!.clip, placed[last + 1]!.clip)) last++
    const first = placed[index]!
    const end = placed[last]!
    const head = edgeIn(episode, placed[index - 1]?.clip, first.clip)
    const tail = edgeOut(episode, end.clip, placed[last + 1]?.clip)
    index = last + 1
    if (isSilence(first.clip.mediaId)) continue
    spans.push({
      mediaId: first.clip.mediaId,
      timelineStart: first.timelineStart - head.reach,
      length: head.reach + (end.timelineEnd - first.timelineStart) + tail.reach,
      sourceStart: first.clip.start - head.reach,
      gain: dbToGain(first.clip.gainDb),
      fadeIn: head.fade,
      fadeOut: tail.fade,
    })
  }
  const plan = { durationSamples: placed.at(-1)?.timelineEnd ?? 0, spans }
  planCache.set(episode.clips, plan)
  return plan
}

function isSeamless(previous: Clip, next: Clip): boolean {
  const unshaped = previous.fadeOutSamples === 0 && next.fadeInSamples === 0
  return unshaped && isContinuous(previous, next) && previous.gainDb === next.gainDb
}

function edgeIn(episode: Pick<Episode, 'media'>, previous: Clip | undefined, clip: Clip): Edge {
  if (clip.fadeInSamples > 0) return { reach: 0, fade: { samples: clip.fadeInSamples, shape: 'equal-power' } }
  if (!previous) return clip.start > 0 ? inner(Math.min(EDGE_FADE_SAMPLES, clip.length)) : HARD
  const join = joinOf(episode, previous, clip)
  if (join.before + join.after === 0) return inner(join.inner)
  return { reach: join.before, fade: { samples: join.before + join.after, shape: join.shape } }
}

function edgeOut(episode: Pick<Episode, 'media'>, clip: Clip, next: Clip | undefined): Edge {
  if (clip.fadeOutSamples > 0)
    return { reach: 0, fade: { samples: clip.fadeOutSamples, shape: 'equal-power' } }
  if (!next)
    return clip.start + clip.length < durationOf(episode, clip)
      ? inner(Math.min(EDGE_FADE_SAMPLES, clip.length))
      : HARD
  const join = joinOf(episode, clip, next)
  if (join.before + join.after === 0) return inner(join.inner)
  return { reach: join.after, fade: { samples: join.before + join.after, shape: join.shape } }
}

function inner(samples: Samples): Edge {
  return { reach: 0, fade: { samples, shape: 'equal-power' } }
}

/**
 * The crossfade of two clips: `before` and `after` samples around the place where they meet. Each side borrows
 * what its source has beyond the edge; where neither has any, both fade inside themselves over `inner`.
 */
function joinOf(episode: Pick<Episode, 'media'>, previous: Clip, next: Clip) {
  // Half a clip at most, so that the joins at its two ends never meet.
  const half = Math.floor(Math.min(next.joinSamples, previous.length, next.length) / 2)
  const before = Math.min(half, next.start)
  const after = Math.min(half, durationOf(episode, previous) - previous.start - previous.length)
  return {
    before,
    after,
    inner: half,
    shape: isContinuous(previous, next) ? ('linear' as const) : ('equal-power' as const),
  }
}

function durationOf(episode: Pick<Episode, 'media'>, clip: Clip): Samples {
  return mediaOf(episode, clip.mediaId)?.durationSamples ?? clip.start + clip.length
}

/** Spans that sound in timeline range `[from, to)`, in order. Binary search. */
export function spansInRange(plan: RenderPlan, from: Samples, to: Samples): readonly PlanSpan[] {
  const { spans } = plan
  const first = firstIndex(spans.length, (index) => spans[index]!.timelineStart + spans[index]!.length > from)
  let end = first
  while (end < spans.length && spans[end]!.timelineStart < to) end++
  return spans.slice(first, end)
}
