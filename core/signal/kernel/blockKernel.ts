/**
 * The inner loops of the measurement as WebAssembly with vector instructions, for integers: both channels are
 * filtered in the two halves of one vector, and eight samples compared at once. An import spends a third of the
 * time that way. Each function gives what its counterpart in TypeScript gives, bit for bit; that one serves
 * floats, and machines without vector instructions.
 */
import { CELL_SAMPLES } from '../frames.ts'
import { K_WEIGHTING, settle, weighted } from '../kWeighting.ts'
import {
  add,
  assemble,
  atMemory,
  type Code,
  f64Constant,
  get,
  i32,
  isBelow,
  set,
  shuffled,
  vector,
  type WasmFunction,
  whileTrue,
} from './assembler.ts'

// Numbers of vector instructions (specification, 5.4.8).
const LOAD = 0
const STORE = 11
const LOAD_32 = 92
const STORE_LANE_16 = 89
const I16_GREATER = 49
const ANY_TRUE = 83
const I16_SPLAT = 16
const I16_ABS = 128
const I16_SHIFT_RIGHT = 140
const I16_ADD_SATURATED = 143
const I16_SUB = 145
const I16_MIN = 150
const I16_MAX = 152
const AND = 78
const OR = 80
const I32_EXTEND_LOW = 167
const F64_ADD = 240
const F64_SUB = 241
const F64_MUL = 242
const F64_CONVERT_LOW = 254

const FRAME_BYTES = 4
const VECTOR_BYTES = 16

const times = (a: Code, b: Code) => vector(F64_MUL, a, b)
const plus = (a: Code, b: Code) => vector(F64_ADD, a, b)
const minus = (a: Code, b: Code) => vector(F64_SUB, a, b)

/** `weigh(from, end, state)`: `kWeightedEnergyOfBoth`; the sums of the squares come behind the state. */
function weigh(): WasmFunction {
  const [from, end, state] = [0, 1, 2]
  const [w1, w2, v1, v2, step1, sum] = [3, 4, 5, 6, 7, 8]
  const [w, v, step, y] = [9, 10, 11, 12]
  const [shelfA1, shelfA2, shelfB1, shelfB2, passA1, passA2] = [13, 14, 15, 16, 17, 18]
  const k = K_WEIGHTING
  const kept = [w1, w2, v1, v2, step1]
  const sample = vector(F64_CONVERT_LOW, vector(I32_EXTEND_LOW, atMemory(LOAD_32, 0, get(from))))
  const filtered = (input: Code, late: Code, early: Code) => minus(minus(input, late), early)
  const shelved = plus(plus(get(w), times(get(shelfB1), get(w1))), times(get(shelfB2), get(w2)))
  const body = [
    ...kept.map((local, i) => set(local, atMemory(LOAD, i * VECTOR_BYTES, get(state)))),
    // As variables: engines would put constants together anew for every sample.
    set(shelfA1, f64Constant(k.shelfA1)),
    set(shelfA2, f64Constant(k.shelfA2)),
    set(shelfB1, f64Constant(k.shelfB1)),
    set(shelfB2, f64Constant(k.shelfB2)),
    set(passA1, f64Constant(k.passA1)),
    set(passA2, f64Constant(k.passA2)),
    whileTrue(
      isBelow(get(from), get(end)),
      set(w, filtered(sample, times(get(shelfA2), get(w2)), times(get(shelfA1), get(w1)))),
      set(v, filtered(shelved, times(get(passA2), get(v2)), times(get(passA1), get(v1)))),
      set(w2, get(w1)),
      set(w1, get(w)),
      set(step, minus(get(v), get(v1))),
      set(y, minus(get(step), get(step1))),
      set(step1, get(step)),
      set(v2, get(v1)),
      set(v1, get(v)),
      set(sum, plus(get(sum), times(get(y), get(y)))),
      set(from, add(get(from), i32(FRAME_BYTES))),
    ),
    ...[...kept, sum].map((local, i) => atMemory(STORE, i * VECTOR_BYTES, get(state), get(local))),
  ]
  return {
    name: 'weigh',
    parameters: ['i32', 'i32', 'i32'],
    results: [],
    locals: Array.from({ length: passA2 - state }, () => 'v128' as const),
    body: body.flat(),
  }
}

