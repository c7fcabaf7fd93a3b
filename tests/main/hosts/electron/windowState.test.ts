import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatWindowState, restoreWindowState, SMALLEST_WINDOW } from '#main/hosts/electron/windowState.ts'

const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }]
const bounds = { x: 200, y: 100, width: 1200, height: 800 }

describe('the window’s state', () => {
  it('comes back as it was', () => {
    expect(restoreWindowState(formatWindowState(bounds, true), screens)).toEqual({
      bounds,
      isMaximized: true,
    })
  })

  it.each([
    ['nothing', undefined],
    ['an empty file', ''],
    ['half a file', formatWindowState(bounds, false).slice(0, 20)],
    ['another kind of value', '[1, 2]'],
    ['numbers that are none', '{"x":"a","y":null,"width":-5,"height":0,"isMaximized":true}'],
  ])('is the default after %s', (_name, text) => {
    expect(restoreWindowState(text, screens)).toEqual({
      bounds: { width: 1440, height: 900 },
      isMaximized: false,
    })
  })

  it('keeps its size but not its place when that screen is gone', () => {
    const away = { ...bounds, x: 2500 }
    expect(restoreWindowState(formatWindowState(away, false), screens).bounds).toEqual({
      width: 1200,
      height: 800,
    })
    const second = { x: 1920, y: 0, width: 1920, height: 1040 }
    expect(restoreWindowState(formatWindowState(away, false), [...screens, second]).bounds).toEqual(away)
  })

  it('can always be taken hold of, and is never larger than the largest screen', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 })
    const size = fc.integer({ min: 1, max: 9000 })
    const area = fc.record({ x: coordinate, y: coordinate, width: size, height: size })
    fc.assert(
      fc.property(area, fc.boolean(), (saved, isMaximized) => {
        const restored = restoreWindowState(formatWindowState(saved, isMaximized), screens)
        const { x, y, width, height } = restored.bounds
        expect(width).toBeGreaterThanOrEqual(SMALLEST_WINDOW.width)
        expect(width).toBeLessThanOrEqual(1920)
        expect(height).toBeGreaterThanOrEqual(SMALLEST_WINDOW.height)
        expect(height).toBeLessThanOrEqual(1040)
        if (x === undefined || y === undefined) return
        expect(Math.min(1920, x + width) - Math.max(0, x)).toBeGreaterThanOrEqual(120)
        expect(y).toBeGreaterThanOrEqual(-1)
        expect(y).toBeLessThanOrEqual(1000)
      }),
    )
  })

  it('is the default where the system names no screen', () => {
    expect(restoreWindowState(formatWindowState(bounds, false), []).bounds).toEqual(SMALLEST_WINDOW)
  })
})
