/**
 * The loudness of an edit without rendering it: stored 100 ms blocks and 256-sample peaks of every media item are
 * mapped through the plan to the timeline. Blocks that are played in part count by their share, gains by their square.
 */
import { LOUDNESS_BLOCK_SAMPLES, type LoudnessBlocks } from '../signal/loudness.ts'
import { PEAK_BUCKET_SAMPLES, PEAK_UNIT, type PeakPairs } from '../signal/peaks.ts'
import type { TimelineBlocks } from '../signal/predict.ts'
import type { Samples } from '../time/units.ts'
import { envelope } from './mix.ts'
import type { PlanSpan, RenderPlan } from './renderPlan.ts'

/** What was measured of a media item when it was imported. */
export interface MediaAnalysis {
  readonly loudness: Pick<LoudnessBlocks, 'energy' | 'truePeak'>
  /** Finest level of its peaks. */
  readonly peaks: PeakPairs
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

/** Blocks on both sides of a loud one in which the limiter may still or already work. */
const LIMITER_REACH_BLOCKS = 3

/** The buckets around blocks whose peak is above `threshold`, as `[first, end)`, in order. */
function loudBuckets(peak: Float32Array, threshold: number): [number, number][] {
  const ranges: [number, number][] = []
  const perBlock = LOUDNESS_BLOCK_SAMPLES / PEAK_BUCKET_SAMPLES
  let covered = -1
  for (let block = 0; block < peak.length; block++) {
    if (peak[block]! <= threshold) continue
    const first = Math.max(0, Math.floor((block - LIMITER_REACH_BLOCKS) * perBlock))
    const end = Math.ceil((block + 1 + LIMITER_REACH_BLOCKS) * perBlock)
    if (first <= covered) ranges.at(-1)![1] = end
    else ranges.push([first, end])
    covered = end
  }
  return ranges
}

/**
 * The largest |sample| per 256 samples of the timeline (1.0 = full scale), where a limiter can have to do with
 * it: around blocks with a peak above `threshold`. Elsewhere it is left at 0.
 *
 * @param blocks what {@link programmeBlocks} gave for the same plan
 */
export function programmePeaks(
  plan: RenderPlan,
  analyses: Analyses,
  blocks: TimelineBlocks,
  threshold: number,
): Float32Array {
  const peaks = new Float32Array(Math.ceil(plan.durationSamples / PEAK_BUCKET_SAMPLES))
  const ranges = loudBuckets(blocks.peak, threshold)
  let passed = 0
  for (const span of plan.spans) {
    const analysis = analyses(span.mediaId)
    if (!analysis) continue
    const spanStart = span.timelineStart / PEAK_BUCKET_SAMPLES
    const spanEnd = (span.timelineStart + span.length) / PEAK_BUCKET_SAMPLES
    while (passed < ranges.length && ranges[passed]![1] <= spanStart) passed++
    for (let i = passed; i < ranges.length && ranges[i]![0] < spanEnd; i++) {
      for (const stretch of stretches(span, plan.durationSamples)) {
        addPeaks(peaks, stretch, analysis.peaks, ranges[i]![0], ranges[i]![1])
      }
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
  { loudness, peaks }: MediaAnalysis,
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
    const heard = Math.min(truePeak, highest(peaks, at + shift, next + shift) * Math.SQRT2)
    if (heard * gain > blocks.peak[block]!) blocks.peak[block] = heard * gain
    at = next
  }
}

/** The largest |sample| of the buckets that `[from, to)` touches. */
function highest(peaks: PeakPairs, from: Samples, to: Samples): number {
  const end = Math.min(Math.ceil(to / PEAK_BUCKET_SAMPLES), peaks.length / 2)
  let value = 0
  for (let bucket = Math.max(0, Math.floor(from / PEAK_BUCKET_SAMPLES)); bucket < end; bucket++) {
    value = Math.max(value, peaks[bucket * 2]!, -peaks[bucket * 2 + 1]!)
  }
  return value / PEAK_UNIT
}

function addPeaks(
  out: Float32Array,
  stretch: Stretch,
  peaks: PeakPairs,
  fromBucket: number,
  toBucket: number,
): void {
  const size = PEAK_BUCKET_SAMPLES
  const offset = Math.floor(stretch.shift / size)
  // A bucket of the timeline lies on two of the source, unless both grids coincide.
  const step = stretch.shift === offset * size ? 0 : 2
  const earliest = Math.floor(stretch.timelineStart / size)
  const first = Math.max(fromBucket, earliest, -offset - step / 2)
  const lastBucket = Math.ceil(stretch.timelineEnd / size)
  const end = Math.min(toBucket, lastBucket, out.length, peaks.length / 2 - offset)
  const unit = stretch.highestGain / PEAK_UNIT
  if (first >= end) return
  const lastPair = peaks.length - 2
  const begin = (first + offset) * 2
  let high = begin < 0 ? 0 : peaks[begin]!
  let low = begin < 0 ? 0 : -peaks[begin + 1]!
  let here = high > low ? high : low
  for (let bucket = first, at = (first + offset) * 2 + step; bucket < end; bucket++, at += 2) {
    const place = at < lastPair ? at : lastPair
    high = peaks[place]!
    low = -peaks[place + 1]!
    const next = high > low ? high : low
    const level = (next > here ? next : here) * unit
    if (level > out[bucket]!) out[bucket] = level
    here = step === 0 ? 0 : next
  }
}
