import { z } from 'zod'
import { hiddenBeside } from '../../episode/cuts.ts'
import { fail, ok } from '../../problem.ts'
import { formatLength } from '../../time/timecode.ts'
import { findClip, heal } from '../clipEdits.ts'
import { defineCommand } from '../define.ts'

/** Brings back what was cut at one edge of a clip. */
export const restoreCut = defineCommand({
  type: 'restoreCut',
  schema: z.strictObject({
    type: z.literal('restoreCut'),
    clipId: z.string(),
    edge: z.enum(['start', 'end']),
  }),
  apply: (episode, { clipId, edge }) => {
    const found = findClip(episode, clipId)
    if (!found.ok) return found
    const { clip, index } = found.value
    const hidden = hiddenBeside(episode, clip, edge)
    if (hidden === 0) return fail('invalid-command', 'Nothing was cut there.')
    const grown =
      edge === 'start'
        ? { ...clip, start: clip.start - hidden, length: clip.length + hidden }
        : { ...clip, length: clip.length + hidden }
    const clips = episode.clips.with(index, grown)
    return ok({ ...episode, clips: heal(clips, edge === 'start' ? index : index + 1) })
  },
  label: ({ clipId, edge }, episode) => {
    const clip = episode.clips.find((candidate) => candidate.id === clipId)
    return `Restore ${formatLength(clip ? hiddenBeside(episode, clip, edge) : 0)}`
  },
})
