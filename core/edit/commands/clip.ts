import { z } from 'zod'
import { gainDb } from '../../episode/schema.ts'
import { mediaOf, placeClips } from '../../episode/timeline.ts'
import { fail, ok } from '../../problem.ts'
import { formatLength } from '../../time/timecode.ts'
import {
  findClip,
  heal,
  indexAtBoundary,
  MAX_JOIN_SAMPLES,
  splitAt,
  withEnd,
  withStart,
} from '../clipEdits.ts'
import { defineCommand } from '../define.ts'

const samples = z.number().int()
const clipId = z.string()
const edge = z.enum(['start', 'end'])

/** Makes two clips of the one that plays at timeline sample `at`. */
export const split = defineCommand({
  type: 'split',
  schema: z.strictObject({ type: z.literal('split'), at: samples }),
  apply: (episode, { at }) => {
    const next = splitAt(episode, at)
    if (!next.ok) return next
    if (next.value === episode) return fail('invalid-command', 'There is a clip boundary already.')
    return next
  },
  label: () => 'Split',
})

/** Moves one edge of a clip to a **source** sample: trims it, or brings back what was cut. */
export const trimClip = defineCommand({
  type: 'trimClip',
  schema: z.strictObject({ type: z.literal('trimClip'), clipId, edge, sample: samples }),
  apply: (episode, { clipId, edge, sample }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    const { clip, index } = found.value
    const end = clip.start + clip.length
    const limit = mediaOf(episode, clip.mediaId)?.durationSamples ?? end
    const [low, high] = edge === 'start' ? [0, end - 1] : [clip.start + 1, limit]
    if (sample < low || sample > high)
      return fail(
        'out-of-range',
        'The clip cannot be trimmed that far.',
        'Its source ends before that place.',
      )
    const trimmed = edge === 'start' ? withStart(clip, sample) : withEnd(clip, sample)
    return ok({ ...episode, clips: episode.clips.with(index, trimmed) })
  },
  label: ({ clipId, edge, sample }, episode) => {
    const clip = episode.clips.find((candidate) => candidate.id === clipId)
    if (!clip) return 'Trim'
    const by = edge === 'start' ? sample - clip.start : clip.start + clip.length - sample
    return `${by >= 0 ? 'Trim' : 'Extend'} ${edge} by ${formatLength(Math.abs(by))}`
  },
})

/** Gain of one clip, in dB. */
export const setClipGain = defineCommand({
  type: 'setClipGain',
  schema: z.strictObject({ type: z.literal('setClipGain'), clipId, gainDb }),
  apply: (episode, { clipId, gainDb }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    return ok({ ...episode, clips: episode.clips.with(found.value.index, { ...found.value.clip, gainDb }) })
  },
  label: ({ gainDb }) => `Clip gain ${gainDb > 0 ? '+' : ''}${gainDb.toFixed(1)} dB`,
})

/** Fades of one clip; together they must fit into it. */
export const setClipFades = defineCommand({
  type: 'setClipFades',
  schema: z.strictObject({
    type: z.literal('setClipFades'),
    clipId,
    fadeInSamples: samples.nonnegative(),
    fadeOutSamples: samples.nonnegative(),
  }),
  apply: (episode, { clipId, fadeInSamples, fadeOutSamples }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    const { clip, index } = found.value
    if (fadeInSamples + fadeOutSamples > clip.length)
      return fail(
        'out-of-range',
        `The fades are longer than the clip (${formatLength(clip.length)}).`,
        'Shorten them.',
      )
    return ok({ ...episode, clips: episode.clips.with(index, { ...clip, fadeInSamples, fadeOutSamples }) })
  },
  label: ({ fadeInSamples, fadeOutSamples }) =>
    fadeInSamples + fadeOutSamples === 0 ? 'Remove fades' : 'Set fades',
})

/** Length of the crossfade between a clip and the one before it; 0 is a hard cut. */
export const setJoin = defineCommand({
  type: 'setJoin',
  schema: z.strictObject({
    type: z.literal('setJoin'),
    clipId,
    joinSamples: samples.nonnegative().max(MAX_JOIN_SAMPLES),
  }),
  apply: (episode, { clipId, joinSamples }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    return ok({
      ...episode,
      clips: episode.clips.with(found.value.index, { ...found.value.clip, joinSamples }),
    })
  },
  label: ({ joinSamples }) => `Join ${formatLength(joinSamples)}`,
})

/** Takes a clip out; what follows closes up, and halves that it had parted become one again. */
export const removeClip = defineCommand({
  type: 'removeClip',
  schema: z.strictObject({ type: z.literal('removeClip'), clipId }),
  apply: (episode, { clipId }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    if (episode.clips.length === 1)
      return fail('invariant', 'That is the only clip of the episode.', 'Leave at least a moment of it.')
    const { index } = found.value
    return ok({ ...episode, clips: heal(episode.clips.toSpliced(index, 1), index) })
  },
  label: ({ clipId }, episode) => {
    const clip = episode.clips.find((candidate) => candidate.id === clipId)
    return clip?.slot ? 'Remove sponsor read' : `Remove clip of ${formatLength(clip?.length ?? 0)}`
  },
})

/** Moves a clip so that it starts at what is now timeline sample `at`; a clip that plays there is parted. */
export const moveClip = defineCommand({
  type: 'moveClip',
  schema: z.strictObject({ type: z.literal('moveClip'), clipId, at: samples }),
  apply: (episode, { clipId, at }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    const { clip, index } = found.value
    const { timelineStart, timelineEnd } = placeClips(episode.clips)[index]!
    if (at >= timelineStart && at <= timelineEnd)
      return fail('invalid-command', 'The clip lies there already.')
    const rest = { ...episode, clips: heal(episode.clips.toSpliced(index, 1), index) }
    const target = at > timelineEnd ? at - clip.length : at
    const opened = splitAt(rest, target)
    if (!opened.ok) return opened
    const into = indexAtBoundary(opened.value, target)
    return ok({ ...opened.value, clips: opened.value.clips.toSpliced(into, 0, clip) })
  },
  label: ({ clipId }, episode) =>
    episode.clips.find((clip) => clip.id === clipId)?.slot ? 'Move sponsor read' : 'Move clip',
})
