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

/** Factor from the values of `frames` to their true level, 1.0 being full scale. */
export function levelFactor(frames: InterleavedStereo, scale = 1): number {
  return frames instanceof Int16Array ? scale / 32768 : scale
}

/** Frames per cell, the smallest stretch whose extremes are told: buckets of peaks and blocks are whole cells. */
export const CELL_SAMPLES = 64

/** Whether both channels of `[fromFrame, toFrame)` are the same, as in many recordings of calls. */
export function isDualMono(frames: InterleavedStereo, fromFrame: number, toFrame: number): boolean {
  for (let i = fromFrame * 2; i < toFrame * 2; i += 2) if (frames[i]! !== frames[i + 1]!) return false
  return true
}

/**
 * The highest and the lowest sample of both channels in each cell from `fromFrame` on, as they are in the
 * input; the last cell may be shorter. A NaN counts as silence.
 */
export function cellExtremes(
  frames: InterleavedStereo,
  fromFrame: number,
  toFrame: number,
  highs: Float32Array,
  lows: Float32Array,
): void {
  const end = toFrame * 2
  for (let from = fromFrame * 2, cell = 0; from < end; from += CELL_SAMPLES * 2, cell++) {
    const to = Math.min(from + CELL_SAMPLES * 2, end)
    if (frames instanceof Int16Array) spanOfInt16(frames, from, to)
    else spanOfFloat32(frames, from, to)
    highs[cell] = spanHigh
    lows[cell] = spanLow
  }
}

// The loops below leave their two results here instead of allocating a pair per cell.
let spanHigh = 0
let spanLow = 0

// Two loops on purpose: one that sees both kinds of array runs at half the speed, and integers need no
// branches, which the processor would guess wrong: `x & (x >> 31)` is x where it is negative, else 0.
function spanOfInt16(samples: Int16Array, from: number, to: number): void {
  let high = -32768
  let low = 32767
  for (let i = from; i < to; i += 2) {
    const left = samples[i]!
    const right = samples[i + 1]!
    const apart = left - right
    const under = apart & (apart >> 31)
    const overHigh = high - (left - under)
    high -= overHigh & (overHigh >> 31)
    const overLow = right + under - low
    low += overLow & (overLow >> 31)
  }
  spanHigh = high
  spanLow = low
}

function spanOfFloat32(samples: Float32Array, from: number, to: number): void {
  let high = samples[from]! || 0
  let low = high
  for (let i = from; i < to; i++) {
    const sample = samples[i]!
    if (sample > high) high = sample
    if (sample < low) low = sample
  }
  spanHigh = high
  spanLow = low
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
