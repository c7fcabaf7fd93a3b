import { describe, expect, it } from 'vitest'
import { LIVE_COLUMNS, LivePeaks } from '#renderer/import/livePeaks.ts'

const batch = (firstBucket: number, levels: number[], totalBuckets: number) => ({
  type: 'peaks' as const,
  firstBucket,
  samplesPerBucket: 480,
  totalBuckets,
  exact: false,
  max: levels,
  min: levels.map((level) => -level),
})

describe('the growing waveform', () => {
  it('puts each batch where it belongs, without holes when there are few', () => {
    const peaks = new LivePeaks()
    peaks.add(batch(0, [0.5, 0.5], 4))
    expect(peaks.fraction).toBe(0.5)
    expect(peaks.max.slice(0, LIVE_COLUMNS / 2).every((level) => level === 0.5)).toBe(true)
    expect(peaks.max[LIVE_COLUMNS / 2]).toBe(0)
    peaks.add(batch(2, [0.25, 0.25], 4))
    expect(peaks.max[LIVE_COLUMNS - 1]).toBe(0.25)
    expect(peaks.min[LIVE_COLUMNS - 1]).toBe(-0.25)
  })

  it('keeps the loudest of what shares a column', () => {
    const peaks = new LivePeaks()
    const levels = Array.from({ length: LIVE_COLUMNS * 4 }, (_, i) => (i % 4 === 3 ? 1 : 0))
    peaks.add(batch(0, levels, levels.length))
    expect(peaks.max.every((level) => level === 1)).toBe(true)
  })

  it('begins anew with the next recording', () => {
    const peaks = new LivePeaks()
    peaks.add(batch(0, [1, 1, 1, 1], 4))
    peaks.add(batch(0, [0.5], 10))
    expect(peaks.fraction).toBe(0.1)
    expect(peaks.max[0]).toBe(0.5)
    expect(peaks.max[LIVE_COLUMNS / 2]).toBe(0)
  })

  it('moves what it has when the file turns out longer than it seemed', () => {
    const peaks = new LivePeaks()
    peaks.add(batch(0, Array(1000).fill(0.5), 1000))
    peaks.add(batch(1000, Array(1000).fill(0.25), 2000))
    expect(peaks.max[LIVE_COLUMNS / 2 - 2]).toBe(0.5)
    expect(peaks.max[LIVE_COLUMNS / 2 + 2]).toBe(0.25)
    expect(peaks.fraction).toBe(1)
  })
})
