/**
 * A look-ahead true-peak limiter with finite memory: any range, given {@link LIMITER_CONTEXT} around it, comes
 * out with exactly the bits it has in the whole. Both channels share one gain.
 *
 * The gain is made of whole numbers (units of 2^-22), so that running sums are exact and nothing depends on
 * where they began:
 *
 * 1. required gain of each frame: ceiling over its sample or true peak, rounded down;
 * 2. release: the gain may rise by a fixed step per frame. The step times {@link RELEASE_FRAMES} is 1, so a
 *    peak is forgotten after that many frames;
 * 3. minimum over the look-ahead and a hold of {@link HOLD_FRAMES}, which bridges the periods of a low voice;
 * 4. two box filters, together as long as the look-ahead. Everything they average is at most the required
 *    gain, so the smooth gain is too.
 */
import { maxAbs } from './frames.ts'
import { slidingMinimum } from './slidingMinimum.ts'
import { mayRise, peakAround, TRUE_PEAK_CONTEXT } from './truePeak.ts'

/** The gain 1 in whole units. */
const UNITY = 2 ** 22
/** Frames in which the gain recovers from 0 to 1 (171 ms; 85 ms from -6 dB). */
export const RELEASE_FRAMES = 8192
const RELEASE_STEP = UNITY / RELEASE_FRAMES
/** Length of each box filter: two make an attack of 5 ms without corners. A power of two keeps 1 exactly 1. */
const BOX_FRAMES = 128
/** Reach of both boxes together, and so of the look-ahead. */
export const ATTACK_FRAMES = 2 * BOX_FRAMES
/** Frames (10 ms) the gain stays down after a peak. */
export const HOLD_FRAMES = 480
/** Frames on each side that the minimum sees besides its own. */
const WINDOW_HISTORY = HOLD_FRAMES + ATTACK_FRAMES

/** Frames between a frame going into a {@link Limiter} and coming out. */
export const LIMITER_LATENCY = ATTACK_FRAMES + TRUE_PEAK_CONTEXT
/** Frames before and after a range that decide about its gain; the start and end of a programme are silence. */
export const LIMITER_CONTEXT = 9216

/**
 * The limiter aims this much under the ceiling. The gain moves while the measuring filter looks at 32 samples,
 * other meters' filters differ a little from ours, and floats round.
 */
const MARGIN = 10 ** (-0.05 / 20)
/** Between samples, a peak above the ceiling is looked for next to samples of at least this part of it. */
const CANDIDATE_RATIO = 0.5
const CELL_FRAMES = 64
const SLICE_FRAMES = 4096
const INPUT_HISTORY = LIMITER_LATENCY + TRUE_PEAK_CONTEXT

/** The streaming form: frames in, frames out {@link LIMITER_LATENCY} later, in pieces of any size. */
export class Limiter {
  readonly #ceiling: number
  readonly #input = new Float32Array((INPUT_HISTORY + SLICE_FRAMES) * 2)
  readonly #released = new Int32Array(WINDOW_HISTORY + SLICE_FRAMES).fill(UNITY)
  readonly #lowest = new Int32Array(BOX_FRAMES + SLICE_FRAMES).fill(UNITY)
  readonly #boxed = new Int32Array(BOX_FRAMES + SLICE_FRAMES).fill(UNITY * BOX_FRAMES)
  readonly #scratch = new Int32Array(WINDOW_HISTORY + SLICE_FRAMES)
  #gain = UNITY
  #boxedSum = UNITY * BOX_FRAMES
  #smoothSum = UNITY * BOX_FRAMES * BOX_FRAMES
  /** Frames since the released gain was last under 1; far enough back, nothing of it is left. */
  #idleFrames = WINDOW_HISTORY + ATTACK_FRAMES

  /** @param ceilingLinear highest true peak of the output, as an amplitude (1.0 = full scale). */
  constructor(ceilingLinear: number) {
    this.#ceiling = ceilingLinear * MARGIN
  }

  /** Takes frames (interleaved stereo) and writes as many, delayed, to `output` from frame `atFrame` on. */
  process(input: Float32Array, output: Float32Array, atFrame = 0): void {
    const total = input.length / 2
    for (let from = 0; from < total; from += SLICE_FRAMES) {
      const count = Math.min(SLICE_FRAMES, total - from)
      this.#input.set(input.subarray(from * 2, (from + count) * 2), INPUT_HISTORY * 2)
      this.#slice(count, output, atFrame + from)
      this.#input.copyWithin(0, count * 2, (INPUT_HISTORY + count) * 2)
    }
  }

