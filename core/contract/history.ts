import { z } from 'zod'
import type { Episode } from '../episode/schema.ts'

const stepSchema = z.object({ revision: z.number().int(), label: z.string(), at: z.string() })

/** The steps of a project; the first `position` of them are in the document. */
const historySchema = z.object({
  steps: z.array(stepSchema),
  position: z.number().int().nonnegative(),
  revision: z.number().int().nonnegative(),
})

/**
 * A document on its way out of the main process. Its shape is the authority's own and was checked there;
 * checking 20,000 segments again on each way out would only cost time.
 */
export const episodeOut = z.custom<Episode>((value) => typeof value === 'object' && value !== null)

export const openedSchema = z.object({ episode: episodeOut, history: historySchema })

/**
 * The result of an edit, an undo or a redo. Says only what changed, because a history may be thousands of steps
 * long: the steps that were made, undone or redone, in the order in which that happened. `episode` is there when it
 * was asked for.
 */
export const editedSchema = z.object({
  revision: z.number().int().nonnegative(),
  steps: z.array(stepSchema),
  episode: episodeOut.nullable(),
})
