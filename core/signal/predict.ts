/**
 * What a programme's loudness will be after a gain and the limiter, from stored measurements alone.
 *
 * Where a block's peak stays under the ceiling its energy just scales. Elsewhere the limiter's gain is followed
 * at the resolution of the peak buckets, and a block's energy shrinks as its buckets do, each weighed by
 * the square of its peak.
 */
import { dbToGain } from '../time/units.ts'
import { RELEASE_FRAMES } from './limiter.ts'
import { integratedLoudness, LOUDNESS_BLOCK_SAMPLES } from './loudness.ts'
import { PEAK_BUCKET_SAMPLES } from './peaks.ts'

/** A programme in blocks of 100 ms, before the gain that is asked for. */
export interface TimelineBlocks {
  /** K-weighted mean square of each block, both channels added. */
  readonly energy: Float32Array
  /** True peak of each block. */
  readonly peak: Float32Array
}

/**
 * The largest |sample| of every 256 (1.0 = full scale), where a limiter can have to do with it: all of a long
 * programme would be 30 MB.
 */
export interface BlockPeaks {
  /** Where the buckets of each block begin in `values`; -1 for a block that the limiter leaves alone. */
  readonly places: Int32Array
  /** The buckets of a block lie in a row, from {@link firstBucket} of it to that of the next. */
  readonly values: Float32Array
}

/** The gain that brings a programme to its target. */
export interface LoudnessGain {
  readonly gainDb: number
  /** What the rendered programme will measure; `-Infinity` for silence. */
  readonly predictedLufs: number
}

/** Gains outside this range are not proposed. */
export const MAX_GAIN_DB = 40
const MIN_GAIN_DB = -60
const TOLERANCE_LU = 0.03
const MAX_STEPS = 12
/** Programmes of more than twice these many blocks (an hour) are sampled for the first guess. */
const SAMPLED_BLOCKS = 18_000
/** Blocks of a sample: a whole number of buckets, and long against the limiter's memory. */
const STRETCH_BLOCKS = 64

/** What the released gain gains per bucket. */
const RELEASE_PER_BUCKET = PEAK_BUCKET_SAMPLES / RELEASE_FRAMES
/** Buckets in a block, 18.75. */
const BUCKETS_PER_BLOCK = LOUDNESS_BLOCK_SAMPLES / PEAK_BUCKET_SAMPLES

/** The first bucket that counts as a block's: a block is 18.75 buckets long. */
export function firstBucket(block: number): number {
  return Math.ceil(block * BUCKETS_PER_BLOCK - 0.5)
}

/** Blocks before a loud one that the limiter's attack reaches, and after it those that its release may. */
const BLOCKS_BEFORE = 1
const BLOCKS_AFTER = 3

/** Room for the peaks around the blocks whose peak is above `threshold`; all 0. */
export function roomForPeaks(peak: Float32Array, threshold: number): BlockPeaks {
  const places = new Int32Array(peak.length).fill(-1)
  let buckets = 0
  let covered = 0
  for (let block = 0; block < peak.length; block++) {
    if (peak[block]! <= threshold) continue
    const end = Math.min(peak.length, block + 1 + BLOCKS_AFTER)
    for (let near = Math.max(covered, block - BLOCKS_BEFORE); near < end; near++) {
      places[near] = buckets
      buckets += firstBucket(near + 1) - firstBucket(near)
    }
    covered = end
  }
  return { places, values: new Float32Array(buckets) }
}

/** Integrated loudness in LUFS of a programme as it is. */
export function programmeLoudness(blocks: TimelineBlocks): number {
  return integratedLoudness(blocks.energy)
}

/**
 * Integrated loudness in LUFS after `gainDb` and a limiter at `ceilingDb` (dBTP). `peaks` lie on the same timeline,
 * before the gain. `scratch` is room for a value per block, whatever it holds.
 */
export function predictLoudness(
  blocks: TimelineBlocks,
  peaks: BlockPeaks,
  gainDb: number,
  ceilingDb: number,
  scratch?: Float32Array,
): number {
  return integratedLoudness(limitedEnergy(blocks, peaks, gainDb, ceilingDb, scratch))
}