  #slice(count: number, output: Float32Array, at: number): void {
    const quiet = this.#require(count)
    if (quiet && this.#gain === UNITY && this.#idleFrames >= WINDOW_HISTORY + ATTACK_FRAMES) {
      output.set(this.#input.subarray(TRUE_PEAK_CONTEXT * 2, (TRUE_PEAK_CONTEXT + count) * 2), at * 2)
      return
    }
    this.#release(count)
    slidingMinimum(this.#released, WINDOW_HISTORY + 1, count, this.#lowest, BOX_FRAMES, this.#scratch)
    this.#smoothAndApply(count, output, at)
    this.#released.copyWithin(0, count, WINDOW_HISTORY + count)
    this.#lowest.copyWithin(0, count, BOX_FRAMES + count)
    this.#boxed.copyWithin(0, count, BOX_FRAMES + count)
  }

  /** Fills in the required gain of the next frames; true when it is 1 throughout. */
  #require(count: number): boolean {
    const frames = this.#input
    const ceiling = this.#ceiling
    const required = this.#released
    const worthALook = ceiling * CANDIDATE_RATIO
    // The newest frames are context for the true peak of those before.
    const first = INPUT_HISTORY - TRUE_PEAK_CONTEXT
    let quiet = true
    required.fill(UNITY, WINDOW_HISTORY, WINDOW_HISTORY + count)
    for (let cell = 0; cell < count; cell += CELL_FRAMES) {
      const end = Math.min(cell + CELL_FRAMES, count)
      if (maxAbs(frames, (first + cell) * 2, (first + end) * 2) <= worthALook) continue
      for (let i = cell; i < end; i++) {
        const at = (first + i) * 2
        let peak = Math.abs(frames[at]!)
        const right = Math.abs(frames[at + 1]!)
        if (peak > worthALook && mayRise(frames, at, 2, ceiling))
          peak = Math.max(peak, peakAround(frames, at, 2))
        if (right > worthALook && mayRise(frames, at + 1, 2, ceiling)) {
          peak = Math.max(peak, peakAround(frames, at + 1, 2))
        }
        if (right > peak) peak = right
        if (peak > ceiling) {
          required[WINDOW_HISTORY + i] = Math.floor((ceiling / peak) * UNITY)
          quiet = false
        }
      }
    }
    return quiet
  }

  #release(count: number): void {
    const gains = this.#released
    let gain = this.#gain
    let idle = this.#idleFrames
    for (let i = WINDOW_HISTORY; i < WINDOW_HISTORY + count; i++) {
      gain = Math.min(gain + RELEASE_STEP, gains[i]!)
      gains[i] = gain
      idle = gain < UNITY ? 0 : idle + 1
    }
    this.#gain = gain
    this.#idleFrames = idle
  }

  #smoothAndApply(count: number, output: Float32Array, at: number): void {
    const lowest = this.#lowest
    const boxed = this.#boxed
    const input = this.#input
    const scale = 1 / (UNITY * BOX_FRAMES * BOX_FRAMES)
    let boxedSum = this.#boxedSum
    let smoothSum = this.#smoothSum
    for (let i = 0; i < count; i++) {
      boxedSum += lowest[BOX_FRAMES + i]! - lowest[i]!
      boxed[BOX_FRAMES + i] = boxedSum
      smoothSum += boxedSum - boxed[i]!
      const gain = smoothSum * scale
      const from = (TRUE_PEAK_CONTEXT + i) * 2
      const to = (at + i) * 2
      output[to] = input[from]! * gain
      output[to + 1] = input[from + 1]! * gain
    }
    this.#boxedSum = boxedSum
    this.#smoothSum = smoothSum
  }
}

/**
 * Limits the frames `[fromFrame, toFrame)` of `input` (interleaved stereo) and returns just those. The result
 * is that of limiting the whole programme when `input` reaches {@link LIMITER_CONTEXT} frames beyond the range
 * on both sides, or to the programme's start or end.
 */
export function limitRange(
  input: Float32Array,
  fromFrame: number,
  toFrame: number,
  ceilingLinear: number,
): Float32Array {
  const start = Math.max(0, fromFrame - LIMITER_CONTEXT)
  const heard = input.subarray(start * 2, Math.min(toFrame + LIMITER_LATENCY, input.length / 2) * 2)
  if (maxAbs(heard, 0, heard.length) <= ceilingLinear * MARGIN * CANDIDATE_RATIO) {
    return input.slice(fromFrame * 2, toFrame * 2)
  }
  const limiter = new Limiter(ceilingLinear)
  const total = toFrame - start + LIMITER_LATENCY
  const output = new Float32Array(total * 2)
  limiter.process(heard, output)
  const missing = total - heard.length / 2
  if (missing > 0) limiter.process(new Float32Array(missing * 2), output, heard.length / 2)
  return output.slice((fromFrame - start + LIMITER_LATENCY) * 2)
}

/** Limits a whole programme in place. */
export function limitInPlace(frames: Float32Array, ceilingLinear: number): void {
  frames.set(limitRange(frames, 0, frames.length / 2, ceilingLinear))
}
