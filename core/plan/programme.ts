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

/** A stretch that sounds with one gain. */
interface Stretch {
  readonly timelineStart: Samples
  readonly timelineEnd: Samples
  /** Source sample minus timeline sample. */
  readonly shift: number
  readonly gain: number
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

/** The largest |sample| per 256 samples of the timeline (1.0 = full scale). */
export function programmePeaks(plan: RenderPlan, analyses: Analyses): Float32Array {
  const peaks = new Float32Array(Math.ceil(plan.durationSamples / PEAK_BUCKET_SAMPLES))
  for (const span of plan.spans) {
    const analysis = analyses(span.mediaId)
    if (!analysis) continue
    for (const stretch of stretches(span, plan.durationSamples)) addPeaks(peaks, stretch, analysis.peaks)
  }
  return peaks
}

/** A span as stretches of one gain each: small steps in its fades, one for all between. */
function* stretches(span: PlanSpan, durationSamples: Samples): Generator<Stretch> {
  const shift = span.sourceStart - span.timelineStart
  const bodyStart = Math.min(span.length, span.fadeIn.samples)
  const bodyEnd = Math.max(bodyStart, span.length - span.fadeOut.samples)
  const make = (from: Samples, to: Samples, gain: number): Stretch => ({
    timelineStart: Math.max(0, span.timelineStart + from),
    timelineEnd: Math.min(durationSamples, span.timelineStart + to),
    shift,
    gain,
  })
  for (const [start, end] of [
    [0, bodyStart],
    [bodyEnd, span.length],
  ] as const) {
    for (let from = start; from < end; from += FADE_STEP_SAMPLES) {
      const to = Math.min(end, from + FADE_STEP_SAMPLES)
      const middle = (from + to - 1) / 2
      const level = envelope(span.fadeIn, middle) * envelope(span.fadeOut, span.length - 1 - middle)
      yield make(from, to, span.gain * level)
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

function addPeaks(out: Float32Array, stretch: Stretch, peaks: PeakPairs): void {
  const size = PEAK_BUCKET_SAMPLES
  const first = Math.floor(stretch.timelineStart / size)
  const end = Math.min(Math.ceil(stretch.timelineEnd / size), out.length)
  const offset = Math.floor(stretch.shift / size)
  const straddles = stretch.shift !== offset * size
  const unit = stretch.gain / PEAK_UNIT
  const buckets = peaks.length / 2
  const from = Math.max(first, -offset)
  const last = Math.min(end, buckets - offset)
  let previous = 0
  for (let bucket = from; bucket < last; bucket++) {
    const at = (bucket + offset) * 2
    const here = bucket === from || !straddles ? Math.max(peaks[at]!, -peaks[at + 1]!) : previous
    let value = here
    if (straddles && at + 3 < peaks.length) {
      previous = Math.max(peaks[at + 2]!, -peaks[at + 3]!)
      if (previous > value) value = previous
    }
    if (value * unit > out[bucket]!) out[bucket] = value * unit
  }
}
