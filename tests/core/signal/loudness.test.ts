import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { integratedLoudness, joinLoudness, LOUDNESS_BLOCK_SAMPLES } from '#core/signal/loudness.ts'
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { bursts, concat, ebur128, highest, scaled, sine, toDb, unevenSpeech } from './material.ts'

function measure(frames: Float32Array | Int16Array, scale = 1) {
  const accumulator = new LoudnessAccumulator({ scale })
  accumulator.push(frames)
  return accumulator.finish()
}

const lufs = (frames: Float32Array) => integratedLoudness(measure(frames).energy)

describe('integrated loudness', () => {
  test('EBU Tech 3341 cases 1 and 2: a stereo sine reads its level', () => {
    expect(lufs(sine(1000, 20, -23))).toBeCloseTo(-23, 1)
    expect(lufs(sine(1000, 20, -33))).toBeCloseTo(-33, 1)
  })

  test('EBU Tech 3341 case 3: the relative gate drops what is 13 LU down', () => {
    const frames = concat([sine(1000, 10, -36), sine(1000, 60, -23), sine(1000, 10, -36)])
    expect(lufs(frames)).toBeCloseTo(-23, 1)
  })

  test('EBU Tech 3341 case 4: the absolute gate drops what is under -70', () => {
    const levels = [-72, -36, -23, -36, -72].map((db, i) => sine(1000, i === 2 ? 60 : 10, db))
    expect(lufs(concat(levels))).toBeCloseTo(-23, 1)
  })

  test('silence, nothing, and what is not a number have no loudness', () => {
    expect(lufs(new Float32Array(96_000))).toBe(Number.NEGATIVE_INFINITY)
    expect(lufs(new Float32Array(0))).toBe(Number.NEGATIVE_INFINITY)
    const broken = sine(1000, 5, -23)
    broken[1000] = Number.NaN
    expect(lufs(broken)).toBeCloseTo(-23, 0)
  })

  test('agrees with ebur128 on uneven speech and on bursts, in loudness and true peak', () => {
    for (const frames of [unevenSpeech(), bursts(12), scaled(bursts(12), 6)]) {
      const reference = ebur128(frames)
      const blocks = measure(frames)
      expect(Math.abs(integratedLoudness(blocks.energy) - reference.lufs)).toBeLessThan(0.1)
      expect(Math.abs(toDb(highest(blocks.truePeak)) - reference.truePeakDb)).toBeLessThan(0.2)
    }
  })
})

describe('the accumulator', () => {
  const frames = bursts(4.03)

  test('gives the same blocks however the audio is cut up', () => {
    const whole = measure(frames)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const accumulator = new LoudnessAccumulator()
        for (let from = 0, i = 0; from < frames.length; i++) {
          const to = Math.min(frames.length, from + sizes[i % sizes.length]! * 2)
          accumulator.push(frames.subarray(from, to))
          from = to
        }
        expect(accumulator.finish()).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  })

  test('parts that were warmed up join to the whole', () => {
    const whole = measure(frames)
    const parts = [0, 1, 2, 3].map((second) => {
      const accumulator = new LoudnessAccumulator()
      accumulator.warmUp(frames.subarray(Math.max(0, second - 0.5) * 96_000, second * 96_000))
      const end = second === 3 ? frames.length : (second + 1) * 96_000
      accumulator.push(frames.subarray(second * 96_000, end))
      return accumulator.finish()
    })
    const joined = joinLoudness(parts)
    expect(joined.energy.length).toBe(whole.energy.length)
    joined.energy.forEach((energy, i) => {
      expect(Math.abs(energy - whole.energy[i]!)).toBeLessThanOrEqual(whole.energy[i]! * 1e-6)
    })
    expect(joined.samplePeak).toEqual(whole.samplePeak)
  })

  test('takes integers at half level, and mono that turns stereo', () => {
    const loud = scaled(frames, 3)
    const integers = Int16Array.from(loud, (value) => Math.round(value * 16_384))
    const fromIntegers = measure(integers, 2)
    expect(integratedLoudness(fromIntegers.energy)).toBeCloseTo(lufs(loud), 2)
    expect(highest(fromIntegers.samplePeak)).toBeCloseTo(highest(measure(loud).samplePeak), 3)

    const turning = concat([sine(440, 1, -20), bursts(1)])
    const oneByOne = measure(turning)
    // A difference too small to hear makes the accumulator treat everything as stereo.
    const nudged = turning.slice()
    nudged[1] = 1e-9
    measure(nudged).energy.forEach((energy, i) => {
      expect(Math.abs(energy - oneByOne.energy[i]!)).toBeLessThanOrEqual(energy * 1e-6)
    })
  })

  test('the last, shorter block counts as if silence followed', () => {
    const half = measure(sine(1000, 0.05, -20))
    const full = measure(concat([sine(1000, 0.05, -20), new Float32Array(LOUDNESS_BLOCK_SAMPLES)]))
    expect(half.energy.length).toBe(1)
    expect(half.energy[0]! / full.energy[0]!).toBeCloseTo(1, 2)
  })
})
