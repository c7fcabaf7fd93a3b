/** The measuring side of BS.1770: audio streams in, 100 ms blocks come out. */
import { type InputFormat, type InterleavedStereo, maxAbs, splitChannels } from './frames.ts'
import { kWeightedEnergy, kWeightedEnergyOfBoth, kWeightingState } from './kWeighting.ts'
import { LOUDNESS_BLOCK_SAMPLES, type LoudnessBlocks } from './loudness.ts'
import { CANDIDATE_RATIO, TRUE_PEAK_CONTEXT, truePeak } from './truePeak.ts'

/** Samples per cell in the search for peaks; a block is 75 cells, most of which hold no candidate. */
const CELL_SAMPLES = 64
const CELLS = LOUDNESS_BLOCK_SAMPLES / CELL_SAMPLES
/** Where the block begins in the work buffers, after the true peak's context. */
const START = TRUE_PEAK_CONTEXT
const CAPACITY = LOUDNESS_BLOCK_SAMPLES + 2 * TRUE_PEAK_CONTEXT

/**
 * Measures blocks while audio streams through. Feed a recording in any pieces; several accumulators may each
 * take a part (starting on a whole block) when each is warmed up with the audio just before its part.
 */
export class LoudnessAccumulator {
  readonly #scale: number
  readonly #leftState = kWeightingState()
  readonly #rightState = kWeightingState()
  /** Per channel: context before the block, the block, context after it. */
  readonly #left = new Float32Array(CAPACITY)
  readonly #right = new Float32Array(CAPACITY)
  readonly #cells = new Float32Array(CELLS)
  #filled = START
  /** All audio so far was the same on both channels: then one is measured and counted twice. */
  #mono = true
  #energy = new Float32Array(1024)
  #samplePeak = new Float32Array(1024)
  #truePeak = new Float32Array(1024)
  #blocks = 0

  constructor(format: InputFormat = {}) {
    this.#scale = format.scale ?? 1
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

  /** Measures what is left and hands out all blocks; the accumulator is used up. */
  finish(): LoudnessBlocks {
    while (this.#filled > START) this.#measure(Math.min(this.#filled - START, LOUDNESS_BLOCK_SAMPLES))
    return {
      energy: this.#energy.slice(0, this.#blocks),
      samplePeak: this.#samplePeak.slice(0, this.#blocks),
      truePeak: this.#truePeak.slice(0, this.#blocks),
    }
  }

  #append(frames: InterleavedStereo, from: number, count: number): void {
    const same = splitChannels(frames, from, count, this.#scale, this.#left, this.#right, this.#filled)
    if (this.#mono && !same) {
      this.#mono = false
      this.#rightState.set(this.#leftState)
    }
    this.#filled += count
  }

  /** Forgets the oldest `count` samples. */
  #drop(count: number): void {
    this.#left.copyWithin(0, count, this.#filled)
    this.#right.copyWithin(0, count, this.#filled)
    this.#filled -= count
  }

  #weigh(count: number): number {
    const end = START + count
    if (this.#mono) return 2 * kWeightedEnergy(this.#leftState, this.#left, START, end)
    return kWeightedEnergyOfBoth(this.#leftState, this.#rightState, this.#left, this.#right, START, end)
  }

  #measure(count: number): void {
    if (this.#blocks === this.#energy.length) this.#grow()
    const at = this.#blocks++
    this.#energy[at] = this.#weigh(count) / LOUDNESS_BLOCK_SAMPLES
    this.#findPeaks(this.#left, count, at)
    if (!this.#mono) this.#findPeaks(this.#right, count, at)
    this.#drop(count)
  }

  /** Raises the peaks of block `at` to those of one channel. */
  #findPeaks(samples: Float32Array, count: number, at: number): void {
    const end = START + count
    let highest = 0
    for (let cell = 0; cell < CELLS; cell++) {
      const from = START + cell * CELL_SAMPLES
      const peak = from < end ? maxAbs(samples, from, Math.min(from + CELL_SAMPLES, end)) : 0
      this.#cells[cell] = peak
      if (peak > highest) highest = peak
    }
    this.#samplePeak[at] = Math.max(this.#samplePeak[at]!, highest)
    const threshold = highest * CANDIDATE_RATIO
    let peak = Math.max(this.#truePeak[at]!, highest)
    if (threshold > 0) {
      for (let cell = 0; cell < CELLS; cell++) {
        if (this.#cells[cell]! < threshold) continue
        const from = START + cell * CELL_SAMPLES
        peak = truePeak(samples, from, Math.min(from + CELL_SAMPLES, end), this.#filled, highest, peak)
      }
    }
    this.#truePeak[at] = peak
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
