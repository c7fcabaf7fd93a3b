/** Speaker and transcript files: what an import would do, the import, and files for other programs. */
import { z } from 'zod'
import { SPEAKER_FORMATS, TRANSCRIPT_FORMATS } from '../formats/transcript/write.ts'

const path = z.string().min(1)

const speechFile = z.object({
  projectId: z.string(),
  path,
  /** Which recording the file is of; need not be said where there is one only. */
  recordingId: z.string().optional(),
  /** Where the file's zero lies in the recording, in seconds; negative where the file began earlier. */
  offsetSeconds: z.number().min(-1e6).max(1e6).optional(),
})

/** A name of the file and who that is, see `SpeakerMatch` in core/speech. */
export const speakerMatchSchema = z.object({
  key: z.string(),
  turns: z.number().int(),
  talkSamples: z.number().int(),
  /** Null where a new person is to be added. */
  speakerId: z.string().nullable(),
  name: z.string(),
  reason: z.enum(['name', 'handle', 'overlap', 'new']),
  overlap: z.number().nullable(),
})

export const speechCountsSchema = z.object({
  cues: z.number().int(),
  words: z.number().int(),
  spreadWords: z.number().int(),
  outside: z.number().int(),
  repaired: z.number().int(),
  damaged: z.number().int(),
  turns: z.number().int(),
  passages: z.number().int(),
})

export const speechPreviewSchema = z.object({
  /** The file's name, without folders. */
  source: z.string(),
  format: z.string(),
  /** The format's name for a person. */
  formatName: z.string(),
  recordingId: z.string(),
  /** A proposal for every name of the file. */
  speakers: z.array(speakerMatchSchema),
  counts: speechCountsSchema,
  warnings: z.array(z.string()),
  /** The first things said, at their places in the recording. */
  lines: z.array(
    z.object({
      speaker: z.string().nullable(),
      startSample: z.number().int(),
      endSample: z.number().int(),
      text: z.string(),
    }),
  ),
  /** Whether turns are taken over when nobody says. */
  wantsTurns: z.boolean(),
  /** What the recording has already. */
  existing: z.object({
    importedTurns: z.number().int(),
    otherTurns: z.number().int(),
    passages: z.number().int(),
  }),
})
export type SpeechPreview = z.infer<typeof speechPreviewSchema>

export const speechImportSchema = speechFile.extend({
  /** Who the names are; the proposal holds for those that are left out. */
  choices: z
    .array(
      z.union([
        z.strictObject({ key: z.string(), speakerId: z.string() }),
        z.strictObject({ key: z.string(), newName: z.string().trim().min(1).max(500) }),
        z.strictObject({ key: z.string(), nobody: z.literal(true) }),
      ]),
    )
    .optional(),
  /** Take over who speaks when; as the preview's `wantsTurns` when absent. */
  turns: z.boolean().optional(),
  /** Take over what is said; true when absent. */
  transcript: z.boolean().optional(),
  /** What of the recording goes first, of what is taken over: `imported` turns and no passages when absent. */
  replace: z
    .object({
      segments: z.enum(['none', 'imported', 'all']).optional(),
      passages: z.enum(['none', 'all']).optional(),
    })
    .optional(),
  baseRevision: z.number().int().nullable().optional(),
  withEpisode: z.boolean().optional(),
})
export type SpeechImportRequest = z.infer<typeof speechImportSchema>

export const speechExportSchema = z.object({
  projectId: z.string(),
  what: z.discriminatedUnion('type', [
    z.object({ type: z.literal('speakers'), format: z.enum(SPEAKER_FORMATS) }),
    z.object({
      type: z.literal('transcript'),
      format: z.enum(TRANSCRIPT_FORMATS),
      /** WebVTT: also when each word is said. */
      wordTimes: z.boolean().optional(),
      /** Text: when each paragraph begins; true when absent. */
      timestamps: z.boolean().optional(),
    }),
  ]),
  /** The file to write; where it is absent the text is in the answer. */
  path: path.optional(),
})
export type SpeechExportRequest = z.infer<typeof speechExportSchema>

export const speechExportedSchema = z.object({
  path: z.string().nullable(),
  text: z.string().nullable(),
  /** A name for the file, after the episode's title. */
  fileName: z.string(),
  /** Turns or passages written. */
  entries: z.number().int(),
})

export const speechFileSchema = speechFile
