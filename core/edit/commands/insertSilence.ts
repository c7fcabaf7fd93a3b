import { z } from 'zod'
import type { Clip, Episode } from '../../episode/schema.ts'
import { silenceMedia } from '../../episode/silence.ts'
import { fail, ok, type Result } from '../../problem.ts'
import { formatLength } from '../../time/timecode.ts'
import { SAMPLE_RATE, type Samples } from '../../time/units.ts'
import { DEFAULT_JOIN_SAMPLES, indexAtBoundary, splitAt } from '../clipEdits.ts'
import { defineCommand, nextId } from '../define.ts'

/** Longest silence: a day, more than any room was ever quiet. */
const MAX_SILENCE: Samples = 24 * 3600 * SAMPLE_RATE

/** Puts silence into the timeline at sample `at`; a clip that plays there is parted around it. */
export const insertSilence = defineCommand({
  type: 'insertSilence',
  schema: z.strictObject({
    type: z.literal('insertSilence'),
    at: z.number().int(),
    lengthSamples: z.number().int(),
  }),
  apply: (episode, { at, lengthSamples }) => {
    if (lengthSamples <= 0 || lengthSamples > MAX_SILENCE)
      return fail(
        'out-of-range',
        'Silence must be longer than nothing and shorter than a day.',
        'Give another length.',
      )
    return openSilence(episode, at, lengthSamples)
  },
  label: ({ lengthSamples }) => `Insert ${formatLength(lengthSamples)} of silence`,
})

/** The episode with `lengthSamples` of silence from timeline sample `at` on. Problem: `out-of-range`. */
export function openSilence(episode: Episode, at: Samples, lengthSamples: Samples): Result<Episode> {
  const opened = splitAt(episode, at)
  if (!opened.ok) return opened
  const media = silenceMedia(opened.value.nextSerial, lengthSamples)
  const clip: Clip = {
    id: nextId(opened.value, 'c', 1),
    mediaId: media.id,
    start: 0,
    length: lengthSamples,
    gainDb: 0,
    fadeInSamples: 0,
    fadeOutSamples: 0,
    joinSamples: DEFAULT_JOIN_SAMPLES,
  }
  return ok({
    ...opened.value,
    media: [...opened.value.media, media],
    clips: opened.value.clips.toSpliced(indexAtBoundary(opened.value, at), 0, clip),
    nextSerial: opened.value.nextSerial + 2,
  })
}
