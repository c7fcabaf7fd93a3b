/**
 * True peak after ITU-R BS.1770 annex 2: the largest |value| of the signal at four times the sample rate.
 *
 * The annex asks for at least 12 taps per phase; we use 32, a sinc under a Kaiser window (beta 9), each phase
 * normalised to unity at DC. That is the shape of the resampler on which ffmpeg's `ebur128` measures, so both
 * agree to a few hundredths of a decibel, on noise too.
 */
import { type InterleavedStereo, maxAbs } from './frames.ts'

/** Taps on each side of an interval between two samples. */
const HALF_TAPS = 16
const TAPS = HALF_TAPS * 2
const KAISER_BETA = 9

/** Samples {@link peakAround} reads on both sides of its sample. */
export const TRUE_PEAK_CONTEXT = HALF_TAPS + 1

/**
 * An inter-sample peak beats the block's highest sample only next to a sample of at least this part of it: a
 * steeper overshoot would need a lone burst of almost pure Nyquist frequency.
 */
export const CANDIDATE_RATIO = 0.45

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
    const angle = Math.PI * distance
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
function peakAfter(samples: InterleavedStereo, index: number, stride: number): number {
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
export function peakAround(samples: InterleavedStereo, index: number, stride: number): number {
  return Math.max(peakAfter(samples, index - stride, stride), peakAfter(samples, index, stride))
}

/**
 * Whether the wave next to a sample may rise above `least` and above both its neighbours. It can by a part of
 * how sharply it bends there: a quarter-rate sine by a fifth of it, lower ones by an eighth; we allow all of
 * it. On the slopes of speech this says no.
 */
export function mayRise(samples: InterleavedStereo, index: number, stride: number, least: number): boolean {
  const sample = samples[index]!
  const before = samples[index - stride]!
  const after = samples[index + stride]!
  const reach = Math.abs(sample) + Math.abs(before + after - 2 * sample)
  return reach > least && reach > Math.abs(before) && reach > Math.abs(after)
}

/**
 * True peak of the frames `[fromFrame, toFrame)` on one of the two channels (0 or 1), or `atLeast` if that is
 * more, by looking only where it can be: at sharp bends not far under `samplePeak`, the highest |sample| of
 * interest. Frames outside `[0, length)` are never read: where the context is missing, samples alone count.
 */
export function truePeak(
  frames: InterleavedStereo,
  channel: number,
  fromFrame: number,
  toFrame: number,
  length: number,
  samplePeak: number,
  atLeast = 0,
): number {
  let peak = Math.max(atLeast, samplePeak)
  const threshold = samplePeak * CANDIDATE_RATIO
  const first = Math.max(fromFrame, TRUE_PEAK_CONTEXT)
  const last = Math.min(toFrame, length - TRUE_PEAK_CONTEXT)
  if (threshold === 0 || first >= last) return peak
  let before = frames[(first - 1) * 2 + channel]!
  let sample = frames[first * 2 + channel]!
  for (let i = first * 2 + channel; i < last * 2; i += 2) {
    const after = frames[i + 2]!
    // The first half of what `mayRise` asks: false nearly everywhere, and cheap.
    if (Math.abs(sample) + Math.abs(before + after - 2 * sample) > peak) {
      if (Math.abs(sample) >= threshold && mayRise(frames, i, 2, peak)) {
        peak = Math.max(peak, peakAround(frames, i, 2))
      }
    }
    before = sample
    sample = after
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
