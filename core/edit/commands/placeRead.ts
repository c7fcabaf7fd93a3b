import { z } from 'zod'
import { type Clip, gainDb, mediaSchema, type Slot } from '../../episode/schema.ts'
import { episodeDuration, mediaOf } from '../../episode/timeline.ts'
import { fail, ok } from '../../problem.ts'
import { DEFAULT_JOIN_SAMPLES, indexAtBoundary, splitAt } from '../clipEdits.ts'
import { defineCommand, nextId } from '../define.ts'

/** Puts a sponsor read into the timeline at sample `at`; a clip that plays there is parted around it. */
export const placeRead = defineCommand({
  type: 'placeRead',
  schema: z.strictObject({
    type: z.literal('placeRead'),
    media: mediaSchema.extend({ kind: z.literal('read') }),
    at: z.number().int(),
    slot: z.enum(['pre', 'mid', 'post']).optional(),
    gainDb,
  }),
  apply: (episode, { media, at, slot, gainDb }) => {
    const known = mediaOf(episode, media.id)
    if (known && known.kind !== 'read')
      return fail('invalid-command', `“${known.name}” is a recording, not a sponsor read.`)
    const opened = splitAt(episode, at)
    if (!opened.ok) return opened
    const clip: Clip = {
      id: nextId(opened.value, 'c'),
      mediaId: media.id,
      start: 0,
      length: known?.durationSamples ?? media.durationSamples,
      gainDb,
      fadeInSamples: 0,
      fadeOutSamples: 0,
      joinSamples: DEFAULT_JOIN_SAMPLES,
      slot: slot ?? slotAt(at, episodeDuration(episode)),
    }
    return ok({
      ...opened.value,
      media: known ? episode.media : [...episode.media, media],
      clips: opened.value.clips.toSpliced(indexAtBoundary(opened.value, at), 0, clip),
      nextSerial: opened.value.nextSerial + 1,
    })
  },
  label: ({ media }) => `Place “${media.name}”`,
})

/** The slot that a place on the timeline is. */
export function slotAt(at: number, duration: number): Slot {
  if (at <= 0) return 'pre'
  return at >= duration ? 'post' : 'mid'
}
