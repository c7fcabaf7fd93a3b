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

/** The gain that brings a programme to its target. */
export interface LoudnessGain {
  readonly gainDb: number
  /** What the rendered programme will measure; `-Infinity` for silence. */
  readonly predictedLufs: number
}

/** Gains outside this range are not proposed. */
export const MAX_GAIN_DB = 40
const MIN_GAIN_DB = -60
const TOLERANCE_LU = 0.01
const MAX_STEPS = 12

/** What the released gain gains per bucket. */
const RELEASE_PER_BUCKET = PEAK_BUCKET_SAMPLES / RELEASE_FRAMES
/** Buckets in a block, 18.75. */
const BUCKETS_PER_BLOCK = LOUDNESS_BLOCK_SAMPLES / PEAK_BUCKET_SAMPLES

/** Integrated loudness in LUFS of a programme as it is. */
export function programmeLoudness(blocks: TimelineBlocks): number {
  return integratedLoudness(blocks.energy)
}

/**
 * Integrated loudness in LUFS after `gainDb` and a limiter at `ceilingDb` (dBTP).
 * `peak256` holds the largest |sample| per 256 samples on the same timeline, before the gain.
 */
export function predictLoudness(
  blocks: TimelineBlocks,
  peak256: Float32Array,
  gainDb: number,
  ceilingDb: number,
): number {
  return integratedLoudness(limitedEnergy(blocks, peak256, gainDb, ceilingDb))
}

/**
 * The gain with which the limited programme measures `targetLufs`, within 0.01 LU of the prediction; the
 * nearest within [-60, 40] dB when the limiter does not let it get there. Silence is left alone.
 */
export function solveGainDb(
  blocks: TimelineBlocks,
  peak256: Float32Array,
  targetLufs: number,
  ceilingDb: number,
): LoudnessGain {
  const loudness = programmeLoudness(blocks)
  if (loudness === Number.NEGATIVE_INFINITY) return { gainDb: 0, predictedLufs: loudness }
  let low = { gainDb: MIN_GAIN_DB, miss: Number.NEGATIVE_INFINITY }
  let high = { gainDb: MAX_GAIN_DB, miss: Number.POSITIVE_INFINITY }
  let gainDb = clampGain(targetLufs - loudness)
  let predictedLufs = loudness
  let best = { gainDb, predictedLufs: Number.NEGATIVE_INFINITY }
  for (let step = 0; step < MAX_STEPS; step++) {
    predictedLufs = predictLoudness(blocks, peak256, gainDb, ceilingDb)
    const miss = predictedLufs - targetLufs
    if (Math.abs(miss) < Math.abs(best.predictedLufs - targetLufs)) best = { gainDb, predictedLufs }
    if (Math.abs(miss) <= TOLERANCE_LU) break
    if (miss < 0) low = { gainDb, miss }
    else high = { gainDb, miss }
    const next = nextGain(low, high, gainDb, miss)
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
 * Between two tried gains, where the straight line through them meets the target; before that, a step that
 * grows the louder the limiter already works.
 */
function nextGain(low: Bound, high: Bound, gainDb: number, miss: number): number {
  if (Number.isFinite(low.miss) && Number.isFinite(high.miss)) {
    const share = low.miss / (low.miss - high.miss)
    const line = low.gainDb + share * (high.gainDb - low.gainDb)
    const edge = 0.05 * (high.gainDb - low.gainDb)
    return Math.max(low.gainDb + edge, Math.min(high.gainDb - edge, line))
  }
  return clampGain(gainDb - miss * 1.5 - Math.sign(miss) * 0.02)
}

function clampGain(gainDb: number): number {
  return Math.max(MIN_GAIN_DB, Math.min(MAX_GAIN_DB, gainDb))
}

/** Energy of every block after the gain and the limiter. */
export function limitedEnergy(
  blocks: TimelineBlocks,
  peak256: Float32Array,
  gainDb: number,
  ceilingDb: number,
): Float32Array {
  const { energy, peak } = blocks
  const gain = dbToGain(gainDb)
  const power = gain * gain
  /** The highest peak, before the gain, that passes untouched. */
  const ceiling = dbToGain(ceilingDb) / gain
  const limited = new Float32Array(energy.length)
  const limiter = new BucketLimiter(peak256, ceiling)
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
  readonly #peaks: Float32Array
  readonly #ceiling: number
  /** Released gain of this bucket and the three before. */
  #released = 1
  #before1 = 1
  #before2 = 1
  #before3 = 1

  constructor(peaks: Float32Array, ceiling: number) {
    this.#peaks = peaks
    this.#ceiling = ceiling
  }

  /** Whether an earlier peak still holds the gain down. */
  get working(): boolean {
    return this.#released < 1 || this.#before1 < 1 || this.#before2 < 1
  }

  /** The part of a block's energy that is kept; `truePeak` is the block's, before the gain. */
  block(block: number, truePeak: number): number {
    const peaks = this.#peaks
    const ceiling = this.#ceiling
    const first = Math.ceil(block * BUCKETS_PER_BLOCK - 0.5)
    const end = Math.min(Math.ceil((block + 1) * BUCKETS_PER_BLOCK - 0.5), peaks.length)
    let samplePeak = 0
    for (let i = first; i < end; i++) if (peaks[i]! > samplePeak) samplePeak = peaks[i]!
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
      const value = peaks[i]!
      before3 = before2
      before2 = before1
      before1 = released
      released = Math.min(1, released + RELEASE_PER_BUCKET, value > bar ? bar / value : 1)
      const next = i + 1 < peaks.length ? peaks[i + 1]! : 0
      const required = next > bar ? Math.min(1, bar / next) : 1
      const gain = this.#smooth(released, before1, before2, before3, required)
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

  /** Mean gain over a bucket: the hold covers two buckets after a peak, the attack reaches into the one before. */
  #smooth(released: number, before1: number, before2: number, before3: number, next: number): number {
    const held = Math.min(released, before1)
    const early = Math.min(held, before2)
    const late = Math.min(early, before3)
    const ahead = Math.min(held, next)
    return 0.45 * held + 0.35 * early + 0.08 * late + 0.12 * ahead
  }
}
