/**
 * The K-weighting of ITU-R BS.1770-4 at 48 kHz: a shelf of about +4 dB for the head, then a high pass at
 * 38 Hz. Both stages run fused, in direct form II; the shelf's first coefficient is taken out of the loop.
 */
import type { InterleavedStereo } from './frames.ts'

const SHELF_B0 = 1.53512485958697

/** Coefficients of the recommendation's tables 1 and 2; the shelf's are divided by its first. */
export const K_WEIGHTING = {
  shelfB1: -2.69169618940638 / SHELF_B0,
  shelfB2: 1.19839281085285 / SHELF_B0,
  shelfA1: -1.69065929318241,
  shelfA2: 0.73248077421585,
  passA1: -1.99004745483398,
  passA2: 0.99007225036621,
} as const

const SHELF_B1 = K_WEIGHTING.shelfB1
const SHELF_B2 = K_WEIGHTING.shelfB2
const SHELF_A1 = K_WEIGHTING.shelfA1
const SHELF_A2 = K_WEIGHTING.shelfA2
const PASS_A1 = K_WEIGHTING.passA1
const PASS_A2 = K_WEIGHTING.passA2

/** States below this are silence; left alone they would decay into denormals, which are slow. */
const SILENCE = 1e-30

/** One channel's memory: shelf (two values), high pass (two values and their last difference). */
export type KWeightingState = Float64Array

/** A filter that has heard nothing. */
export function kWeightingState(): KWeightingState {
  return new Float64Array(5)
}

/**
 * Filters the left channel of `[fromFrame, toFrame)`, advances `state` and returns the sum of the squares, in
 * the units of the input.
 */
export function kWeightedEnergy(
  state: KWeightingState,
  frames: InterleavedStereo,
  fromFrame: number,
  toFrame: number,
): number {
  let w1 = state[0]!
  let w2 = state[1]!
  let v1 = state[2]!
  let v2 = state[3]!
  let step1 = state[4]!
  let sum = 0
  for (let i = fromFrame * 2; i < toFrame * 2; i += 2) {
    const w = frames[i]! - SHELF_A2 * w2 - SHELF_A1 * w1
    const shelved = w + SHELF_B1 * w1 + SHELF_B2 * w2
    w2 = w1
    w1 = w
    const v = shelved - PASS_A2 * v2 - PASS_A1 * v1
    const step = v - v1
    const y = step - step1
    step1 = step
    v2 = v1
    v1 = v
    sum += y * y
  }
  return keep(state, w1, w2, v1, v2, step1, sum)
}

/** {@link kWeightedEnergy} of both channels in one loop: the processor overlaps their recursions. */
export function kWeightedEnergyOfBoth(
  leftState: KWeightingState,
  rightState: KWeightingState,
  frames: InterleavedStereo,
  fromFrame: number,
  toFrame: number,
): number {
  let lw1 = leftState[0]!
  let lw2 = leftState[1]!
  let lv1 = leftState[2]!
  let lv2 = leftState[3]!
  let lstep1 = leftState[4]!
  let rw1 = rightState[0]!
  let rw2 = rightState[1]!
  let rv1 = rightState[2]!
  let rv2 = rightState[3]!
  let rstep1 = rightState[4]!
  let leftSum = 0
  let rightSum = 0
  for (let i = fromFrame * 2; i < toFrame * 2; i += 2) {
    const lw = frames[i]! - SHELF_A2 * lw2 - SHELF_A1 * lw1
    const rw = frames[i + 1]! - SHELF_A2 * rw2 - SHELF_A1 * rw1
    const lshelved = lw + SHELF_B1 * lw1 + SHELF_B2 * lw2
    const rshelved = rw + SHELF_B1 * rw1 + SHELF_B2 * rw2
    lw2 = lw1
    rw2 = rw1
    lw1 = lw
    rw1 = rw
    const lv = lshelved - PASS_A2 * lv2 - PASS_A1 * lv1
    const rv = rshelved - PASS_A2 * rv2 - PASS_A1 * rv1
    const lstep = lv - lv1
    const rstep = rv - rv1
    const ly = lstep - lstep1
    const ry = rstep - rstep1
    lstep1 = lstep
    rstep1 = rstep
    lv2 = lv1
    rv2 = rv1
    lv1 = lv
    rv1 = rv
    leftSum += ly * ly
    rightSum += ry * ry
  }
  return (
    keep(leftState, lw1, lw2, lv1, lv2, lstep1, leftSum) +
    keep(rightState, rw1, rw2, rv1, rv2, rstep1, rightSum)
  )
}

/** Stores the memory and returns the energy; after audio that is not a number the filter starts anew. */
function keep(
  state: KWeightingState,
  w1: number,
  w2: number,
  v1: number,
  v2: number,
  step1: number,
  sum: number,
): number {
  state[0] = w1
  state[1] = w2
  state[2] = v1
  state[3] = v2
  state[4] = step1
  if (!Number.isFinite(sum)) {
    state.fill(0)
    return 0
  }
  settle(state)
  return weighted(sum)
}

/** Takes what is next to nothing out of a filter's memory. */
export function settle(state: KWeightingState): void {
  for (let i = 0; i < state.length; i++) if (Math.abs(state[i]!) < SILENCE) state[i] = 0
}

/** The energy of a sum of squares as the loops above gather it, without the shelf's first coefficient. */
export function weighted(sum: number): number {
  return sum * SHELF_B0 * SHELF_B0
}
