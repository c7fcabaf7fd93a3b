import { z } from 'zod'
import { detailsSchema, displayName, outputSchema } from '../../episode/schema.ts'
import { ok } from '../../problem.ts'
import { defineCommand } from '../define.ts'

/** Title and tags of the episode; what is left out stays. */
export const setDetails = defineCommand({
  type: 'setDetails',
  schema: z.strictObject({
    type: z.literal('setDetails'),
    title: displayName.optional(),
    ...detailsSchema.partial().shape,
  }),
  apply: (episode, { type: _, title, ...details }) =>
    ok({ ...episode, title: title ?? episode.title, details: { ...episode.details, ...details } }),
  label: ({ title }) => (title === undefined ? 'Edit details' : `Rename to “${title}”`),
})

/** Loudness target and ceiling of preview and export; what is left out stays. */
export const setOutput = defineCommand({
  type: 'setOutput',
  schema: z.strictObject({ type: z.literal('setOutput'), ...outputSchema.partial().shape }),
  apply: (episode, { type: _, ...output }) => ok({ ...episode, output: { ...episode.output, ...output } }),
  label: ({ loudnessLufs }) => {
    if (loudnessLufs === undefined) return 'Set ceiling'
    return loudnessLufs === null ? 'Loudness as recorded' : `Loudness ${loudnessLufs} LUFS`
  },
})
