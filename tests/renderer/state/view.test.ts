import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeView,
  clampView,
  viewOfDuration,
  viewOfRange,
  viewShowing,
  zoomView,
} from '#renderer/state/view.ts'

const DAY = 12 * 3600 * 48_000
const full = { startSample: 0, samplesPerPixel: DAY / 1000, widthPx: 1000 }

const anyView = fc.record({
  startSample: fc.double({ min: -1e9, max: 1e10, noNaN: true }),
  samplesPerPixel: fc.double({ min: 1e-3, max: 1e8, noNaN: true }),
  widthPx: fc.integer({ min: 1, max: 5000 }),
})

describe('the view', () => {
  it('never leaves the timeline, whatever it is set to', () => {
    fc.assert(
      fc.property(anyView, fc.integer({ min: 1, max: DAY }), (view, duration) => {
        const { startSample, samplesPerPixel, widthPx } = clampView(view, duration)
        expect(startSample).toBeGreaterThanOrEqual(0)
        expect(samplesPerPixel).toBeGreaterThanOrEqual(1 / 16)
        const end = startSample + widthPx * samplesPerPixel
        expect(end).toBeLessThanOrEqual(Math.max(duration, widthPx / 16) * (1 + 1e-9))
      }),
    )
  })

  it('zooms from 12 h to 16 px a sample around a sample that stays in its place', () => {
    const anchor = 1_234_567_890
    let view = full
    for (let i = 0; i < 60; i++) {
      const before = (anchor - view.startSample) / view.samplesPerPixel
      view = zoomView(view, 1.5, anchor, DAY)
      expect((anchor - view.startSample) / view.samplesPerPixel).toBeCloseTo(before, 3)
    }
    expect(view.samplesPerPixel).toBe(1 / 16)
  })

  it('that shows everything goes on doing so when window or timeline change', () => {
    expect(changeView(full, { widthPx: 2000 }, DAY).samplesPerPixel).toBe(DAY / 2000)
    expect(viewOfDuration(full, DAY, DAY / 2).samplesPerPixel).toBe(DAY / 2000)
    const near = { ...full, samplesPerPixel: 100 }
    expect(changeView(near, { widthPx: 2000 }, DAY).samplesPerPixel).toBe(100)
  })

  it('zooms to a range with air, and turns pages', () => {
    const view = viewOfRange(full, { from: 48_000, to: 96_000 }, DAY)
    expect(view.startSample).toBeLessThan(48_000)
    expect(view.startSample + view.widthPx * view.samplesPerPixel).toBeGreaterThan(96_000)
    expect(viewShowing(view, 60_000, DAY)).toBe(view)
    const turned = viewShowing(view, 9_600_000, DAY)
    expect(turned.startSample).toBeLessThan(9_600_000)
    expect(turned.startSample + turned.widthPx * turned.samplesPerPixel).toBeGreaterThan(9_600_000)
  })
})
