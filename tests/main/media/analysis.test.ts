import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { decodeLoudness, encodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { EDGE_SAMPLES, type PartResult } from '#main/media/analysis/messages.ts'
import { fitsBehind, planParts } from '#main/media/analysis/parts.ts'
import { decodeFrameIndex, encodeFrameIndex } from '#main/media/indexFile.ts'

const floats = fc.float32Array({ noNaN: true, minLength: 3, maxLength: 300 })

describe('files of the analysis', () => {
  it('keep the loudness', () => {
    fc.assert(
      fc.property(floats, (energy) => {
        const blocks = { energy, samplePeak: energy.toReversed(), truePeak: energy.map((value) => value / 2) }
        expect(unwrap(decodeLoudness(encodeLoudness(blocks)))).toEqual(blocks)
      }),
    )
  })

  it('keep the frame index', () => {
    const index = { framesPerEntry: 32, offsets: Float64Array.of(0, 9000, 5e9), frames: 70, bytes: 5.1e9 }
    expect(unwrap(decodeFrameIndex(encodeFrameIndex(index)))).toEqual(index)
  })

  it('are refused when they are damaged', () => {
    const loudness = encodeLoudness({
      energy: Float32Array.of(1),
      samplePeak: Float32Array.of(1),
      truePeak: Float32Array.of(1),
    })
    const index = encodeFrameIndex({ framesPerEntry: 32, offsets: Float64Array.of(0), frames: 1, bytes: 9 })
    for (const [decode, bytes] of [
      [decodeLoudness, loudness],
      [decodeFrameIndex, index],
    ] as const) {
      const other = bytes.slice()
      other[0] = 0
      for (const broken of [bytes.subarray(0, -1), other, new Uint8Array(3)]) {
        expect(decode(broken)).toMatchObject({ ok: false, error: { code: 'unreadable' } })
      }
    }
  })
})

describe('dividing a recording', () => {
  it('covers it without holes, on whole minutes, and leaves the end open', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        (seconds, workers) => {
          const parts = planParts(seconds, workers)
          expect(parts[0]!.startSecond).toBe(0)
          parts.forEach((part, place) => {
            expect(part.startSecond % 60).toBe(0)
            expect(part.endSecond).toBe(parts[place + 1]?.startSecond ?? null)
          })
          expect(parts.at(-1)!.startSecond).toBeLessThanOrEqual(seconds)
        },
      ),
    )
  })

  it('finds out that a decoder was sent to another place', () => {
    const sound = (from: number) =>
      Int16Array.from({ length: EDGE_SAMPLES * 2 }, (_, i) => {
        const t = from + (i >> 1)
        return 8000 * Math.sin(t * 0.02 + t * t * 2e-6)
      })
    const part = (last: Int16Array, before: Int16Array): PartResult => ({
      startSample: 0,
      durationSamples: 1,
      loudness: { energy: last as never, samplePeak: last as never, truePeak: last as never },
      before,
      last,
    })
    const nothing = new Int16Array(0)
    const silence = new Int16Array(EDGE_SAMPLES * 2)
    for (const [shift, fits] of [
      [0, true],
      [8, false],
      [-384, false],
      [2112, false],
    ] as const) {
      const [one, next] = [part(sound(0), nothing), part(nothing, sound(shift))]
      expect(fitsBehind(one, next)).toBe(fits)
    }
    expect(fitsBehind(part(silence, nothing), part(nothing, silence))).toBe(true)
  })
})
