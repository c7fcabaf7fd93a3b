import { describe, expect, test } from 'vitest'
import { limitRange } from '#core/signal/limiter.ts'
import { integratedLoudness } from '#core/signal/loudness.ts'
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import { magnitudes, PEAK_UNIT } from '#core/signal/peaks.ts'
import {
  type BlockPeaks,
  firstBucket,
  limitedEnergy,
  predictLoudness,
  programmeLoudness,
  roomForPeaks,
  solveGainDb,
} from '#core/signal/predict.ts'
import { bursts, concat, ebur128, scaled, sine, unevenSpeech } from './material.ts'

const CEILING_DB = -1

function measure(frames: Float32Array) {
  const loudness = new LoudnessAccumulator()
  loudness.push(frames)
  const gathered = new PeakAccumulator()
  gathered.push(frames)
  const { energy, truePeak } = loudness.finish()
  return { blocks: { energy, peak: truePeak }, peaks: peaksOf(truePeak, magnitudes(gathered.finish().pairs)) }
}

/** The peaks of all blocks that sound. */
function peaksOf(truePeak: Float32Array, all: Uint16Array): BlockPeaks {
  const peaks = roomForPeaks(truePeak, 0)
  peaks.places.forEach((place, block) => {
    const own = place < 0 ? [] : all.subarray(firstBucket(block), firstBucket(block + 1))
    own.forEach((value, i) => {
      peaks.values[place + i] = value / PEAK_UNIT
    })
  })
  return peaks
}

function render(frames: Float32Array, gainDb: number): Float32Array {
  return limitRange(scaled(frames, gainDb), 0, frames.length / 2, 10 ** (CEILING_DB / 20))
}

describe('the rendered programme measures what was asked for', () => {
  const uneven = unevenSpeech([-33, -6, -21])
  const quietWithShouts = unevenSpeech([-31, -31, -12])
  const material: [string, Float32Array, number][] = [
    ['uneven speech to -16', uneven, -16],
    ['uneven speech to -12, the loud voice deep in the limiter', uneven, -12],
    ['quiet speech that needs a lot', scaled(quietWithShouts, -6), -14],
    ['quiet voices and one that shouts', quietWithShouts, -16],
    ['clipped speech', scaled(uneven, 20).map((value) => Math.max(-1, Math.min(1, value))), -16],
    ['bursts of noise', bursts(15), -16],
    ['a hum with clicks', sine(200, 8, -24).map((v, i) => (i % 96_001 < 4 ? 0.9 : v)), -14],
    ['turning down', scaled(uneven, 6), -23],
  ]
  test.each(material)('%s', (_, frames, target) => {
    const { blocks, peaks } = measure(frames)
    const { gainDb, predictedLufs } = solveGainDb(blocks, peaks, target, CEILING_DB)
    // In half a minute one window at the gate is worth a few hundredths.
    expect(Math.abs(predictedLufs - target)).toBeLessThanOrEqual(0.05)
    const reference = ebur128(render(frames, gainDb))
    expect(Math.abs(reference.lufs - target)).toBeLessThanOrEqual(0.3)
    expect(reference.truePeakDb).toBeLessThanOrEqual(CEILING_DB)
  })

  test('the prediction follows the limiter at any gain', () => {
    const { blocks, peaks } = measure(uneven)
    for (const gainDb of [0, 6, 12, 18, 24]) {
      const real = ebur128(render(uneven, gainDb)).lufs
      expect(Math.abs(predictLoudness(blocks, peaks, gainDb, CEILING_DB) - real)).toBeLessThan(0.3)
    }
  })
})

describe('without rendering', () => {
  const { blocks, peaks } = measure(concat([sine(1000, 5, -33), bursts(5)]))

  test('where nothing nears the ceiling, the gain is the difference', () => {
    const soft = measure(sine(1000, 5, -40))
    const { gainDb } = solveGainDb(soft.blocks, soft.peaks, -23, CEILING_DB)
    expect(gainDb).toBeCloseTo(-23 - programmeLoudness(soft.blocks), 2)
    expect(programmeLoudness(soft.blocks)).toBe(integratedLoudness(soft.blocks.energy))
  })

  test('more gain never takes energy away (though the gate may let more quiet in)', () => {
    let last = 0
    for (let gainDb = -20; gainDb <= 30; gainDb += 1) {
      const energy = limitedEnergy(blocks, peaks, gainDb, 0).reduce((sum, value) => sum + value, 0)
      expect(energy).toBeGreaterThanOrEqual(last)
      last = energy
    }
  })

  test('a target out of reach gets the loudest gain, silence gets none', () => {
    expect(solveGainDb(blocks, peaks, 20, CEILING_DB).gainDb).toBeCloseTo(40, 0)
    const silent = { energy: new Float32Array(100), peak: new Float32Array(100) }
    expect(solveGainDb(silent, roomForPeaks(silent.peak, 0), -16, CEILING_DB)).toEqual({
      gainDb: 0,
      predictedLufs: Number.NEGATIVE_INFINITY,
    })
    const empty = { energy: new Float32Array(0), peak: new Float32Array(0) }
    expect(solveGainDb(empty, roomForPeaks(empty.peak, 0), -16, CEILING_DB).gainDb).toBe(0)
  })
})
