import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  initials,
  SPEAKER_INK,
  SPEAKER_PALETTE,
  speakerColor,
  type Theme,
} from '#renderer/styles/speakers.ts'

const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8')

function tokensOf(theme: Theme): Map<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`))
  const body = block.slice(0, block.indexOf('}'))
  return new Map([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]))
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

describe.each(['dark', 'light'] as const)('the %s theme', (theme) => {
  const tokens = tokensOf(theme)
  const surfaces = ['bg', 'surface', 'surface-raised', 'surface-overlay'].map((name) => tokens.get(name)!)

  it.each(['text', 'text-muted', 'text-faint', 'accent-text', 'danger-text', 'warning-text', 'success-text'])(
    'has readable --%s on every surface',
    (name) => {
      for (const surface of surfaces)
        expect(contrast(tokens.get(name)!, surface), surface).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('has readable buttons', () => {
    for (const name of ['accent', 'danger'])
      expect(contrast(tokens.get(name)!, tokens.get(`${name}-ink`)!)).toBeGreaterThanOrEqual(4.5)
  })

  it('has speakers that are readable as fill and as text', () => {
    expect(SPEAKER_PALETTE).toHaveLength(12)
    expect(new Set(SPEAKER_PALETTE.map((color) => color[theme])).size).toBe(12)
    for (let index = 0; index < SPEAKER_PALETTE.length; index++) {
      const color = speakerColor(index, theme)
      expect(contrast(color, SPEAKER_INK[theme]), color).toBeGreaterThanOrEqual(4.5)
      for (const surface of surfaces) expect(contrast(color, surface), color).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('initials', () => {
  it.each([
    ['Maya Lindqvist', 'ML'],
    ['theo_hosts', 'TH'],
    ['@ines', 'I'],
    ['Ana Maria da Silva', 'AS'],
    ['łukasz', 'Ł'],
    ['…', '…'],
    ['__', '?'],
  ])('of %s', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
})
