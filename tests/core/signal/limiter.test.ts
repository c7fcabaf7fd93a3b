import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITER_CONTEXT, LIMITER_LATENCY, Limiter, limitInPlace, limitRange } from '#core/signal/limiter.ts'
import { slidingMinimum } from '#core/signal/slidingMinimum.ts'
import { bursts, concat, ebur128, highest, noise, scaled, sine, toDb, unevenSpeech } from './material.ts'

const CEILING_DB = -1
const CEILING = 10 ** (CEILING_DB / 20)
const all = (frames: Float32Array) => limitRange(frames, 0, frames.length / 2, CEILING)

/** Loud and quiet by turns, so that ranges begin in every state of the limiter. */
const wild = concat([
  scaled(bursts(1), 12),
  sine(100, 0.5, -12),
  scaled(noise(9600, 3), 9),
  sine(11_000, 0.6, 4, 0.7),
])

describe('every range has the bits it has in the whole', () => {
  const whole = all(wild)
  const frames = wild.length / 2

  test('ranges with the context around them', () => {
    fc.assert(
      fc.property(fc.nat(frames - 1), fc.integer({ min: 1, max: 20_000 }), (from, length) => {
        const to = Math.min(frames, from + length)
        const start = Math.max(0, from - LIMITER_CONTEXT)
        const end = Math.min(frames, to + LIMITER_CONTEXT)
        const range = limitRange(wild.subarray(start * 2, end * 2), from - start, to - start, CEILING)
        expect(Buffer.compare(bytes(range), bytes(whole.subarray(from * 2, to * 2)))).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('streams in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 9 }), (sizes) => {
        const limiter = new Limiter(CEILING)
        const input = concat([wild, new Float32Array(LIMITER_LATENCY * 2)])
        const output = new Float32Array(input.length)
        for (let from = 0, i = 0; from < input.length / 2; i++) {
          const to = Math.min(input.length / 2, from + sizes[i % sizes.length]!)
          limiter.process(input.subarray(from * 2, to * 2), output, from)
          from = to
        }
        expect(Buffer.compare(bytes(output.subarray(LIMITER_LATENCY * 2)), bytes(whole))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  test('less context is not enough, so the property above can fail', () => {
    const from = wild.findIndex((value) => Math.abs(value) > 2) / 2 + 700
    const first = Math.floor(from)
    const short = limitRange(wild.subarray(first * 2), 0, 4000, CEILING)
    expect(Buffer.compare(bytes(short), bytes(whole.subarray(first * 2, (first + 4000) * 2)))).not.toBe(0)
  })
})

describe('the ceiling', () => {
  const material: Record<string, Float32Array> = {
    'uneven speech, +20 dB': scaled(unevenSpeech(), 20),
    'bursts of noise, +10 dB': scaled(bursts(6), 10),
    'white noise, +3 dB': scaled(noise(96_000), 3),
    'a quarter-rate sine at 45 degrees': sine(12_000, 2, 3, Math.PI / 4),
    'a high sine that comes and goes': sine(15_000, 2, 6, 1).map((v, i) => v * Math.abs(Math.sin(i / 9000))),
    'a square wave': sine(200, 2, 0).map((v) => Math.sign(v) * 1.5),
    'lone clicks': new Float32Array(192_000).map((_, i) => (i % 19_997 === 5 ? 3 : 0)),
    'everything at once': wild,
  }
  test.each(Object.keys(material))('%s stays under it as ebur128 measures', (name) => {
    // Silence first: ffmpeg's meter mirrors the first samples to the time before them.
    const limited = all(concat([new Float32Array(200), material[name]!]))
    expect(highest(limited.map(Math.abs))).toBeLessThanOrEqual(CEILING)
    expect(ebur128(limited).truePeakDb).toBeLessThanOrEqual(CEILING_DB)
  })

  test('is used: the limiter takes no more than it must', () => {
    expect(ebur128(all(scaled(unevenSpeech(), 12))).truePeakDb).toBeGreaterThan(CEILING_DB - 0.25)
  })
})

test('what stays under the ceiling passes bit for bit, and both channels share a gain', () => {
  const soft = scaled(unevenSpeech(), -6)
  expect(Buffer.compare(bytes(all(soft)), bytes(soft))).toBe(0)
  const lopsided = scaled(noise(48_000, 5), 6).map((value, i) => (i % 2 ? value * 0.1 : value))
  const limited = all(lopsided)
  for (let i = 0; i < limited.length; i += 2) {
    if (Math.abs(lopsided[i]!) < 0.1 || Math.abs(lopsided[i + 1]!) < 0.01) continue
    expect(limited[i]! / lopsided[i]!).toBeCloseTo(limited[i + 1]! / lopsided[i + 1]!, 5)
  }
  limitInPlace(lopsided, CEILING)
  expect(lopsided).toEqual(limited)
})

test('gain comes back to exactly one after a peak', () => {
  const frames = sine(300, 1, -20)
  frames[20_000] = 4
  const limited = all(frames)
  const after = (10_000 + LIMITER_CONTEXT) * 2
  expect(limited.subarray(after)).toEqual(frames.subarray(after))
  expect(limited.subarray(0, (10_000 - 300) * 2)).toEqual(frames.subarray(0, (10_000 - 300) * 2))
  expect(toDb(limited[20_000]!)).toBeLessThanOrEqual(CEILING_DB)
})

test('the sliding minimum is the minimum of every window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 90 }),
      (values, size) => {
        const window = Math.min(size, values.length)
        const count = values.length - window + 1
        const output = new Int32Array(count)
        slidingMinimum(Int32Array.from(values), window, count, output, 0, new Int32Array(values.length))
        const expected = Array.from({ length: count }, (_, i) => Math.min(...values.slice(i, i + window)))
        expect(Array.from(output)).toEqual(expected)
      },
    ),
  )
})

function bytes(frames: Float32Array): Uint8Array {
  return new Uint8Array(frames.buffer, frames.byteOffset, frames.byteLength)
}
