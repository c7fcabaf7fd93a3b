/** The measuring side of BS.1770: audio streams in, 100 ms blocks come out. */
import {
  CELL_SAMPLES,
  cellExtremes,
  type InputFormat,
  type InterleavedStereo,
  isDualMono,
  levelFactor,
} from './frames.ts'
import { BlockKernel } from './kernel/blockKernel.ts'
import { kWeightedEnergy, kWeightedEnergyOfBoth, kWeightingState } from './kWeighting.ts'
import { LOUDNESS_BLOCK_SAMPLES, type LoudnessBlocks } from './loudness.ts'
import type { PeakAccumulator } from './peakAccumulator.ts'
import { CANDIDATE_RATIO, TRUE_PEAK_CONTEXT, truePeak } from './truePeak.ts'

const CELLS = LOUDNESS_BLOCK_SAMPLES / CELL_SAMPLES
/** Of the work buffer, with room for what follows the last block. */
const BUFFER_FRAMES = LOUDNESS_BLOCK_SAMPLES + 3 * TRUE_PEAK_CONTEXT
/** Where the block begins in the work buffer, after the true peak's context. */
const START = TRUE_PEAK_CONTEXT
const CAPACITY = LOUDNESS_BLOCK_SAMPLES + 2 * TRUE_PEAK_CONTEXT

/**
 * Measures blocks while audio streams through. Feed a recording in any pieces of one kind (integers or floats);
 * several accumulators may each take a part (starting on a whole block) when each is warmed up with the audio
 * just before its part and ended with the audio just after it.
 */
export class LoudnessAccumulator {
  readonly #scale: number
  readonly #peaks: PeakAccumulator | null
  readonly #leftState = kWeightingState()
  readonly #rightState = kWeightingState()
  /** Context before the block, the block, context after it. */
  #frames: InterleavedStereo = new Int16Array(0)
  /** Measures integers; null for floats. */
  #kernel: BlockKernel | null = null
  readonly #highs = new Float32Array(CELLS)
  readonly #lows = new Float32Array(CELLS)
  #filled = START
  /** All audio so far was the same on both channels: then one is measured and counted twice. */
  #mono = true
  #energy = new Float32Array(1024)
  #samplePeak = new Float32Array(1024)
  #truePeak = new Float32Array(1024)
  #blocks = 0

  /**
   * @param peaks is given the extremes of all audio that is measured, block by block, so that they are looked
   * for only once; it must start on a whole cell.
   */
  constructor(format: InputFormat = {}, peaks: PeakAccumulator | null = null) {
    this.#scale = format.scale ?? 1
    this.#peaks = peaks
  }

  /**
   * Feeds the filters with the audio right before the first block, without counting it; call it before any
   * `push`. 300 ms settle the high pass below the rounding of a float.
   */
  warmUp(frames: InterleavedStereo): void {
    const total = frames.length / 2
    for (let from = 0; from < total; from += LOUDNESS_BLOCK_SAMPLES) {
      const count = Math.min(LOUDNESS_BLOCK_SAMPLES, total - from)
      this.#append(frames, from, count)
      this.#weigh(count)
      this.#drop(count)
    }
  }

  /** Takes the next frames, any number of them. */
  push(frames: InterleavedStereo): void {
    const total = frames.length / 2
    for (let from = 0; from < total; ) {
      const count = Math.min(total - from, CAPACITY - this.#filled)
      this.#append(frames, from, count)
      from += count
      if (this.#filled === CAPACITY) this.#measure(LOUDNESS_BLOCK_SAMPLES)
    }
  }

  /** Blocks measured so far; it trails what was pushed by a third of a millisecond. */
  get blockCount(): number {
    return this.#blocks
  }

  /**
   * Measures what is left and hands out all blocks; the accumulator is used up.
   * @param after the audio right after the last block, {@link TRUE_PEAK_CONTEXT} frames of it: the true peak
   * near the end depends on it. It is not counted.
   */
  finish(after?: InterleavedStereo): LoudnessBlocks {
    let left = this.#filled - START
    if (after) this.#append(after, 0, Math.min(TRUE_PEAK_CONTEXT, after.length / 2))
    while (left > 0) {
      const count = Math.min(left, LOUDNESS_BLOCK_SAMPLES)
      this.#measure(count)
      left -= count
    }
    return {
      energy: this.#energy.slice(0, this.#blocks),
      samplePeak: this.#samplePeak.slice(0, this.#blocks),
      truePeak: this.#truePeak.slice(0, this.#blocks),
    }
  }

  #append(frames: InterleavedStereo, from: number, count: number): void {
    if (this.#frames.length === 0) this.#prepareFor(frames)
    this.#frames.set(frames.subarray(from * 2, (from + count) * 2), this.#filled * 2)
    this.#filled += count
  }

  #prepareFor(frames: InterleavedStereo): void {
    const isInteger = frames instanceof Int16Array
    this.#kernel = isInteger ? BlockKernel.create(BUFFER_FRAMES) : null
    const values = BUFFER_FRAMES * 2
    this.#frames = this.#kernel?.frames ?? (isInteger ? new Int16Array(values) : new Float32Array(values))
  }

  /** Forgets the oldest `count` frames. */
  #drop(count: number): void {
    this.#frames.copyWithin(0, count * 2, this.#filled * 2)
    this.#filled -= count
  }