/** `extremes(from, end, out)`: `cellExtremes` of whole cells; high and low of each come as 16 bits in turn. */
function extremes(): WasmFunction {
  const [from, end, out, high, low] = [0, 1, 2, 3, 4]
  const vectors = Array.from(
    { length: (CELL_SAMPLES * FRAME_BYTES) / VECTOR_BYTES },
    (_, i) => i * VECTOR_BYTES,
  )
  const fold = (local: number, choose: number) =>
    [8, 4, 2].map((apart) => {
      const lanes = Array.from({ length: VECTOR_BYTES }, (_, i) => (i + apart) % VECTOR_BYTES)
      return set(local, vector(choose, get(local), shuffled(get(local), lanes)))
    })
  const body = whileTrue(
    isBelow(get(from), get(end)),
    set(high, atMemory(LOAD, 0, get(from))),
    set(low, get(high)),
    ...vectors
      .slice(1)
      .flatMap((offset) => [
        set(high, vector(I16_MAX, get(high), atMemory(LOAD, offset, get(from)))),
        set(low, vector(I16_MIN, get(low), atMemory(LOAD, offset, get(from)))),
      ]),
    ...fold(high, I16_MAX),
    ...fold(low, I16_MIN),
    [...atMemory(STORE_LANE_16, 0, get(out), get(high)), 0],
    [...atMemory(STORE_LANE_16, 2, get(out), get(low)), 0],
    set(out, add(get(out), i32(4))),
    set(from, add(get(from), i32(CELL_SAMPLES * FRAME_BYTES))),
  )
  return {
    name: 'extremes',
    parameters: ['i32', 'i32', 'i32'],
    results: [],
    locals: ['v128', 'v128'],
    body,
  }
}

/** What rounding to quarters may take from a sample and its bend, in quarters. */
const ROUNDING = 3

/**
 * `candidates(from, end, threshold, least)`: whether any sample is at least `threshold` and `mayRise` above
 * `least`; all in quarters of a unit, so that sums fit 16 bits, and rather once too often. Reads a frame beyond
 * both ends.
 */
function candidates(): WasmFunction {
  const [from, end, threshold, least] = [0, 1, 2, 3]
  const [before, sample, after, size, reach, found, sizes, peaks] = [4, 5, 6, 7, 8, 9, 10, 11]
  const quarters = (offset: number) =>
    vector(I16_SHIFT_RIGHT, atMemory(LOAD, offset, add(get(from), i32(-FRAME_BYTES))), i32(2))
  const difference = (a: Code, b: Code) => vector(I16_SUB, a, b)
  const size16 = (a: Code) => vector(I16_ABS, a)
  const bend = difference(difference(get(after), get(sample)), difference(get(sample), get(before)))
  const isAbove = (a: Code, b: Code) => vector(I16_GREATER, a, b)
  const both = (a: Code, b: Code) => vector(AND, a, b)
  const body = [
    set(sizes, vector(I16_SPLAT, get(threshold))),
    set(peaks, vector(I16_SPLAT, get(least))),
    whileTrue(
      isBelow(get(from), get(end)),
      set(before, quarters(0)),
      set(sample, quarters(FRAME_BYTES)),
      set(after, quarters(FRAME_BYTES * 2)),
      set(size, size16(get(sample))),
      set(reach, vector(I16_ADD_SATURATED, get(size), size16(bend))),
      set(reach, vector(I16_ADD_SATURATED, get(reach), vector(I16_SPLAT, i32(ROUNDING)))),
      set(
        found,
        vector(
          OR,
          get(found),
          both(
            both(isAbove(get(size), get(sizes)), isAbove(get(reach), get(peaks))),
            both(isAbove(get(reach), size16(get(before))), isAbove(get(reach), size16(get(after)))),
          ),
        ),
      ),
      set(from, add(get(from), i32(VECTOR_BYTES))),
    ),
    vector(ANY_TRUE, get(found)),
  ]
  return {
    name: 'candidates',
    parameters: ['i32', 'i32', 'i32', 'i32'],
    results: ['i32'],
    locals: Array.from({ length: peaks - least }, () => 'v128' as const),
    body: body.flat(),
  }
}

