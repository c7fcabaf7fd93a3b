import { z } from 'zod'
import type { Episode } from '../episode/schema.ts'

/** The steps of a project; the first `position` of them are in the document. */
export const historySchema = z.object({
  steps: z.array(z.object({ revision: z.number().int(), label: z.string(), at: z.string() })),
  position: z.number().int().nonnegative(),
  revision: z.number().int().nonnegative(),
})

/**
 * A document on its way out of the main process. Its shape is the authority's own and was checked there;
 * checking 20,000 segments again on each way out would only cost time.
 */
export const episodeOut = z.custom<Episode>((value) => typeof value === 'object' && value !== null)

export const openedSchema = z.object({ episode: episodeOut, history: historySchema })
