import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CELL_SAMPLES, cellExtremes } from '#core/signal/frames.ts'
import { BlockKernel } from '#core/signal/kernel/blockKernel.ts'
import { kWeightedEnergyOfBoth, kWeightingState } from '#core/signal/kWeighting.ts'
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import { CANDIDATE_RATIO, truePeak } from '#core/signal/truePeak.ts'
import { noise, scaled, unevenSpeech } from './material.ts'

const CELLS = 12
const FRAMES = CELLS * CELL_SAMPLES
const MARGIN = 20

const integers = (frames: Float32Array) =>
  Int16Array.from(frames, (value) => Math.max(-32768, Math.min(32767, Math.round(value * 16_384))))

/** Noise, steps between the extremes, quiet and loud: whatever 16 bits can hold. */
const anyFrames = fc
  .tuple(
    fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 8, maxLength: 400 }),
    fc.constantFrom(1, 3, 16, 400, 9000),
  )
  .map(([values, quieter]) =>
    Int16Array.from({ length: (FRAMES + 2 * MARGIN) * 2 }, (_, i) =>
      Math.trunc(values[(i * 7 + (i >> 5)) % values.length]! / quieter),
    ),
  )

/** Two sines of any pitch with a little noise: bent here, smooth there. */
const waves = fc
  .tuple(
    ...[1, 2].map(() => fc.double({ min: 0.002, max: 2.5, noNaN: true })),
    fc.integer({ min: 1, max: 500 }),
  )
  .map(([slow, fast, hiss]) =>
    Int16Array.from({ length: (FRAMES + 2 * MARGIN) * 2 }, (_, i) => {
      const swell = 1 + Math.sin(i / 300)
      const rough = ((i * 7919) % 101) / 101 - 0.5
      return 7000 * swell * Math.sin(slow! * i * 0.2) + 4000 * Math.sin(fast! * i) + hiss! * rough
    }),
  )

function kernelWith(frames: Int16Array): BlockKernel {
  const kernel = BlockKernel.create(frames.length / 2)
  if (!kernel) throw new Error('This machine has no vector instructions.')
  kernel.frames.set(frames)
  return kernel
}

describe('the vector kernel gives what the plain loops give', () => {
  test('the energy of any frames, bit for bit, block after block', () => {
    fc.assert(
      fc.property(anyFrames, fc.integer({ min: 1, max: FRAMES }), (frames, first) => {
        const kernel = kernelWith(frames)
        const [left, right] = [kWeightingState(), kWeightingState()]
        for (const [from, to] of [
          [0, first],
          [first, FRAMES],
          [3, 4],
        ] as const) {
          expect(kernel.weigh(from, to)).toBe(kWeightedEnergyOfBoth(left, right, frames, from, to))
        }
      }),
    )
  })

  test('the extremes of every cell', () => {
    fc.assert(
      fc.property(anyFrames, (frames) => {
        const [highs, lows, plainHighs, plainLows] = Array.from({ length: 4 }, () => new Float32Array(CELLS))
        kernelWith(frames).extremes(MARGIN, MARGIN + FRAMES, highs!, lows!)
        cellExtremes(frames, MARGIN, MARGIN + FRAMES, plainHighs!, plainLows!)
        expect([highs, lows]).toEqual([plainHighs, plainLows])
      }),
    )
  })

  test('no cell is passed over in which a true peak is', () => {
    let passedOver = 0
    fc.assert(
      fc.property(
        fc.oneof(anyFrames, waves),
        fc.double({ min: 0.4, max: 1.2, noNaN: true }),
        (frames, part) => {
          const kernel = kernelWith(frames)
          const highest = frames.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
          const atLeast = Math.max(1, highest * part)
          for (let cell = 0; cell < CELLS; cell++) {
            const from = MARGIN + cell * CELL_SAMPLES
            const to = from + CELL_SAMPLES
            if (kernel.mayRise(from, to, atLeast * CANDIDATE_RATIO, atLeast)) continue
            passedOver++
            for (const channel of [0, 1])
              expect(truePeak(frames, channel, from, to, frames.length / 2, atLeast)).toBe(atLeast)
          }
        },
      ),
    )
    expect(passedOver).toBeGreaterThan(50)
  })

  test('whole measurements: integers as integers and as floats', () => {
    const loud = integers(scaled(unevenSpeech(), 6)).subarray(0, 96_000 * 6 + 1234)
    const beside = integers(noise(48_000 * 2 + 77, 3))
    for (const frames of [loud, beside]) {
      const asFloats = measure(Float32Array.from(frames), 2 / 32768)
      expect(measure(frames, 2)).toEqual(asFloats)
    }
  })
})

function measure(frames: Int16Array | Float32Array, scale: number) {
  const peaks = new PeakAccumulator({ scale })
  const accumulator = new LoudnessAccumulator({ scale }, peaks)
  accumulator.push(frames)
  return { blocks: accumulator.finish(), peaks: peaks.finish() }
}
