import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { panned, revealingRange, sampleAt, viewEnd, xOf } from '#renderer/timeline/view/geometry.ts'
import { tickStep, ticksOf } from '#renderer/timeline/view/ticks.ts'

const DURATION = 12 * 3600 * SAMPLE_RATE
const view = fc
  .record({
    samplesPerPixel: fc.double({ min: 1 / 16, max: 500_000, noNaN: true }),
    widthPx: fc.integer({ min: 200, max: 3000 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ samplesPerPixel, widthPx, at }) => ({
    samplesPerPixel,
    widthPx,
    startSample: at * Math.max(0, DURATION - widthPx * samplesPerPixel),
  }))

describe('geometry', () => {
  it('finds the sample of a pixel again', () => {
    fc.assert(
      fc.property(view, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const x = share * given.widthPx
        const sample = sampleAt(given, x, DURATION)
        expect(Math.abs(xOf(given, sample) - x) * given.samplesPerPixel).toBeLessThanOrEqual(0.51)
      }),
    )
  })

  it('never pans past the ends', () => {
    fc.assert(
      fc.property(view, fc.integer({ min: -100_000, max: 100_000 }), (given, dx) => {
        const next = panned(given, dx, DURATION)
        expect(next.startSample).toBeGreaterThanOrEqual(0)
        expect(viewEnd(next)).toBeLessThanOrEqual(Math.max(DURATION, viewEnd(given)) + 1)
        expect(next.samplesPerPixel).toBe(given.samplesPerPixel)
      }),
    )
  })

  it('brings a range into sight without zooming, and leaves a visible one alone', () => {
    const given = { startSample: 1000, samplesPerPixel: 10, widthPx: 500 }
    expect(revealingRange(given, 2000, 3000, DURATION)).toBe(given)
    const later = revealingRange(given, 20_000, 21_000, DURATION)
    expect(later.startSample).toBeLessThanOrEqual(20_000)
    expect(viewEnd(later)).toBeGreaterThanOrEqual(21_000)
    const longer = revealingRange(given, 20_000, 90_000, DURATION)
    expect(longer.startSample).toBeLessThanOrEqual(20_000)
    expect(viewEnd(longer)).toBeGreaterThan(20_000)
  })
})

describe('ticks', () => {
  it('keeps labels apart at every zoom, and shows some', () => {
    fc.assert(
      fc.property(view, (given) => {
        const step = tickStep(given.samplesPerPixel, 84)
        expect(step.major / given.samplesPerPixel).toBeGreaterThanOrEqual(84)
        const ticks = ticksOf(given)
        expect(ticks.length).toBeLessThan(given.widthPx)
        const labels = ticks.filter((tick) => tick.label !== null)
        expect(labels[0]!.sample).toBeLessThanOrEqual(given.startSample)
        for (const { sample } of ticks) expect(sample % step.minor).toBeCloseTo(0, 6)
      }),
    )
  })

  it('has distinct labels', () => {
    fc.assert(
      fc.property(view, (given) => {
        const labels = ticksOf(given).flatMap((tick) => tick.label ?? [])
        expect(new Set(labels).size).toBe(labels.length)
      }),
    )
  })

  it('goes from hours to samples', () => {
    expect(tickStep(DURATION / 1500).major).toBe(3600 * SAMPLE_RATE)
    expect(tickStep(100).major).toBe(0.2 * SAMPLE_RATE)
    expect(tickStep(1 / 16).major).toBe(8)
    expect(tickStep(1 / 16).label(SAMPLE_RATE * 61 + 40)).toBe('1:01 +40')
    expect(tickStep(1e6 * SAMPLE_RATE).major / (1e6 * SAMPLE_RATE)).toBeGreaterThanOrEqual(84)
  })
})
