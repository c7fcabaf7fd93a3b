/** A whole timeline in a few columns: what the library screen shows of an episode. */
import { PEAK_UNIT, type PeakPairs } from '../signal/peaks.ts'
import type { Samples } from '../time/units.ts'
import type { PlanSpan, RenderPlan } from './renderPlan.ts'

/** Peaks of a stretch of one source: max and min pairs of equal buckets, the first of which is `firstBucket`. */
export interface SourcePeaks {
  readonly samplesPerBucket: Samples
  readonly firstBucket: number
  readonly pairs: PeakPairs
}

/** Full scale of {@link overview}'s levels. */
export const OVERVIEW_FULL_SCALE = 255

/**
 * The loudest sample of each of `columns` equal parts of a timeline, in units of 1/255 of full scale, with the gain of
 * its clip; what is louder than full scale is shown as that. Fades are not looked at, and a bucket counts in every
 * column that it touches. Sources without peaks are silent, as is a timeline without a length.
 *
 * @param peaksOf peaks of a source, at best with buckets no wider than a column
 */
export function overview(
  plan: RenderPlan,
  columns: number,
  peaksOf: (mediaId: string) => SourcePeaks | undefined,
): Uint8Array {
  const levels = new Uint8Array(columns)
  if (plan.durationSamples === 0) return levels
  for (const span of plan.spans) {
    const peaks = peaksOf(span.mediaId)
    if (peaks) drawSpan(levels, plan.durationSamples / columns, span, peaks)
  }
  return levels
}

function drawSpan(levels: Uint8Array, width: number, span: PlanSpan, peaks: SourcePeaks): void {
  const { samplesPerBucket, firstBucket, pairs } = peaks
  const shift = span.timelineStart - span.sourceStart
  const from = Math.max(firstBucket, Math.floor(span.sourceStart / samplesPerBucket))
  const to = Math.min(
    firstBucket + pairs.length / 2,
    Math.ceil((span.sourceStart + span.length) / samplesPerBucket),
  )
  for (let bucket = from; bucket < to; bucket++) {
    const at = (bucket - firstBucket) * 2
    const loudest = Math.max(pairs[at]!, -pairs[at + 1]!) / PEAK_UNIT
    const level = Math.min(OVERVIEW_FULL_SCALE, Math.round(loudest * span.gain * OVERVIEW_FULL_SCALE))
    const start = Math.max(span.sourceStart, bucket * samplesPerBucket) + shift
    const end = Math.min(span.sourceStart + span.length, (bucket + 1) * samplesPerBucket) + shift
    const last = Math.min(levels.length, Math.max(Math.floor(start / width) + 1, Math.ceil(end / width)))
    for (let column = Math.max(0, Math.floor(start / width)); column < last; column++)
      if (level > levels[column]!) levels[column] = level
  }
}
