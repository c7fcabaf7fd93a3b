/** Shapes that several procedures share. Times in samples at 48 kHz unless the name says otherwise. */
import { z } from 'zod'
import { gapSchema, segmentSchema, speakerSchema } from '../episode/schema.ts'
import { PROBLEM_CODES } from '../problem.ts'

export const problemSchema = z.object({ code: z.enum(PROBLEM_CODES), message: z.string(), hint: z.string() })

/** Loudness as BS.1770 has it; null where there is nothing to measure (silence). */
export const loudnessSchema = z.object({
  integratedLufs: z.number().nullable(),
  truePeakDbtp: z.number().nullable(),
})
export type Loudness = z.infer<typeof loudnessSchema>

/** A step of long work. `secondsLeft` is null until it can be told. */
export const progressSchema = z.object({
  stage: z.string(),
  /** 0 to 1 over the whole work. */
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().nonnegative().nullable(),
})
export type Progress = z.infer<typeof progressSchema>

/** An imported file as the library knows it. */
export const recordingInfoSchema = z.object({
  id: z.string(),
  /** Where the original lies. */
  path: z.string(),
  codec: z.string(),
  container: z.string(),
  sourceSampleRate: z.number().int().positive(),
  sourceChannels: z.number().int().positive(),
  bytes: z.number().int().nonnegative(),
  durationSamples: z.number().int().positive(),
  missing: z.boolean(),
  gaps: z.array(gapSchema),
  /** When the recording began, in Unix seconds, where its tags tell. */
  startedAtUnixSeconds: z.number().nullable(),
  loudness: loudnessSchema,
})
export type RecordingInfo = z.infer<typeof recordingInfoSchema>

export const projectSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  revision: z.number().int().nonnegative(),
  durationSamples: z.number().int().nonnegative(),
  durationSeconds: z.number().nonnegative(),
  createdAt: z.string(),
  changedAt: z.string(),
  speakers: z.array(z.object({ name: z.string(), color: z.number().int() })),
  missing: z.boolean(),
  /** When its first recording began; null where nothing tells. */
  recordedAt: z.string().nullable(),
  /** Whether it is other than it was imported. */
  isEdited: z.boolean(),
  /** When the whole episode was last exported; null before. */
  exportedAt: z.string().nullable(),
  /** Whether it is still what was exported then. */
  isExportCurrent: z.boolean(),
})
export type ProjectSummary = z.infer<typeof projectSummarySchema>

/** A sponsor read placed on the timeline. */
export const placementSchema = z.object({
  /** Id of its clip. */
  id: z.string(),
  readId: z.string(),
  slot: z.enum(['pre', 'mid', 'post']),
  timelineStart: z.number().int(),
  length: z.number().int(),
})
export type Placement = z.infer<typeof placementSchema>

/** What `show --json` prints. */
export const projectDetailSchema = z.object({
  id: z.string(),
  title: z.string(),
  revision: z.number().int(),
  sampleRate: z.literal(48_000),
  durationSamples: z.number().int(),
  durationSeconds: z.number(),
  recordings: z.array(recordingInfoSchema),
  clips: z.array(
    z.object({
      id: z.string(),
      mediaId: z.string(),
      timelineStart: z.number().int(),
      start: z.number().int(),
      length: z.number().int(),
      gainDb: z.number(),
      fadeInSamples: z.number().int(),
      fadeOutSamples: z.number().int(),
      joinSamples: z.number().int(),
    }),
  ),
  speakers: z.array(speakerSchema.extend({ talkSeconds: z.number() })),
  segments: z.array(segmentSchema),
  markers: z.array(
    z.object({
      id: z.string(),
      mediaId: z.string(),
      sample: z.number().int(),
      title: z.string(),
      /** Where it plays; null when its moment is cut. */
      timelineSample: z.number().int().nullable(),
    }),
  ),
  placements: z.array(placementSchema),
  details: z.object({
    artist: z.string(),
    show: z.string(),
    description: z.string(),
    coverId: z.string().nullable(),
  }),
  output: z.object({ loudnessLufs: z.number().nullable(), ceilingDbtp: z.number() }),
  loudness: loudnessSchema,
})
export type ProjectDetail = z.infer<typeof projectDetailSchema>

/** A sponsor read in the library. */
export const readSchema = z.object({
  id: z.string(),
  /** Media id of its sound. */
  mediaId: z.string(),
  name: z.string(),
  brand: z.string(),
  campaign: z.string(),
  link: z.string(),
  durationSamples: z.number().int().positive(),
  loudness: loudnessSchema,
  missing: z.boolean(),
  createdAt: z.string(),
})
export type SponsorRead = z.infer<typeof readSchema>
