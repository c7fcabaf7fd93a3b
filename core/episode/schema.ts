/**
 * The document. An episode is plain data; every change to it is an edit command (`core/edit`).
 *
 * Time has two faces. `clips` are the timeline: an ordered list whose places are *derived* (each clip starts
 * where the one before ends). Segments and markers are anchored to **source** samples of a media item, so a
 * cut, an undo or a swapped sponsor read never has to move them.
 */
import { z } from 'zod'

/** A position in samples at 48 kHz. */
const position = z.number().int().nonnegative()
/** A length in samples at 48 kHz, never empty. */
const length = z.number().int().positive()
const id = z.string().min(1).max(64)

/** Gain limits of a clip or speaker, in dB: beyond them a slip of the hand hurts ears. */
export const GAIN_DB_LIMIT = 60
export const gainDb = z.number().min(-GAIN_DB_LIMIT).max(GAIN_DB_LIMIT)

/** A name that a person reads; trimmed, never empty. */
export const displayName = z.string().trim().min(1).max(500)

export const gapSchema = z.object({
  /** Where in the recording sound is missing. */
  atSample: position,
  /** How much was never recorded. */
  missingSeconds: z.number().positive(),
})

/** What the document must know of an audio file to edit it; the file itself belongs to the library. */
export const mediaSchema = z.object({
  id,
  /** `silence` has no file behind it, see `silence.ts`. */
  kind: z.enum(['recording', 'read', 'silence']),
  name: displayName,
  durationSamples: length,
  gaps: z.array(gapSchema),
})

/**
 * A stretch of one media item on the timeline. It plays `[start, start + length)` of the source.
 * `joinSamples` is the length of the crossfade with the clip before; a fade of its own (`fadeInSamples` > 0)
 * replaces the join on that side.
 */
export const clipSchema = z.object({
  id,
  mediaId: id,
  start: position,
  length,
  gainDb,
  fadeInSamples: position,
  fadeOutSamples: position,
  joinSamples: position,
  /** Set on a sponsor read's clip: which slot it fills. */
  slot: z.enum(['pre', 'mid', 'post']).optional(),
})

export const speakerSchema = z.object({
  id,
  name: displayName,
  handle: z.string().max(200).nullable(),
  role: z.enum(['host', 'cohost', 'speaker', 'unknown']),
  /** The id under which X knows this person (`UserId` of the Hydra tags); null where nobody said. */
  userId: z.string().max(200).nullable(),
  /** Index into the palette of speaker colours. */
  color: z.number().int().nonnegative(),
  consent: z.enum(['unknown', 'asked', 'granted', 'refused']),
  gainDb,
})

export const segmentSchema = z.object({
  id,
  speakerId: id,
  recordingId: id,
  startSample: position,
  endSample: position,
  origin: z.enum(['hydra', 'sidecar', 'detected', 'imported', 'manual']),
  /** 0 = a guess, 1 = certain. */
  confidence: z.number().min(0).max(1),
})

/** One word (or one token that a transcript parts from its neighbours) with its place in the recording. */
export const wordSchema = z.object({
  text: z.string().min(1).max(500),
  startSample: position,
  endSample: position,
  /** What stands between this word and the one before it; a single space when absent, as in most scripts. */
  before: z.string().max(20).optional(),
  /** Set where no source told the word's time: it was spread evenly over its passage. */
  isSpread: z.literal(true).optional(),
  /** How sure the transcriber was, 0 to 1; absent where it did not say. */
  confidence: z.number().min(0).max(1).optional(),
})

/** A stretch of transcript by one voice: a caption, a cue, a paragraph. */
export const passageSchema = z.object({
  id,
  recordingId: id,
  /** Null where nobody said who speaks. */
  speakerId: id.nullable(),
  startSample: position,
  endSample: position,
  /** In time order, all within `[startSample, endSample]`; never empty. */
  words: z.array(wordSchema).min(1),
  origin: z.enum(['sidecar', 'imported', 'manual']),
})

/** A place in a source worth naming; every marker becomes a chapter of the export. */
export const markerSchema = z.object({
  id,
  mediaId: id,
  sample: position,
  title: displayName,
})

/** What goes into the exported file's tags. */
export const detailsSchema = z.object({
  artist: z.string().max(500),
  show: z.string().max(500),
  description: z.string().max(20_000),
  /** Id of a cover image in the library, or null. */
  coverId: id.nullable(),
})

export const outputSchema = z.object({
  /** Integrated loudness of the episode in LUFS; null = leave the level alone. */
  loudnessLufs: z.number().min(-40).max(-5).nullable(),
  /** True peak ceiling in dBTP; the limiter runs only when a loudness target is set. */
  ceilingDbtp: z.number().min(-20).max(0),
})

export const episodeSchema = z.object({
  schemaVersion: z.literal(2),
  id,
  title: displayName,
  details: detailsSchema,
  output: outputSchema,
  media: z.array(mediaSchema),
  clips: z.array(clipSchema),
  speakers: z.array(speakerSchema),
  segments: z.array(segmentSchema),
  /** The transcript, sorted by start. */
  passages: z.array(passageSchema),
  markers: z.array(markerSchema),
  /** Number of the next id: ids are made from it, so that a command gives the same document everywhere. */
  nextSerial: z.number().int().positive(),
})

export type Gap = z.infer<typeof gapSchema>
export type Media = z.infer<typeof mediaSchema>
export type Clip = z.infer<typeof clipSchema>
export type Slot = NonNullable<Clip['slot']>
export type Speaker = z.infer<typeof speakerSchema>
export type Segment = z.infer<typeof segmentSchema>
export type Word = z.infer<typeof wordSchema>
export type Passage = z.infer<typeof passageSchema>
export type Marker = z.infer<typeof markerSchema>
export type OutputSettings = z.infer<typeof outputSchema>
export type Episode = z.infer<typeof episodeSchema>
