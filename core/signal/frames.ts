/**
 * Decoded audio as the analysis takes it: interleaved stereo at 48 kHz, as floats (1.0 = full scale) or as
 * 16 bit integers. A decoder that writes integers turns the level down first, so that peaks above full
 * scale survive; `scale` undoes that.
 */

/** Interleaved stereo: left, right, left, right, … */
export type InterleavedStereo = Float32Array | Int16Array

/** What an accumulator needs to know about its input. */
export interface InputFormat {
  /** Factor from the input's level to the true one: 2 for audio that was decoded at half level. */
  readonly scale?: number
}

/**
 * Splits `frames` frames of `input`, from `fromFrame` on, into floats per channel at their true level, from
 * `at` on. Says whether both channels are the same, as in most recordings of calls.
 */
export function splitChannels(
  input: InterleavedStereo,
  fromFrame: number,
  frames: number,
  scale: number,
  left: Float32Array,
  right: Float32Array,
  at: number,
): boolean {
  return input instanceof Int16Array
    ? splitInt16(input, fromFrame, frames, scale / 32768, left, right, at)
    : splitFloat32(input, fromFrame, frames, scale, left, right, at)
}

// Two loops on purpose: one that sees both kinds of array runs at half the speed.
function splitInt16(
  input: Int16Array,
  fromFrame: number,
  frames: number,
  factor: number,
  left: Float32Array,
  right: Float32Array,
  at: number,
): boolean {
  let same = true
  for (let i = 0, k = fromFrame * 2; i < frames; i++, k += 2) {
    const l = input[k]!
    const r = input[k + 1]!
    left[at + i] = l * factor
    right[at + i] = r * factor
    if (l !== r) same = false
  }
  return same
}

function splitFloat32(
  input: Float32Array,
  fromFrame: number,
  frames: number,
  factor: number,
  left: Float32Array,
  right: Float32Array,
  at: number,
): boolean {
  let same = true
  for (let i = 0, k = fromFrame * 2; i < frames; i++, k += 2) {
    const l = input[k]!
    const r = input[k + 1]!
    left[at + i] = l * factor
    right[at + i] = r * factor
    if (l !== r) same = false
  }
  return same
}

/** The largest |sample| in `[from, to)`; a NaN counts as silence. */
export function maxAbs(samples: Float32Array, from: number, to: number): number {
  let even = 0
  let odd = 0
  let i = from
  for (; i + 1 < to; i += 2) {
    const a = Math.abs(samples[i]!)
    const b = Math.abs(samples[i + 1]!)
    if (a > even) even = a
    if (b > odd) odd = b
  }
  if (i < to && Math.abs(samples[i]!) > even) even = Math.abs(samples[i]!)
  return Math.max(even, odd)
}
