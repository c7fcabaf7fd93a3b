/** The part of the API that is about the library itself: what it stores, where originals are, portable projects. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { problemSchema, progressSchema } from './shapes.ts'

const base = oc.errors({ PROBLEM: { data: problemSchema } })
const bytes = z.number().int().nonnegative()

export const mediaStorageSchema = z.object({
  mediaId: z.string(),
  kind: z.enum(['recording', 'read']),
  /** The original: it lies outside the library unless it is an upload. */
  originalPath: z.string(),
  /** Projects that play it, in some step of their history. */
  projectIds: z.array(z.string()),
  workingBytes: bytes,
  /** Peaks, loudness, frame index: they come back by themselves. */
  derivedBytes: bytes,
  /** Whether {@link mediaStorageSchema}'s derived files can come back: not where the sound is gone. */
  canDrop: z.boolean(),
})

export const storageSchema = z.object({
  media: z.array(mediaStorageSchema),
  totals: z.object({
    workingBytes: bytes,
    derivedBytes: bytes,
    /** Files that a browser window sent. */
    uploadBytes: bytes,
    /** Downloads kept for browser windows, and work under way. */
    temporaryBytes: bytes,
    /** Documents, histories and covers, with backups from before migrations. */
    databaseBytes: bytes,
    /** Of those, cover pictures. */
    coverBytes: bytes,
    totalBytes: bytes,
    /** What {@link dropDerived} frees. */
    droppableBytes: bytes,
  }),
})
export type MediaStorage = z.infer<typeof mediaStorageSchema>
export type Storage = z.infer<typeof storageSchema>

export const relinkedSchema = z.object({
  relinked: z.array(
    z.object({
      mediaId: z.string(),
      path: z.string(),
      /** Whether the file has the very bytes that were imported. */
      isExact: z.boolean(),
    }),
  ),
  warnings: z.array(z.string()),
})
export type Relinked = z.infer<typeof relinkedSchema>

export const packEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({
    type: z.literal('done'),
    path: z.string(),
    bytes,
    /** Path below the host's origin; set for `download`. */
    url: z.string().nullable(),
  }),
])
export type PackEvent = z.infer<typeof packEventSchema>

export const unpackEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({ type: z.literal('done'), projectId: z.string(), warnings: z.array(z.string()) }),
])
export type UnpackEvent = z.infer<typeof unpackEventSchema>

export const packRequestSchema = z.object({
  projectId: z.string(),
  /** A file to write, or `download`: the host keeps it and hands out an address. */
  destination: z.union([z.object({ path: z.string().min(1) }), z.literal('download')]),
})
export type PackRequest = z.infer<typeof packRequestSchema>

export const libraryContract = {
  /** What the library keeps on the disk. */
  storage: base.output(storageSchema),
  /** Deletes derived files, of one media item or all; they come back when they are wanted. */
  dropDerived: base
    .input(z.object({ mediaId: z.string().optional() }))
    .output(z.object({ droppedBytes: bytes })),
  /**
   * Says where originals are now: a file, or a folder to search. `projectId` or `mediaId` says whose. Problems:
   * `not-found`, `other-recording` (with what differs), `ambiguous`, and those of an import.
   */
  relink: base
    .input(
      z
        .object({
          projectId: z.string().optional(),
          mediaId: z.string().optional(),
          path: z.string().min(1),
        })
        .refine(({ projectId, mediaId }) => projectId !== undefined || mediaId !== undefined, {
          error: 'Say which project or recording',
        }),
    )
    .output(relinkedSchema),
  /** Writes a project with its history and all that it plays into one `.afterspace` file. */
  pack: base.input(packRequestSchema).output(eventIterator(packEventSchema)),
  /** Takes a project out of an `.afterspace` file. Problems: `pack-damaged`, `pack-newer`, `disk-full`, … */
  unpack: base.input(z.object({ path: z.string().min(1) })).output(eventIterator(unpackEventSchema)),
}
