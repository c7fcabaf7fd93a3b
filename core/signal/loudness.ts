/**
 * Programme loudness after ITU-R BS.1770-4 and EBU R 128, kept as blocks of 100 ms: their energies add up and
 * scale, so the loudness of any edit is arithmetic on them and needs no second look at the audio.
 */

/** Samples per loudness block: 100 ms at 48 kHz. */
export const LOUDNESS_BLOCK_SAMPLES = 4800

/** Loudness at or below which a window is left out, and what silence is said to have. */
export const ABSOLUTE_GATE_LUFS = -70
const RELATIVE_GATE_LU = -10
/** A gating window is 400 ms with 75 % overlap: four blocks, moved by one. */
const WINDOW_BLOCKS = 4

/** One value per 100 ms block; the last block may be shorter and counts as if silence followed. */
export interface LoudnessBlocks {
  /** K-weighted mean square of the block, both channels added (1.0 = full-scale square wave on one). */
  readonly energy: Float32Array
  /** Largest |sample| of both channels. */
  readonly samplePeak: Float32Array
  /** True peak (4x oversampled); never under `samplePeak`. */
  readonly truePeak: Float32Array
}

/** LUFS of a mean square (sum over channels). */
export function energyToLufs(energy: number): number {
  return -0.691 + 10 * Math.log10(energy)
}

/** Mean square (sum over channels) of a loudness. */
export function lufsToEnergy(lufs: number): number {
  return 10 ** ((lufs + 0.691) / 10)
}

/**
 * Integrated loudness in LUFS of 100 ms blocks, gated at -70 LUFS and then 10 LU under the mean of the rest.
 * `-Infinity` when nothing passes the gate. A programme under 400 ms counts as one window with silence after.
 */
export function integratedLoudness(energy: Float32Array | Float64Array): number {
  const absolute = gatedMean(energy, lufsToEnergy(ABSOLUTE_GATE_LUFS))
  if (absolute === 0) return Number.NEGATIVE_INFINITY
  const gate = Math.max(lufsToEnergy(ABSOLUTE_GATE_LUFS), absolute * 10 ** (RELATIVE_GATE_LU / 10))
  return energyToLufs(gatedMean(energy, gate))
}

/** Mean energy of the 400 ms windows above `gate`; 0 when there are none. */
function gatedMean(energy: Float32Array | Float64Array, gate: number): number {
  const windowGate = gate * WINDOW_BLOCKS
  let sum = 0
  let count = 0
  let a = energy[0] ?? 0
  let b = energy[1] ?? 0
  let c = energy[2] ?? 0
  const length = energy.length
  const end = Math.max(length, WINDOW_BLOCKS)
  for (let i = WINDOW_BLOCKS - 1; i < end; i++) {
    const d = i < length ? energy[i]! : 0
    const window = a + b + c + d
    if (window > windowGate) {
      sum += window
      count++
    }
    a = b
    b = c
    c = d
  }
  return count === 0 ? 0 : sum / count / WINDOW_BLOCKS
}

/** The blocks of consecutive parts as one; every part but the last must be whole blocks long. */
export function joinLoudness(parts: readonly LoudnessBlocks[]): LoudnessBlocks {
  return {
    energy: concat(parts.map((part) => part.energy)),
    samplePeak: concat(parts.map((part) => part.samplePeak)),
    truePeak: concat(parts.map((part) => part.truePeak)),
  }
}

function concat(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((total, array) => total + array.length, 0))
  let at = 0
  for (const array of arrays) {
    joined.set(array, at)
    at += array.length
  }
  return joined
}
