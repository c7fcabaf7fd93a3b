/** What the main thread and an analysis worker say to each other. */
import type { Problem } from '#core/problem.ts'
import type { LoudnessBlocks } from '#core/signal/loudness.ts'
import type { Samples } from '#core/time/units.ts'
import type { Ffmpeg } from '#main/media/ffmpeg/find.ts'

/** A stretch of a recording to decode and measure. */
export interface PartJob {
  readonly args: readonly string[]
  /** Decoded samples before the part; they warm up the filters. */
  readonly skipSamples: Samples
  /** Where in the recording the part starts: a whole number of peak buckets and loudness blocks. */
  readonly startSample: Samples
  /** Null: to the end. */
  readonly lengthSamples: Samples | null
}

export interface PartResult {
  readonly startSample: Samples
  /** What there was: less than asked for when the sound ended. */
  readonly durationSamples: Samples
  readonly loudness: LoudnessBlocks
  /** The {@link EDGE_SAMPLES} before the part as its own decoder gave them, and the part's last ones. */
  readonly before: Int16Array
  readonly last: Int16Array
}

/** Length of the edges by which neighbouring parts are compared. */
export const EDGE_SAMPLES = 8192

export interface WorkerSetup {
  readonly ffmpeg: Ffmpeg
}

export type ToWorker = { readonly type: 'part'; readonly job: PartJob } | { readonly type: 'stop' }

export type FromWorker =
  | { readonly type: 'peaks'; readonly firstBucket: number; readonly pairs: Int16Array }
  | { readonly type: 'done'; readonly result: PartResult }
  | { readonly type: 'failed'; readonly problem: Problem }