/**
 * The gain with which the limited programme measures `targetLufs`, within 0.03 LU of the prediction; the
 * nearest within [-60, 40] dB when the limiter does not let it get there. Silence is left alone.
 */
export function solveGainDb(
  blocks: TimelineBlocks,
  peaks: BlockPeaks,
  targetLufs: number,
  ceilingDb: number,
): LoudnessGain {
  const loudness = programmeLoudness(blocks)
  if (loudness === Number.NEGATIVE_INFINITY) return { gainDb: 0, predictedLufs: loudness }
  const start = clampGain(targetLufs - loudness)
  const every = Math.floor(blocks.energy.length / SAMPLED_BLOCKS)
  if (every < 2) return search(blocks, peaks, targetLufs, ceilingDb, start)
  // A long programme: what the limiter costs in samples of it is a guess that leaves little to correct.
  const sample = sampled(blocks, peaks, every)
  const sampleTarget = programmeLoudness(sample.blocks) + targetLufs - loudness
  if (!Number.isFinite(sampleTarget)) return search(blocks, peaks, targetLufs, ceilingDb, start)
  const guess = search(sample.blocks, sample.peaks, sampleTarget, ceilingDb, start)
  const softer = predictLoudness(sample.blocks, sample.peaks, guess.gainDb - 0.5, ceilingDb)
  const slope = (guess.predictedLufs - softer) / 0.5
  return search(blocks, peaks, targetLufs, ceilingDb, guess.gainDb, slope)
}

/** Every `every`-th stretch of a programme, put together; the peaks stay where they are. */
function sampled(
  { energy, peak }: TimelineBlocks,
  { places, values }: BlockPeaks,
  every: number,
): { blocks: TimelineBlocks; peaks: BlockPeaks } {
  const stretches = Math.floor(energy.length / (STRETCH_BLOCKS * every))
  const pick = <Values extends Float32Array | Int32Array>(all: Values, picked: Values): Values => {
    for (let i = 0; i < stretches; i++) {
      const from = i * every * STRETCH_BLOCKS
      picked.set(all.subarray(from, from + STRETCH_BLOCKS), i * STRETCH_BLOCKS)
    }
    return picked
  }
  const blocks = stretches * STRETCH_BLOCKS
  return {
    blocks: { energy: pick(energy, new Float32Array(blocks)), peak: pick(peak, new Float32Array(blocks)) },
    peaks: { places: pick(places, new Int32Array(blocks)), values },
  }
}

/** {@link solveGainDb} from a first guess on; `slope` is what a decibel of gain does there, in LU. */
function search(
  blocks: TimelineBlocks,
  peaks: BlockPeaks,
  targetLufs: number,
  ceilingDb: number,
  firstGainDb: number,
  slope = 0.7,
): LoudnessGain {
  let low = { gainDb: MIN_GAIN_DB, miss: Number.NEGATIVE_INFINITY }
  let high = { gainDb: MAX_GAIN_DB, miss: Number.POSITIVE_INFINITY }
  let gainDb = firstGainDb
  let best = { gainDb, predictedLufs: Number.NEGATIVE_INFINITY }
  const scratch = new Float32Array(blocks.energy.length)
  for (let step = 0; step < MAX_STEPS; step++) {
    const predictedLufs = predictLoudness(blocks, peaks, gainDb, ceilingDb, scratch)
    const miss = predictedLufs - targetLufs
    if (Math.abs(miss) < Math.abs(best.predictedLufs - targetLufs)) best = { gainDb, predictedLufs }
    if (Math.abs(miss) <= TOLERANCE_LU) break
    if (miss < 0) low = { gainDb, miss }
    else high = { gainDb, miss }
    const next = nextGain(low, high, gainDb, miss / Math.max(0.2, Math.min(1, slope)))
    if (Math.abs(next - gainDb) < 1e-4) break
    gainDb = next
  }
  return best
}

interface Bound {
  readonly gainDb: number
  readonly miss: number
}

/**
 * Between two tried gains, where the straight line through them meets the target; before that, a step by what
 * seems to be too much.
 */
