/**
 * The loudness of an edit without rendering it: stored 100 ms blocks and 256-sample peaks of every media item are
 * mapped through the plan to the timeline. Blocks that are played in part count by their share, gains by their square.
 */
import { LOUDNESS_BLOCK_SAMPLES, type LoudnessBlocks } from '../signal/loudness.ts'
import { type Magnitudes, PEAK_BUCKET_SAMPLES, PEAK_UNIT } from '../signal/peaks.ts'
import { type BlockPeaks, firstBucket, roomForPeaks, type TimelineBlocks } from '../signal/predict.ts'
import type { Samples } from '../time/units.ts'
import { envelope } from './mix.ts'
import type { PlanSpan, RenderPlan } from './renderPlan.ts'

/** What was measured of a media item when it was imported. */
export interface MediaAnalysis {
  readonly loudness: Pick<LoudnessBlocks, 'energy' | 'truePeak'>
  readonly magnitudes: Magnitudes
}

/** Finds the analysis of a media item; what is not measured counts as silence. */
export type Analyses = (mediaId: string) => MediaAnalysis | undefined

/** Steps in which fades are followed. */
const FADE_STEP_SAMPLES: Samples = 240

/** A stretch that counts with one gain. */
interface Stretch {
  readonly timelineStart: Samples
  readonly timelineEnd: Samples
  /** Source sample minus timeline sample. */
  readonly shift: number
  readonly gain: number
  /** Highest gain within it. */
  readonly highestGain: number
}

/** The timeline in blocks of 100 ms. Where two spans overlap, their powers add up. */
export function programmeBlocks(plan: RenderPlan, analyses: Analyses): TimelineBlocks {
  const count = Math.ceil(plan.durationSamples / LOUDNESS_BLOCK_SAMPLES)
  const blocks = { energy: new Float32Array(count), peak: new Float32Array(count) }
  for (const span of plan.spans) {
    const analysis = analyses(span.mediaId)
    if (!analysis) continue
    for (const stretch of stretches(span, plan.durationSamples)) addBlocks(blocks, stretch, analysis)
  }
  return blocks
}

/**
 * The largest |sample| per 256 samples of the timeline where a limiter can have to do with it: around blocks with a
 * peak above `threshold`.
 *
 * @param blocks what {@link programmeBlocks} gave for the same plan
 */
export function programmePeaks(
  plan: RenderPlan,
  analyses: Analyses,
  blocks: TimelineBlocks,
  threshold: number,
): BlockPeaks {
  const peaks = roomForPeaks(blocks.peak, threshold)
  const { places } = peaks
  for (const span of plan.spans) {
    const analysis = analyses(span.mediaId)
    if (!analysis) continue
    const endBlock = Math.ceil((span.timelineStart + span.length) / LOUDNESS_BLOCK_SAMPLES) + 1
    const end = Math.min(places.length, endBlock)
    let shaped: readonly Stretch[] | undefined
    // The buckets that count as a block's begin up to half a bucket before it.
    let block = Math.max(0, Math.floor(span.timelineStart / LOUDNESS_BLOCK_SAMPLES) - 1)
    while (block < end) {
      const first = block++
      if (places[first]! < 0) continue
      while (block < end && places[block]! >= 0) block++
      shaped ??= [...stretches(span, plan.durationSamples)]
      const room = peaks.values.subarray(places[first]!)
      for (const stretch of shaped)
        addPeaks(room, stretch, analysis.magnitudes, firstBucket(first), firstBucket(block))
    }
  }
  return peaks
}

/** A span as stretches of one gain each: small steps in its fades, one for all between. */
function* stretches(span: PlanSpan, durationSamples: Samples): Generator<Stretch> {
  const shift = span.sourceStart - span.timelineStart
  const bodyStart = Math.min(span.length, span.fadeIn.samples)
  const bodyEnd = Math.max(bodyStart, span.length - span.fadeOut.samples)
  const make = (from: Samples, to: Samples, gain: number, highestGain = gain): Stretch => ({
    timelineStart: Math.max(0, span.timelineStart + from),
    timelineEnd: Math.min(durationSamples, span.timelineStart + to),
    shift,
    gain,
    highestGain,
  })
  const levelAt = (offset: number) =>
    span.gain * envelope(span.fadeIn, offset) * envelope(span.fadeOut, span.length - 1 - offset)
  for (const [start, end] of [
    [0, bodyStart],
    [bodyEnd, span.length],
  ] as const) {
    for (let from = start; from < end; from += FADE_STEP_SAMPLES) {
      const to = Math.min(end, from + FADE_STEP_SAMPLES)
      const middle = levelAt((from + to - 1) / 2)
      yield make(from, to, middle, Math.max(levelAt(from), middle, levelAt(to - 1)))
    }
  }
  if (bodyEnd > bodyStart) yield make(bodyStart, bodyEnd, span.gain)
}

