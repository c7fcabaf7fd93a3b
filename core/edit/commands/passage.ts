import { z } from 'zod'
import { type Episode, type Passage, passageSchema } from '../../episode/schema.ts'
import { fail, ok, type Result } from '../../problem.ts'
import { defineCommand } from '../define.ts'
import { sortPassages } from '../passageEdits.ts'

const sample = z.number().int().nonnegative()

/** Changes a passage: who says it, what is said, when; what is left out stays. */
export const updatePassage = defineCommand({
  type: 'updatePassage',
  schema: z.strictObject({
    type: z.literal('updatePassage'),
    passageId: z.string(),
    speakerId: passageSchema.shape.speakerId.optional(),
    startSample: sample.optional(),
    endSample: sample.optional(),
    words: passageSchema.shape.words.optional(),
  }),
  apply: (episode, { type: _, passageId, ...changes }) => {
    const found = findPassage(episode, passageId)
    if (!found.ok) return found
    const passage: Passage = { ...episode.passages[found.value]!, ...changes }
    const passages = episode.passages.with(found.value, passage)
    const isMoved = changes.startSample !== undefined
    return ok({ ...episode, passages: isMoved ? sortPassages(passages) : passages })
  },
  label: ({ speakerId, words }, episode) => {
    if (words !== undefined || speakerId === undefined) return 'Edit transcript'
    return `Give passage to ${episode.speakers.find(({ id }) => id === speakerId)?.name ?? 'nobody'}`
  },
})

/** Takes passages out of the transcript; the sound stays. */
export const removePassages = defineCommand({
  type: 'removePassages',
  schema: z.strictObject({ type: z.literal('removePassages'), passageIds: z.array(z.string()).min(1) }),
  apply: (episode, { passageIds }) => {
    const gone = new Set(passageIds)
    const passages = episode.passages.filter((passage) => !gone.has(passage.id))
    if (passages.length !== episode.passages.length - gone.size)
      return fail('not-found', 'One of these passages is not there any more.')
    return ok({ ...episode, passages })
  },
  label: ({ passageIds }) =>
    passageIds.length === 1 ? 'Remove passage' : `Remove ${passageIds.length} passages`,
})

function findPassage(episode: Episode, passageId: string): Result<number> {
  const index = episode.passages.findIndex((passage) => passage.id === passageId)
  return index >= 0 ? ok(index) : fail('not-found', `There is no passage ${passageId}.`)
}