  #weigh(count: number): number {
    const end = START + count
    if (this.#kernel) return this.#kernel.weigh(START, end)
    if (this.#mono) {
      if (isDualMono(this.#frames, START, end)) {
        return 2 * kWeightedEnergy(this.#leftState, this.#frames, START, end)
      }
      this.#mono = false
      this.#rightState.set(this.#leftState)
    }
    return kWeightedEnergyOfBoth(this.#leftState, this.#rightState, this.#frames, START, end)
  }

  #measure(count: number): void {
    if (this.#blocks === this.#energy.length) this.#grow()
    const factor = levelFactor(this.#frames, this.#scale)
    const at = this.#blocks++
    this.#energy[at] = (this.#weigh(count) * factor * factor) / LOUDNESS_BLOCK_SAMPLES
    const kernel = count === LOUDNESS_BLOCK_SAMPLES ? this.#kernel : null
    if (kernel) kernel.extremes(START, START + count, this.#highs, this.#lows)
    else cellExtremes(this.#frames, START, START + count, this.#highs, this.#lows)
    this.#findPeaks(count, at, factor)
    this.#drop(count)
  }

  #findPeaks(count: number, at: number, factor: number): void {
    const cells = Math.ceil(count / CELL_SAMPLES)
    let highest = 0
    let loudestCell = 0
    for (let cell = 0; cell < cells; cell++) {
      const high = this.#highs[cell]!
      const low = this.#lows[cell]!
      this.#peaks?.add(high * factor, low * factor, Math.min(CELL_SAMPLES, count - cell * CELL_SAMPLES))
      const peak = Math.max(high, -low)
      if (peak > highest) {
        highest = peak
        loudestCell = cell
      }
    }
    this.#samplePeak[at] = highest * factor
    // The loudest cell first: what rises there makes most others not worth a look.
    let peak = this.#truePeakOfCell(loudestCell, count, highest, highest)
    const threshold = highest * CANDIDATE_RATIO
    for (let cell = 0; cell < cells; cell++) {
      if (Math.max(this.#highs[cell]!, -this.#lows[cell]!) < threshold) continue
      peak = this.#truePeakOfCell(cell, count, highest, peak)
    }
    this.#truePeak[at] = peak * factor
  }

  #truePeakOfCell(cell: number, count: number, highest: number, atLeast: number): number {
    const from = START + cell * CELL_SAMPLES
    const to = Math.min(from + CELL_SAMPLES, START + count)
    const kernel = to - from === CELL_SAMPLES ? this.#kernel : null
    if (kernel && !kernel.mayRise(from, to, highest * CANDIDATE_RATIO, atLeast)) return atLeast
    const left = truePeak(this.#frames, 0, from, to, this.#filled, highest, atLeast)
    return this.#mono && !this.#kernel
      ? left
      : truePeak(this.#frames, 1, from, to, this.#filled, highest, left)
  }

  #grow(): void {
    const size = this.#energy.length * 2
    this.#energy = grown(this.#energy, size)
    this.#samplePeak = grown(this.#samplePeak, size)
    this.#truePeak = grown(this.#truePeak, size)
  }
}

function grown(array: Float32Array, size: number): Float32Array<ArrayBuffer> {
  const bigger = new Float32Array(size)
  bigger.set(array)
  return bigger
}
