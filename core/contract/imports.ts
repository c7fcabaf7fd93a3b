/** Bringing things in: what it is that a person brought, imports, and recordings joined to an episode. */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { problemSchema, progressSchema } from './shapes.ts'

const base = oc.errors({ PROBLEM: { data: problemSchema } })
const path = z.string().min(1)

/** What an import tells while it runs. `peaks` are for drawing at once: max and min per bucket, in time order. */
export const importEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: progressSchema }),
  z.object({
    type: z.literal('peaks'),
    /** First bucket that this batch holds. */
    firstBucket: z.number().int().nonnegative(),
    samplesPerBucket: z.number().int().positive(),
    /** Expected buckets of the whole file; an estimate until `exact`. */
    totalBuckets: z.number().int().nonnegative(),
    exact: z.boolean(),
    max: z.array(z.number()),
    min: z.array(z.number()),
  }),
  z.object({ type: z.literal('done'), projectId: z.string(), warnings: z.array(z.string()) }),
])
export type ImportEvent = z.infer<typeof importEventSchema>

/** What becomes of the time between two recordings: closed up, or kept as silence. */
export const holeSchema = z.enum(['cut', 'keep'])
export type Hole = z.infer<typeof holeSchema>

/** One recording: a file, a folder of chunks, a playlist beside them, or an archive with the Space to take. */
const recordingSource = {
  /** Which Space of an archive; needed where it holds several (`choose-space` otherwise). */
  spaceId: z.string().min(1).optional(),
  /** Files that tell of the recording, besides those that are found beside it by themselves. */
  sidecars: z.array(path).max(100).optional(),
  hole: holeSchema.optional(),
}

/**
 * What lies at a path, by its content:
 * - `recording`: an audio file, or a zip around one; `chunks`: a folder of chunks, or their playlist;
 * - `archive`: an account archive, whose Spaces `archives.list` tells;
 * - `speech`: a speaker or transcript file, for `transcripts.preview`; `sidecar`: it tells of a Space's recording;
 * - `pack`: a portable project, for `library.unpack`;
 * - `unknown`: none of these, and `problem` says why.
 */
export const broughtSchema = z.object({
  path: z.string(),
  name: z.string(),
  type: z.enum(['recording', 'chunks', 'archive', 'speech', 'sidecar', 'pack', 'unknown']),
  /** For a person: “WebVTT”, “Folder of chunks”. */
  description: z.string(),
  problem: problemSchema.nullable(),
})
export type Brought = z.infer<typeof broughtSchema>

export const importsContract = {
  /** Says what each path is, without importing anything; of a folder that is nothing itself, what the files in it are. */
  inspect: base.input(z.object({ paths: z.array(path).min(1).max(1000) })).output(z.array(broughtSchema)),
  /**
   * Makes a project. Several recordings become one episode, in the order of their clocks where all have one, with the
   * hole between them cut (the default) or kept.
   */
  start: base
    .input(
      z.object({ paths: z.array(path).min(1).max(100), title: z.string().optional(), ...recordingSource }),
    )
    .output(eventIterator(importEventSchema)),
  /** Joins a recording to the end of an episode, or to a timeline sample; one undo step. */
  add: base
    .input(
      z.object({
        projectId: z.string(),
        path,
        at: z.number().int().nonnegative().optional(),
        ...recordingSource,
      }),
    )
    .output(eventIterator(importEventSchema)),
  /** Imports the demo Space, or finds it where it was imported before. */
  demo: base.output(eventIterator(importEventSchema)),
}