/** The exports of the module. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer }
  weigh(from: number, end: number, state: number): void
  extremes(from: number, end: number, out: number): void
  candidates(from: number, end: number, threshold: number, least: number): number
}

/** WebAssembly as engines have it; the libraries that `core` is checked against leave it out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** The module, once it was needed. */
let compiled: object | null = null

/** A buffer of frames, and the loops over it. Places are frames of the buffer. */
export class BlockKernel {
  /** Interleaved stereo. */
  readonly frames: Int16Array
  readonly #exports: Exports
  readonly #stateByte: number
  /** The filters' memory, left and right in turn, and behind it the two sums. */
  readonly #state: Float64Array
  readonly #sums: Float64Array
  readonly #extremes: Int16Array

  private constructor(exports: Exports, frameCount: number) {
    const { buffer } = exports.memory
    this.#exports = exports
    this.frames = new Int16Array(buffer, 0, frameCount * 2)
    this.#stateByte = Math.ceil((frameCount * FRAME_BYTES) / VECTOR_BYTES) * VECTOR_BYTES
    this.#state = new Float64Array(buffer, this.#stateByte, 10)
    this.#sums = new Float64Array(buffer, this.#stateByte + 80, 2)
    this.#extremes = new Int16Array(buffer, this.#stateByte + 96, Math.ceil(frameCount / CELL_SAMPLES) * 2)
  }

  /** A kernel for a buffer of up to 15,000 frames; null where there are no vector instructions. */
  static create(frameCount: number): BlockKernel | null {
    if (!isLittleEndian) return null
    try {
      compiled ??= new WebAssembly.Module(assemble([weigh(), extremes(), candidates()]))
      return new BlockKernel(new WebAssembly.Instance(compiled).exports as Exports, frameCount)
    } catch {
      return null
    }
  }

  /** As `kWeightedEnergyOfBoth`, with a memory of its own. */
  weigh(fromFrame: number, toFrame: number): number {
    this.#exports.weigh(fromFrame * FRAME_BYTES, toFrame * FRAME_BYTES, this.#stateByte)
    settle(this.#state)
    return weighted(this.#sums[0]!) + weighted(this.#sums[1]!)
  }

  /** As `cellExtremes`, of whole cells. */
  extremes(fromFrame: number, toFrame: number, highs: Float32Array, lows: Float32Array): void {
    this.#exports.extremes(fromFrame * FRAME_BYTES, toFrame * FRAME_BYTES, this.#extremes.byteOffset)
    const cells = (toFrame - fromFrame) / CELL_SAMPLES
    for (let cell = 0; cell < cells; cell++) {
      highs[cell] = this.#extremes[cell * 2]!
      lows[cell] = this.#extremes[cell * 2 + 1]!
    }
  }

  /** False where `truePeak` would find nothing above `peak` in these frames: a multiple of four of them. */
  mayRise(fromFrame: number, toFrame: number, threshold: number, peak: number): boolean {
    const least = Math.floor(peak / 4)
    const size = Math.floor(threshold / 4) - ROUNDING
    return this.#exports.candidates(fromFrame * FRAME_BYTES, toFrame * FRAME_BYTES, size, least) !== 0
  }
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
