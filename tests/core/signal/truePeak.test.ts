import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxAbs } from '#core/signal/frames.ts'
import { truePeak, truePeakExhaustive } from '#core/signal/truePeak.ts'
import { ebur128, noise, scaled, sine, toDb, unevenSpeech } from './material.ts'

const left = (frames: Float32Array) =>
  Float32Array.from({ length: frames.length / 2 }, (_, i) => frames[i * 2]!)
const search = (samples: Float32Array) => {
  const highest = maxAbs(samples, 0, samples.length)
  const peaks = [0, 1].map((channel) => {
    const frames = new Float32Array(samples.length * 2)
    samples.forEach((sample, i) => {
      frames[i * 2 + channel] = sample
    })
    return truePeak(frames, channel, 0, samples.length, samples.length, highest)
  })
  expect(peaks[0]).toBe(peaks[1])
  return peaks[0]!
}

test('a sine at a quarter of the rate, sampled at 45 degrees, peaks 3 dB over its samples', () => {
  const samples = left(sine(12_000, 0.5, 0, Math.PI / 4))
  // Away from the sudden ends, which ring.
  const inner = samples.subarray(2000, 20_000)
  expect(toDb(maxAbs(inner, 0, inner.length))).toBeCloseTo(-3.01, 2)
  expect(Math.abs(toDb(search(inner)))).toBeLessThan(0.05)
  expect(Math.abs(toDb(truePeakExhaustive(inner)))).toBeLessThan(0.05)
})

test('sines of any frequency and phase read their amplitude within what 4x can see', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 18_000 }),
      fc.double({ min: 0, max: 6, noNaN: true }),
      (hertz, phase) => {
        const samples = left(sine(hertz, 0.1, -1, phase)).subarray(500, 4300)
        const peak = toDb(search(samples))
        expect(peak).toBeGreaterThan(-1.45)
        expect(peak).toBeLessThan(-0.9)
        expect(peak).toBeGreaterThan(toDb(truePeakExhaustive(samples)) - 0.05)
      },
    ),
    { numRuns: 60 },
  )
})

test('the search finds what looking everywhere finds, on noise, clipped noise and speech', () => {
  const wild = left(noise(48_000))
  const clipped = wild.map((value) => Math.max(-0.3, Math.min(0.3, value)))
  const speech = left(scaled(unevenSpeech(), 12))
  const clippedSpeech = speech.map((value) => Math.max(-0.5, Math.min(0.5, value)))
  for (const samples of [wild, clipped, speech, clippedSpeech]) {
    for (let from = 0; from + 4800 <= Math.min(samples.length, 96_000); from += 4800) {
      const block = samples.subarray(from, from + 4800)
      if (maxAbs(block, 0, block.length) < 1e-4) continue
      const missed = toDb(truePeakExhaustive(block)) - toDb(search(block))
      expect(missed).toBeGreaterThanOrEqual(0)
      expect(missed).toBeLessThan(0.1)
    }
  }
})

test('agrees with ebur128 far above the samples', () => {
  const frames = sine(12_000, 1, -1, Math.PI / 4)
  for (let i = 0; i < 4800; i++) {
    const fade = i / 4800
    for (const k of [i * 2, i * 2 + 1, frames.length - 1 - i * 2, frames.length - 2 - i * 2])
      frames[k] = frames[k]! * fade
  }
  expect(Math.abs(toDb(search(left(frames))) - ebur128(frames).truePeakDb)).toBeLessThan(0.1)
})

test('never reads past its samples', () => {
  const short = new Float32Array([0.5, -0.25, 0.125])
  expect(search(short)).toBe(0.5)
  expect(search(new Float32Array(0))).toBe(0)
  expect(search(new Float32Array(100))).toBe(0)
})