function addBlocks(blocks: TimelineBlocks, stretch: Stretch, analysis: MediaAnalysis): void {
  const size = LOUDNESS_BLOCK_SAMPLES
  const { timelineStart, timelineEnd, shift, gain } = stretch
  const firstWhole = Math.ceil(timelineStart / size)
  const endWhole = Math.floor(timelineEnd / size)
  if (firstWhole >= endWhole) {
    for (let at = timelineStart; at < timelineEnd; ) {
      const next = Math.min(timelineEnd, (Math.floor(at / size) + 1) * size)
      addPart(blocks, at, next, shift, gain, analysis)
      at = next
    }
    return
  }
  addPart(blocks, timelineStart, firstWhole * size, shift, gain, analysis)
  addWhole(blocks, firstWhole, endWhole, shift, gain, analysis)
  addPart(blocks, endWhole * size, timelineEnd, shift, gain, analysis)
}

/** Whole timeline blocks: each lies on the same two neighbours of the source, in the same shares. */
function addWhole(
  { energy, peak }: TimelineBlocks,
  first: number,
  end: number,
  shift: number,
  gain: number,
  { loudness }: MediaAnalysis,
): void {
  const size = LOUDNESS_BLOCK_SAMPLES
  const sourceEnergy = loudness.energy
  const sourcePeak = loudness.truePeak
  const offset = Math.floor(shift / size)
  const late = (shift - offset * size) / size
  const early = 1 - late
  const power = gain * gain
  const last = Math.min(end, sourceEnergy.length - offset)
  for (let block = Math.max(first, -offset); block < last; block++) {
    const here = block + offset
    let highest = sourcePeak[here]!
    let sum = early * sourceEnergy[here]!
    if (late > 0 && here + 1 < sourceEnergy.length) {
      sum += late * sourceEnergy[here + 1]!
      if (sourcePeak[here + 1]! > highest) highest = sourcePeak[here + 1]!
    }
    energy[block]! += power * sum
    if (highest * gain > peak[block]!) peak[block] = highest * gain
  }
}

/** A part of one timeline block, which may touch two blocks of the source. */
function addPart(
  blocks: TimelineBlocks,
  from: Samples,
  to: Samples,
  shift: number,
  gain: number,
  { loudness, magnitudes }: MediaAnalysis,
): void {
  const size = LOUDNESS_BLOCK_SAMPLES
  const block = Math.floor(from / size)
  for (let at = from; at < to; ) {
    const source = Math.floor((at + shift) / size)
    const next = Math.min(to, (source + 1) * size - shift)
    const energy = loudness.energy[source] ?? 0
    blocks.energy[block]! += gain * gain * energy * ((next - at) / size)
    // The source block's peak may lie outside the part that plays; the finer peaks know, up to what lies
    // between samples (at most 3 dB in practice).
    const truePeak = loudness.truePeak[source] ?? 0
    const heard = Math.min(truePeak, highest(magnitudes, at + shift, next + shift) * Math.SQRT2)
    if (heard * gain > blocks.peak[block]!) blocks.peak[block] = heard * gain
    at = next
  }
}

/** The largest |sample| of the buckets that `[from, to)` touches. */
function highest(magnitudes: Magnitudes, from: Samples, to: Samples): number {
  const end = Math.min(Math.ceil(to / PEAK_BUCKET_SAMPLES), magnitudes.length)
  let value = 0
  for (let bucket = Math.max(0, Math.floor(from / PEAK_BUCKET_SAMPLES)); bucket < end; bucket++)
    if (magnitudes[bucket]! > value) value = magnitudes[bucket]!
  return value / PEAK_UNIT
}

/** Raises buckets `[fromBucket, toBucket)` of the timeline, the first of which is the first of `out`. */
function addPeaks(
  out: Float32Array,
  stretch: Stretch,
  magnitudes: Magnitudes,
  fromBucket: number,
  toBucket: number,
): void {
  const size = PEAK_BUCKET_SAMPLES
  const offset = Math.floor(stretch.shift / size)
  // A bucket of the timeline lies on two of the source, unless both grids coincide.
  const step = stretch.shift === offset * size ? 0 : 1
  const earliest = Math.floor(stretch.timelineStart / size)
  const first = Math.max(fromBucket, earliest, -offset - step)
  const lastBucket = Math.ceil(stretch.timelineEnd / size)
  const end = Math.min(toBucket, lastBucket, magnitudes.length - offset)
  const unit = stretch.highestGain / PEAK_UNIT
  if (first >= end) return
  const last = magnitudes.length - 1
  const begin = first + offset
  let here = begin < 0 ? 0 : magnitudes[begin]!
  for (let bucket = first, at = begin + step; bucket < end; bucket++, at++) {
    const next = magnitudes[at < last ? at : last]!
    const level = (next > here ? next : here) * unit
    if (level > out[bucket - fromBucket]!) out[bucket - fromBucket] = level
    here = step === 0 ? 0 : next
  }
}
