import { z } from 'zod'
import { wholeClip } from '../../episode/create.ts'
import { importedRecordingSchema } from '../../episode/imported.ts'
import { takeRecording } from '../../episode/takeRecording.ts'
import { episodeDuration, mediaOf } from '../../episode/timeline.ts'
import { fail, ok } from '../../problem.ts'
import { DEFAULT_JOIN_SAMPLES, indexAtBoundary, splitAt } from '../clipEdits.ts'
import { defineCommand, nextId } from '../define.ts'
import { openSilence } from './insertSilence.ts'

/**
 * Joins another recording to the episode, at the end or at timeline sample `at`, with everything that its import
 * found. `holeSamples` of silence come before it, where the time between two recordings is to be kept.
 */
export const addRecording = defineCommand({
  type: 'addRecording',
  schema: importedRecordingSchema.extend({
    type: z.literal('addRecording'),
    at: z.number().int().optional(),
    holeSamples: z.number().int().nonnegative().optional(),
  }),
  apply: (episode, { media, people, passages, at = episodeDuration(episode), holeSamples = 0 }) => {
    const known = mediaOf(episode, media.id)
    if (known && known.kind !== 'recording')
      return fail('invalid-command', `“${known.name}” is no recording.`)
    const opened = holeSamples > 0 ? openSilence(episode, at, holeSamples) : splitAt(episode, at)
    if (!opened.ok) return opened
    // A recording that the episode has already brings nothing new but its place.
    const taken = known ? opened.value : takeRecording(opened.value, { media, people, passages })
    const place = indexAtBoundary(opened.value, at + holeSamples)
    const clip = wholeClip(nextId(taken, 'c'), known ?? media, DEFAULT_JOIN_SAMPLES)
    return ok({ ...taken, clips: taken.clips.toSpliced(place, 0, clip), nextSerial: taken.nextSerial + 1 })
  },
  label: ({ media }) => `Add “${media.name}”`,
})
