/** What an import knows of a recording, on its way into a document. */
import { z } from 'zod'
import { mediaSchema, passageSchema, segmentSchema, speakerSchema } from './schema.ts'

/** A place as sources tell it: not yet whole, perhaps outside the recording. */
const roughSample = z.number()

export const importedPeopleSchema = z.strictObject({
  speakers: z.array(
    z.strictObject({
      /** The import's own name for the person. */
      key: z.string(),
      userId: z.string().nullable(),
      name: z.string(),
      handle: z.string().nullable(),
      role: speakerSchema.shape.role,
    }),
  ),
  segments: z.array(
    z.object({
      speakerKey: z.string(),
      startSample: roughSample,
      endSample: roughSample,
      confidence: z.number(),
      /** Where it is another than that of most segments. */
      origin: segmentSchema.shape.origin.optional(),
    }),
  ),
  /** Who tells of the segments that do not say so themselves. */
  origin: segmentSchema.shape.origin,
})

/** A passage of an import's transcript; `speakerKey` is null where nobody said who speaks. */
export const importedPassageSchema = passageSchema
  .pick({ words: true, origin: true })
  .extend({ speakerKey: z.string().nullable(), startSample: roughSample, endSample: roughSample })

export const importedRecordingSchema = z.strictObject({
  media: mediaSchema.extend({ kind: z.literal('recording') }),
  /** Null where nobody said who speaks. */
  people: importedPeopleSchema.nullable(),
  passages: z.array(importedPassageSchema),
})

export type ImportedPeople = z.infer<typeof importedPeopleSchema>
export type ImportedPassage = z.infer<typeof importedPassageSchema>
export type ImportedRecording = z.infer<typeof importedRecordingSchema>