function nextGain(low: Bound, high: Bound, gainDb: number, excessDb: number): number {
  if (Number.isFinite(low.miss) && Number.isFinite(high.miss)) {
    const share = low.miss / (low.miss - high.miss)
    const line = low.gainDb + share * (high.gainDb - low.gainDb)
    const edge = 0.05 * (high.gainDb - low.gainDb)
    return Math.max(low.gainDb + edge, Math.min(high.gainDb - edge, line))
  }
  return clampGain(gainDb - excessDb)
}

function clampGain(gainDb: number): number {
  return Math.max(MIN_GAIN_DB, Math.min(MAX_GAIN_DB, gainDb))
}

/** Energy of every block after the gain and the limiter, in `limited`. */
export function limitedEnergy(
  blocks: TimelineBlocks,
  peaks: BlockPeaks,
  gainDb: number,
  ceilingDb: number,
  limited: Float32Array = new Float32Array(blocks.energy.length),
): Float32Array {
  const { energy, peak } = blocks
  const gain = dbToGain(gainDb)
  const power = gain * gain
  /** The highest peak, before the gain, that passes untouched. */
  const ceiling = dbToGain(ceilingDb) / gain
  const limiter = new BucketLimiter(peaks, ceiling)
  for (let block = 0; block < energy.length; block++) {
    const loud = peak[block]! > ceiling
    const nextLoud = block + 1 < energy.length && peak[block + 1]! > ceiling
    const kept = loud || nextLoud || limiter.working ? limiter.block(block, peak[block]!) : 1
    limited[block] = energy[block]! * power * kept
  }
  return limited
}

/** The limiter's gain, followed bucket by bucket. */
class BucketLimiter {
  readonly #peaks: BlockPeaks
  readonly #ceiling: number
  /** Released gain of this bucket and the three before. */
  #released = 1
  #before1 = 1
  #before2 = 1
  #before3 = 1

  constructor(peaks: BlockPeaks, ceiling: number) {
    this.#peaks = peaks
    this.#ceiling = ceiling
  }

  /** Whether an earlier peak still holds the gain down. */
  get working(): boolean {
    return this.#released < 1 || this.#before1 < 1 || this.#before2 < 1
  }

  /** The part of a block's energy that is kept; `truePeak` is the block's, before the gain. */
  block(block: number, truePeak: number): number {
    const { places, values } = this.#peaks
    const ceiling = this.#ceiling
    const first = places[block]!
    if (first < 0) {
      this.#released = this.#before1 = this.#before2 = this.#before3 = 1
      return 1
    }
    const end = first + firstBucket(block + 1) - firstBucket(block)
    const following = places[block + 1] ?? -1
    const afterwards = following < 0 ? 0 : values[following]!
    let samplePeak = 0
    for (let i = first; i < end; i++) if (values[i]! > samplePeak) samplePeak = values[i]!
    // Between samples the wave is higher; we know by how much at the block's highest bucket.
    const rise = samplePeak > 0 ? Math.max(1, Math.min(1.5, truePeak / samplePeak)) : 1
    const bar = ceiling / rise
    let released = this.#released
    let before1 = this.#before1
    let before2 = this.#before2
    let before3 = this.#before3
    let all = 0
    let kept = 0
    for (let i = first; i < end; i++) {
      const value = values[i]!
      before3 = before2
      before2 = before1
      before1 = released
      released += RELEASE_PER_BUCKET
      if (released > 1) released = 1
      if (value * released > bar) released = bar / value
      // Mean gain over the bucket: the hold covers two buckets after a peak, the attack reaches into the one
      // before it; the shares follow from where in its bucket a peak may lie.
      const held = Math.min(before1, released)
      const early = Math.min(before2, held)
      const late = Math.min(before3, early)
      const next = i + 1 < end ? values[i + 1]! : afterwards
      const ahead = next * held > bar ? bar / next : held
      const gain = 0.45 * held + 0.35 * early + 0.08 * late + 0.12 * ahead
      const weight = value * value
      all += weight
      kept += weight * gain * gain
    }
    this.#released = released
    this.#before1 = before1
    this.#before2 = before2
    this.#before3 = before3
    return all > 0 ? kept / all : 1
  }
}
