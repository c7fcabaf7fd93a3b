/** How an export is parted, so that several encoders can work on it at once. */
import type { Samples } from '#core/time/units.ts'
import type { JoinableCodec } from './seam.ts'

/** One encoder's share. Frames are counted over the whole export; samples are relative to its start. */
export interface Segment {
  /** Frame that its first output frame is. */
  readonly firstFrame: number
  /** First frame that is asked of it, give or take the seam. */
  readonly cutFrame: number
  readonly startSample: Samples
  readonly endSample: Samples
}

/** Frames an encoder gets before its share, to come into the state it would have: a second. */
export const PRE_ROLL_FRAMES = 48
/** Frames the encoder before it goes on for, among which the seam is chosen. */
export const OVERLAP_FRAMES = 48
/** Frames at the end of a segment whose window is not the one of a longer sound. */
export const UNSETTLED_FRAMES = 8
/** Under this it is not worth it. */
const SHORTEST_SEGMENT: Samples = 60 * 48_000

/** Parts `length` samples into at most `parts` segments of about the same length. */
export function planSegments(codec: JoinableCodec, length: Samples, parts: number): Segment[] {
  const { frameSamples } = codec
  const count = Math.max(1, Math.min(parts, Math.floor(length / SHORTEST_SEGMENT)))
  const cuts = Array.from({ length: count }, (_, i) => Math.round((i * length) / count / frameSamples))
  return cuts.map((cutFrame, index) => {
    const firstFrame = index === 0 ? 0 : cutFrame - PRE_ROLL_FRAMES
    const next = cuts[index + 1]
    return {
      firstFrame,
      cutFrame,
      startSample: firstFrame * frameSamples,
      endSample: next === undefined ? length : (next + OVERLAP_FRAMES) * frameSamples,
    }
  })
}
