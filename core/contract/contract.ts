/**
 * The API, contract first: every procedure's input, output, errors and events. `main/api` implements it once;
 * the window reaches it over a WebSocket or a MessagePort, the command line by direct calls.
 *
 * Every procedure fails with `PROBLEM` carrying a typed {@link Problem}. Long work is an event iterator;
 * ending the iteration (or aborting the call) cancels it and leaves nothing half-done behind.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { type EditCommand, editCommandSchema } from '../edit/apply.ts'
import { archiveInputSchema, archiveSchema } from './archives.ts'
import { editedSchema, openedSchema } from './history.ts'
import { importsContract } from './imports.ts'
import { libraryContract } from './library.ts'
import {
  loudnessSchema,
  problemSchema,
  progressSchema,
  projectDetailSchema,
  projectSummarySchema,
  readSchema,
  recordingInfoSchema,
} from './shapes.ts'
import * as speech from './transcripts.ts'

const base = oc.errors({ PROBLEM: { data: problemSchema } })
const projectRef = z.object({ projectId: z.string() })

export const EXPORT_FORMATS = ['wav', 'flac', 'mp3', 'm4a', 'opus'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const exportRequestSchema = z.object({
  projectId: z.string(),
  format: z.enum(EXPORT_FORMATS),
  /** Bits per second of MP3, M4A and Opus; the format's default when absent. */
  bitrate: z.number().int().min(32_000).max(512_000).optional(),
  /** Target in LUFS; null = as recorded; absent = what the episode says. */
  loudnessLufs: z.number().min(-40).max(-5).nullable().optional(),
  /** Timeline range; the whole when absent. */
  range: z.object({ from: z.number().int(), to: z.number().int() }).optional(),
  withoutSponsors: z.boolean().optional(),
  /** A file to write, or `download`: the host keeps it and hands out an address. */
  destination: z.union([z.object({ path: z.string() }), z.literal('download')]),
})
export type ExportRequest = z.infer<typeof exportRequestSchema>

export const exportEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({
    type: z.literal('done'),
    path: z.string(),
    bytes: z.number().int(),
    durationSamples: z.number().int(),
    /** As predicted and limited; measured values come from the encoder's input. */
    loudness: loudnessSchema,
    chapters: z.number().int(),
    /** Path below the host's origin; set for `download`. */
    url: z.string().nullable(),
  }),
])
export type ExportEvent = z.infer<typeof exportEventSchema>

export const contract = {
  projects: {
    list: base.output(z.array(projectSummarySchema)),
    show: base.input(projectRef).output(projectDetailSchema),
    /** The document and its history, as the window needs them. */
    open: base.input(projectRef).output(openedSchema),
    /** Hides the project; it is deleted, with the media that only it used, when the host ends. */
    remove: base.input(projectRef).output(z.object({})),
    /** Brings back what {@link remove} took away. */
    restore: base.input(projectRef).output(z.object({})),
    recordings: base.input(projectRef).output(z.array(recordingInfoSchema)),
    /** Loudness of the edit as it would be exported, at its present revision. */
    loudness: base.input(projectRef).output(
      loudnessSchema.extend({
        /** Gain that preview and export apply, in dB. */
        gainDb: z.number(),
        /** Loudness before that gain and the limiter. */
        sourceLufs: z.number().nullable(),
      }),
    ),
    /** Says when the project changed, also by another window or the command line. Begins with the present. */
    watch: base.input(projectRef).output(eventIterator(z.object({ revision: z.number().int() }))),
  },
  edits: {
    /**
     * Appends commands, all or nothing, in one transaction. With `baseRevision` it refuses (`stale-revision`)
     * when the project has moved on meanwhile.
     */
    apply: base
      .input(
        projectRef.extend({
          commands: z.array(editCommandSchema as z.ZodType<EditCommand>).min(1),
          baseRevision: z.number().int().nullable().optional(),
          withEpisode: z.boolean().optional(),
        }),
      )
      .output(editedSchema),
    undo: base
      .input(
        projectRef.extend({ count: z.number().int().min(1).optional(), withEpisode: z.boolean().optional() }),
      )
      .output(editedSchema),
    redo: base
      .input(
        projectRef.extend({ count: z.number().int().min(1).optional(), withEpisode: z.boolean().optional() }),
      )
      .output(editedSchema),
  },
  imports: importsContract,
  archives: { list: base.input(archiveInputSchema).output(archiveSchema) },
  sponsors: {
    list: base.output(z.array(readSchema)),
    add: base
      .input(
        z.object({
          path: z.string().min(1),
          brand: z.string().trim().min(1).max(200),
          campaign: z.string().max(200).optional(),
          link: z.string().max(2000).optional(),
          name: z.string().trim().min(1).max(200).optional(),
        }),
      )
      .output(readSchema),
    update: base
      .input(
        z.object({
          readId: z.string(),
          name: z.string().trim().min(1).max(200).optional(),
          brand: z.string().trim().min(1).max(200).optional(),
          campaign: z.string().max(200).optional(),
          link: z.string().max(2000).optional(),
        }),
      )
      .output(readSchema),
    remove: base.input(z.object({ readId: z.string() })).output(z.object({})),
    /** Puts a read at a timeline sample or into a slot, its level matched to the programme. One undo step. */
    place: base
      .input(
        projectRef.extend({
          readId: z.string(),
          at: z.number().int().nonnegative().optional(),
          slot: z.enum(['pre', 'mid', 'post']).optional(),
          withEpisode: z.boolean().optional(),
        }),
      )
      .output(editedSchema.extend({ clipId: z.string() })),
  },
  covers: {
    /** Takes a picture (JPEG or PNG) into the library. */
    add: base.input(z.object({ path: z.string().min(1) })).output(z.object({ coverId: z.string() })),
  },
  transcripts: {
    /** What an import of a speaker or transcript file would do. */
    preview: base.input(speech.speechFileSchema).output(speech.speechPreviewSchema),
    /** Imports such a file in one undo step. `preview` is what was known before. */
    import: base
      .input(speech.speechImportSchema)
      .output(editedSchema.extend({ preview: speech.speechPreviewSchema })),
    /** Who speaks, or what is said, in the edit and at its times, for other programs. */
    export: base.input(speech.speechExportSchema).output(speech.speechExportedSchema),
  },
  exports: {
    start: base.input(exportRequestSchema).output(eventIterator(exportEventSchema)),
  },
  library: libraryContract,
  system: {
    info: base.output(
      z.object({
        version: z.string(),
        libraryPath: z.string(),
        ffmpeg: z.object({ path: z.string(), version: z.string() }).nullable(),
        host: z.enum(['electron', 'web', 'cli']),
      }),
    ),
  },
}
