/**
 * True peak after ITU-R BS.1770 annex 2: the largest |value| of the signal at four times the sample rate.
 *
 * The annex asks for at least 12 taps per phase; we use 32, a sinc cut off at 0.97 of Nyquist under a Kaiser
 * window (beta 9), each phase normalised to unity at DC. That is the shape ffmpeg's resampler has, on which
 * its `ebur128` filter measures, so both agree to a few hundredths of a decibel.
 */
import { maxAbs } from './frames.ts'

/** Taps on each side of an interval between two samples. */
const HALF_TAPS = 16
const TAPS = HALF_TAPS * 2
const CUTOFF = 0.97
const KAISER_BETA = 9

/** Samples {@link peakAround} reads on both sides of its sample. */
export const TRUE_PEAK_CONTEXT = HALF_TAPS + 1

/**
 * An inter-sample peak beats the block's highest sample only next to a local extreme of at least this part
 * of it: a steeper overshoot would need a lone burst of almost pure Nyquist frequency.
 */
export const CANDIDATE_RATIO = 0.45

/** How much more than a parabola through three samples of one sign the wave may rise between them. */
const CREST_FACTOR = 4

const QUARTER = phase(0.25)
const MIDDLE = phase(0.5)

/** The modified Bessel function I0 by its power series. */
function besselI0(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

/** Taps for the point `offset` samples after a sample; rounded, so that every platform has the same ones. */
function phase(offset: number): Float64Array {
  const taps = new Float64Array(TAPS)
  for (let k = 0; k < TAPS; k++) {
    const distance = k - (HALF_TAPS - 1) - offset
    const angle = Math.PI * distance * CUTOFF
    const edge = 1 - (distance / HALF_TAPS) ** 2
    taps[k] = (Math.sin(angle) / angle) * besselI0(KAISER_BETA * Math.sqrt(Math.max(0, edge)))
  }
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => Math.round((tap / sum) * 2 ** 30) / 2 ** 30)
}

/**
 * The largest |value| at the three points between sample `index` and the one `stride` further.
 * `stride` is 1 for a single channel and 2 for interleaved stereo.
 */
function peakAfter(samples: Float32Array, index: number, stride: number): number {
  let quarter = 0
  let middle = 0
  let threeQuarters = 0
  let early = index - stride * (HALF_TAPS - 1)
  let late = index + stride * HALF_TAPS
  for (let k = 0; k < HALF_TAPS; k++) {
    const a = samples[early]!
    const b = samples[late]!
    const outer = QUARTER[k]!
    const inner = QUARTER[TAPS - 1 - k]!
    quarter += outer * a + inner * b
    threeQuarters += inner * a + outer * b
    middle += MIDDLE[k]! * (a + b)
    early += stride
    late -= stride
  }
  return Math.max(Math.abs(quarter), Math.abs(middle), Math.abs(threeQuarters))
}

/**
 * The largest |value| between a sample and its two neighbours on the same channel; reads
 * {@link TRUE_PEAK_CONTEXT} samples of that channel on both sides.
 */
export function peakAround(samples: Float32Array, index: number, stride: number): number {
  return Math.max(peakAfter(samples, index - stride, stride), peakAfter(samples, index, stride))
}

/**
 * True peak of the samples `[from, to)` of one channel, or `atLeast` if that is more, by looking only where
 * it can be: next to local extremes not far under `samplePeak`, the highest |sample| of interest. Samples
 * outside `[0, length)` are never read: where the context is missing, samples alone count.
 */
export function truePeak(
  samples: Float32Array,
  from: number,
  to: number,
  length: number,
  samplePeak: number,
  atLeast = 0,
): number {
  let peak = Math.max(atLeast, samplePeak)
  const threshold = samplePeak * CANDIDATE_RATIO
  if (threshold === 0) return peak
  const first = Math.max(from, TRUE_PEAK_CONTEXT)
  const last = Math.min(to, length - TRUE_PEAK_CONTEXT)
  for (let i = first; i < last; i++) {
    const size = Math.abs(samples[i]!)
    if (size < threshold) continue
    const before = samples[i - 1]!
    const after = samples[i + 1]!
    if (size < Math.abs(before) || size < Math.abs(after)) continue
    const sign = samples[i]! > 0 ? 1 : -1
    // The crest lies on the side of the neighbour that is nearer to it.
    const rising = sign * (after - before)
    // Among neighbours of its own sign the crest is at most a few times what a parabola would add.
    if (before * sign > 0 && after * sign > 0) {
      const bend = 2 * size - sign * (before + after)
      if (bend > 0 && (size - peak) * bend * 8 + CREST_FACTOR * rising * rising <= 0) continue
    }
    if (rising >= 0) peak = Math.max(peak, peakAfter(samples, i, 1))
    if (rising <= 0) peak = Math.max(peak, peakAfter(samples, i - 1, 1))
  }
  return peak
}

/** True peak of one channel without any short cut: what {@link truePeak} is held against. */
export function truePeakExhaustive(samples: Float32Array): number {
  let peak = maxAbs(samples, 0, samples.length)
  const last = samples.length - TRUE_PEAK_CONTEXT
  for (let i = TRUE_PEAK_CONTEXT; i < last; i++) peak = Math.max(peak, peakAfter(samples, i, 1))
  return peak
}
