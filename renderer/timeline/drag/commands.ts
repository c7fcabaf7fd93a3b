/** What a drag on the timeline asks of the document. Pure: positions in, commands out. */
import type { EditCommand } from '#core/edit/apply.ts'
import { type CutPoint, hiddenBeside } from '#core/episode/cuts.ts'
import type { Clip, Episode, Segment } from '#core/episode/schema.ts'
import {
  clipAt,
  clipsInRange,
  episodeDuration,
  isContinuous,
  mediaOf,
  type PlacedClip,
  placeClips,
  timelineToSource,
} from '#core/episode/timeline.ts'
import { clamp, type Samples } from '#core/time/units.ts'

/** A command of one type. */
export type CommandOf<Type extends EditCommand['type']> = Extract<EditCommand, { type: Type }>

/**
 * Trims at a cut point. `end` moves the end of the clip before, `start` the start of the clip after; never so far
 * that something would be heard twice. Null where there is no such clip or nothing would change.
 */
export function trimAtCut(
  episode: Episode,
  point: CutPoint,
  edge: 'start' | 'end',
  delta: Samples,
): EditCommand | null {
  const placed = placeClips(episode.clips)
  const owner = placed.findIndex(({ clip }) => clip.id === point.clipId)
  const index = point.edge === 'start' && edge === 'end' ? owner - 1 : owner
  const clip = placed[index]?.clip
  if (!clip || delta === 0) return null
  const sample = edge === 'start' ? trimmedStart(episode, clip, delta) : trimmedEnd(episode, clip, delta)
  const now = edge === 'start' ? clip.start : clip.start + clip.length
  return sample === now ? null : { type: 'trimClip', clipId: clip.id, edge, sample }
}

/** Shortest clip that a drag leaves: 10 ms. */
const MIN_CLIP: Samples = 480

function trimmedStart(episode: Episode, clip: Clip, delta: Samples): Samples {
  const end = clip.start + clip.length
  return clamp(
    clip.start + delta,
    clip.start - hiddenBeside(episode, clip, 'start'),
    Math.max(clip.start, end - MIN_CLIP),
  )
}

function trimmedEnd(episode: Episode, clip: Clip, delta: Samples): Samples {
  const end = clip.start + clip.length
  return clamp(end + delta, Math.min(end, clip.start + MIN_CLIP), end + hiddenBeside(episode, clip, 'end'))
}

/** A clip's fade reaching to timeline sample `at`. */
export function fadeTo(
  { clip, timelineStart, timelineEnd }: PlacedClip,
  side: 'in' | 'out',
  at: Samples,
): CommandOf<'setClipFades'> {
  const fadeInSamples =
    side === 'in' ? clamp(at - timelineStart, 0, clip.length - clip.fadeOutSamples) : clip.fadeInSamples
  const fadeOutSamples =
    side === 'out' ? clamp(timelineEnd - at, 0, clip.length - clip.fadeInSamples) : clip.fadeOutSamples
  return { type: 'setClipFades', clipId: clip.id, fadeInSamples, fadeOutSamples }
}

/** The marker moved to what plays at timeline sample `at`; null outside the timeline. */
export function markerTo(episode: Episode, markerId: string, at: Samples): EditCommand | null {
  const point = timelineToSource(episode.clips, Math.min(at, episodeDuration(episode) - 1))
  return point ? { type: 'updateMarker', markerId, ...point } : null
}

/** The clip moved to `at`; null when it would stay where it is. */
export function clipTo({ clip, timelineStart, timelineEnd }: PlacedClip, at: Samples): EditCommand | null {
  return at >= timelineStart && at <= timelineEnd ? null : { type: 'moveClip', clipId: clip.id, at }
}

/** One edge of a turn moved to timeline sample `at`; null where another source plays or the turn would vanish. */
export function turnEdgeTo(
  episode: Episode,
  segment: Segment,
  side: 'start' | 'end',
  at: Samples,
): CommandOf<'updateSegment'> | null {
  // An end at a clip boundary belongs to the clip before it.
  const here = clipAt(episode.clips, side === 'end' ? at - 1 : at)
  if (here?.clip.mediaId !== segment.recordingId) return null
  const sample = here.clip.start + (at - here.timelineStart)
  const change = side === 'start' ? { startSample: sample } : { endSample: sample }
  const { startSample, endSample } = { ...segment, ...change }
  return endSample > startSample ? { type: 'updateSegment', segmentId: segment.id, ...change } : null
}

/**
 * Turns of a person over timeline range `[from, to)`: one for each stretch of source that plays there without a
 * hole, as one undo step. Sponsor reads are left out. Null where no recording plays, and for an empty range.
 */
export function addTurn(episode: Episode, speakerId: string, from: Samples, to: Samples): EditCommand | null {
  if (from >= to) return null
  const commands: CommandOf<'addSegment'>[] = []
  let previous: Clip | undefined
  for (const { clip, timelineStart, timelineEnd } of clipsInRange(episode.clips, from, to)) {
    if (mediaOf(episode, clip.mediaId)?.kind !== 'recording') continue
    const startSample = clip.start + Math.max(0, from - timelineStart)
    const endSample = clip.start + Math.min(clip.length, clip.length - (timelineEnd - to))
    const last = commands.at(-1)
    if (last && previous && isContinuous(previous, clip)) last.endSample = endSample
    else commands.push({ type: 'addSegment', speakerId, recordingId: clip.mediaId, startSample, endSample })
    previous = clip
  }
  const [only] = commands
  if (!only) return null
  return commands.length === 1 ? only : { type: 'batch', label: `Add ${commands.length} turns`, commands }
}
