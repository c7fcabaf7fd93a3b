/** Small pure steps that the timeline commands share. Source ranges are half-open. */
import type { Clip, Episode } from '../episode/schema.ts'
import { clipAt, episodeDuration, isContinuous } from '../episode/timeline.ts'
import { fail, ok, type Result } from '../problem.ts'
import { formatTimecode } from '../time/timecode.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'
import { nextId } from './define.ts'

/** Default length of the crossfade at a join: 10 ms, inaudible for speech. */
export const DEFAULT_JOIN_SAMPLES: Samples = SAMPLE_RATE / 100

/** Longest join: beyond it two sentences would be heard at once. */
export const MAX_JOIN_SAMPLES: Samples = 10 * SAMPLE_RATE

/** The clip with fades that fit its length; the fade-in keeps its length first. */
export function fitFades(clip: Clip): Clip {
  const fadeInSamples = Math.min(clip.fadeInSamples, clip.length)
  const fadeOutSamples = Math.min(clip.fadeOutSamples, clip.length - fadeInSamples)
  if (fadeInSamples === clip.fadeInSamples && fadeOutSamples === clip.fadeOutSamples) return clip
  return { ...clip, fadeInSamples, fadeOutSamples }
}

/** The clip from source sample `start` on; a new edge loses the fade and gets a join. */
export function withStart(clip: Clip, start: Samples): Clip {
  if (start === clip.start) return clip
  const length = clip.start + clip.length - start
  return fitFades({ ...clip, start, length, fadeInSamples: 0, joinSamples: DEFAULT_JOIN_SAMPLES })
}

/** The clip up to source sample `end`; a new edge loses the fade. */
export function withEnd(clip: Clip, end: Samples): Clip {
  if (end === clip.start + clip.length) return clip
  return fitFades({ ...clip, length: end - clip.start, fadeOutSamples: 0 })
}

/**
 * The episode with a clip boundary at timeline sample `at`. At an existing boundary, at 0 and at the end
 * nothing changes. The right half gets a new id. Problem: `out-of-range`.
 */
export function splitAt(episode: Episode, at: Samples): Result<Episode> {
  const duration = episodeDuration(episode)
  if (at < 0 || at > duration) return outsideTimeline(at, duration)
  const here = clipAt(episode.clips, at)
  if (!here || here.timelineStart === at) return ok(episode)
  const cut = here.clip.start + (at - here.timelineStart)
  const left = withEnd(here.clip, cut)
  const right = { ...withStart(here.clip, cut), id: nextId(episode, 'c') }
  return ok({
    ...episode,
    clips: episode.clips.toSpliced(here.index, 1, left, right),
    nextSerial: episode.nextSerial + 1,
  })
}

/** Index of the first clip that starts at or after timeline sample `at`. */
export function indexAtBoundary(episode: Episode, at: Samples): number {
  return clipAt(episode.clips, at)?.index ?? episode.clips.length
}

/** The clips with the two around boundary `index` made one again, where they are an unchanged split. */
export function heal(clips: readonly Clip[], index: number): Clip[] {
  const left = clips[index - 1]
  const right = clips[index]
  if (!left || !right || !isContinuous(left, right)) return [...clips]
  if (left.gainDb !== right.gainDb || left.fadeOutSamples > 0 || right.fadeInSamples > 0) return [...clips]
  if (left.slot !== right.slot) return [...clips]
  const whole = { ...left, length: left.length + right.length, fadeOutSamples: right.fadeOutSamples }
  return clips.toSpliced(index - 1, 2, whole)
}

/** Position of a clip, or a `not-found` problem. */
export function findClip(episode: Episode, clipId: string): Result<{ clip: Clip; index: number }> {
  const index = episode.clips.findIndex((clip) => clip.id === clipId)
  const clip = episode.clips[index]
  return clip ? ok({ clip, index }) : fail('not-found', `There is no clip ${clipId} on the timeline.`)
}

/** The refusal for a position that the timeline does not have. */
export function outsideTimeline(at: Samples, duration: Samples): Result<never> {
  return fail(
    'out-of-range',
    `${formatTimecode(Math.max(0, at))} lies outside the timeline, which is ${formatTimecode(duration)} long.`,
    'Choose a place inside the timeline.',
  )
}

/** Checks that `[from, to)` is a range of the timeline. Problem: `out-of-range`. */
export function checkRange(episode: Episode, from: Samples, to: Samples): Result<null> {
  const duration = episodeDuration(episode)
  if (from < 0 || from > duration) return outsideTimeline(from, duration)
  if (to > duration) return outsideTimeline(to, duration)
  if (from >= to) return fail('out-of-range', 'The range is empty.', 'Its end must come after its start.')
  return ok(null)
}
