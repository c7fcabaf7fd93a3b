import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import {
  bucketSamples,
  buildPyramid,
  joinPeaks,
  magnitudes,
  PEAK_UNIT,
  readPeaks,
} from '#core/signal/peaks.ts'
import { decodePeaks, decodePeaksHeader, encodePeaks } from '#core/signal/peaksFile.ts'
import { bursts, noise } from './material.ts'

const step = 1 / PEAK_UNIT

function gather(frames: Float32Array | Int16Array, scale = 1, startSample = 0) {
  const accumulator = new PeakAccumulator({ scale }, startSample)
  accumulator.push(frames)
  return accumulator.finish()
}

function pyramidOf(frames: Float32Array) {
  const part = gather(frames)
  return buildPyramid(part.pairs, part.durationSamples)
}

/** Extremes of frames [from, to), the plain way. */
function extremes(frames: Float32Array, from: number, to: number) {
  const samples = frames.subarray(Math.max(0, from) * 2, Math.max(0, to) * 2)
  return {
    high: samples.reduce((a, b) => Math.max(a, b), -9),
    low: samples.reduce((a, b) => Math.min(a, b), 9),
  }
}

describe('gathering', () => {
  test('every bucket holds the extremes of both channels, rounded outwards', () => {
    const frames = noise(3000)
    const { pairs, durationSamples } = gather(frames)
    expect(durationSamples).toBe(3000)
    expect(pairs.length).toBe(Math.ceil(3000 / 256) * 2)
    for (let bucket = 0; bucket < pairs.length / 2; bucket++) {
      const { high, low } = extremes(frames, bucket * 256, (bucket + 1) * 256)
      expect(pairs[bucket * 2]).toBe(Math.ceil(high * PEAK_UNIT))
      expect(pairs[bucket * 2 + 1]).toBe(Math.floor(low * PEAK_UNIT))
    }
  })

  test('any pieces give the same, and parts that meet inside a bucket join to the whole', () => {
    const frames = noise(200_000, 4)
    const whole = gather(frames)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        const parts = []
        const streamed = new PeakAccumulator()
        for (let from = 0, i = 0; from < 200_000; i++) {
          const to = Math.min(200_000, from + sizes[i % sizes.length]! + 500)
          const piece = frames.subarray(from * 2, to * 2)
          streamed.push(piece)
          parts.push(gather(piece, 1, from))
          from = to
        }
        expect(streamed.finish()).toEqual(whole)
        expect(joinPeaks(parts.reverse())).toEqual({ durationSamples: 200_000, pairs: whole.pairs })
      }),
      { numRuns: 20 },
    )
  })

  test('integers at half level keep what is above full scale', () => {
    const frames = Float32Array.from([1.5, -0.25, 0.5, -1.75])
    const integers = Int16Array.from(frames, (value) => value * 16_384)
    expect(gather(integers, 2).pairs).toEqual(gather(frames).pairs)
    expect(magnitudes(gather(integers, 2).pairs)[0]).toBe(1.75 * PEAK_UNIT)
  })

  test('what grows can be read while it grows; what is not a number is silence', () => {
    const accumulator = new PeakAccumulator()
    accumulator.push(noise(1000))
    expect(accumulator.bucketCount).toBe(3)
    expect(accumulator.buckets(1)).toEqual(gather(noise(1000)).pairs.subarray(2, 6))
    expect(Array.from(gather(new Float32Array(10).fill(Number.NaN)).pairs)).toEqual([0, 0])
    expect(gather(new Float32Array(0))).toEqual({
      startSample: 0,
      durationSamples: 0,
      pairs: new Int16Array(0),
    })
  })
})

describe('reading', () => {
  const frames = bursts(8)
  const total = frames.length / 2
  const pyramid = pyramidOf(frames)

  test('columns cover their samples and at most a bucket more on each side', () => {
    fc.assert(
      fc.property(
        fc.nat(total - 1),
        fc.nat(total),
        fc.integer({ min: 1, max: 60 }),
        (from, length, columns) => {
          const to = Math.min(total, from + length + columns)
          if (to <= from) return
          const { max, min } = readPeaks(pyramid, from, to, columns)
          const width = (to - from) / columns
          const bucket = Math.max(256, width)
          for (let column = 0; column < columns; column++) {
            const start = Math.floor(from + column * width)
            const end = Math.ceil(from + (column + 1) * width)
            const inner = extremes(frames, start, Math.max(end, start + 1))
            const outer = extremes(frames, Math.floor(start - bucket), Math.ceil(end + bucket))
            expect(max[column]).toBeGreaterThanOrEqual(inner.high)
            expect(min[column]).toBeLessThanOrEqual(inner.low)
            expect(max[column]).toBeLessThanOrEqual(outer.high + step)
            expect(min[column]).toBeGreaterThanOrEqual(outer.low - step)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('outside the recording and of nothing there is silence', () => {
    expect(Array.from(readPeaks(pyramid, -5000, -1000, 4).max)).toEqual([0, 0, 0, 0])
    expect(Array.from(readPeaks(pyramid, total + 600, total + 9000, 2).min)).toEqual([0, 0])
    expect(readPeaks(pyramid, 0, 1000, 0).max.length).toBe(0)
    expect(Array.from(readPeaks(pyramid, 10, 10, 1).max)).toEqual([0])
  })

  test('the levels are 256, 2048, 16384 and 131072 samples per bucket', () => {
    expect(pyramid.levels.map((level) => level.length / 2)).toEqual(
      [256, 2048, 16_384, 131_072].map((size) => Math.ceil(total / size)),
    )
    expect(bucketSamples(3)).toBe(131_072)
  })
})

describe('the file', () => {
  test('comes back as it was, at any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (length) => {
        const pyramid = pyramidOf(noise(length, length + 1))
        const decoded = decodePeaks(encodePeaks(pyramid))
        expect(decoded).toEqual({ ok: true, value: pyramid })
      }),
      { numRuns: 30 },
    )
  })

  test('its header says where the levels lie', () => {
    const pyramid = pyramidOf(noise(9000))
    const bytes = encodePeaks(pyramid)
    const header = decodePeaksHeader(bytes.subarray(0, 32))
    if (!header.ok) throw new Error(header.error.message)
    const second = header.value.levels[1]!
    const view = new DataView(bytes.buffer)
    expect(view.getInt16(second.offsetBytes, true)).toBe(pyramid.levels[1]![0])
  })

  test('damage is told, not read', () => {
    const bytes = encodePeaks(pyramidOf(noise(5000)))
    const changed = (at: number, value: number) => bytes.map((byte, i) => (i === at ? value : byte))
    const broken = [bytes.subarray(0, bytes.length - 1), bytes.subarray(0, 5), new Uint8Array(0)]
    for (const sample of [
      ...broken,
      changed(0, 1),
      changed(4, 9),
      changed(6, 77),
      changed(16, 3),
      changed(15, 255),
    ]) {
      expect(decodePeaks(sample)).toMatchObject({ ok: false, error: { code: 'unreadable' } })
    }
  })
})
