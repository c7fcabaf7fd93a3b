/**
 * The colours of speakers. Each theme's colour is both a fill, under {@link SPEAKER_INK}, and a text colour on that
 * theme's surfaces; every pairing has the 4.5:1 that WCAG AA asks for. Neighbours differ in hue and lightness.
 */
export type Theme = 'dark' | 'light'

export interface SpeakerColor {
  readonly name: string
  readonly dark: string
  readonly light: string
}

export const SPEAKER_PALETTE: readonly SpeakerColor[] = [
  { name: 'blue', dark: '#70adfb', light: '#0961bb' },
  { name: 'amber', dark: '#f7ac4d', light: '#8a5601' },
  { name: 'green', dark: '#62d286', light: '#05773b' },
  { name: 'pink', dark: '#f080b8', light: '#b22578' },
  { name: 'cyan', dark: '#56d2df', light: '#06717a' },
  { name: 'red', dark: '#f2716a', light: '#b7262b' },
  { name: 'violet', dark: '#b298f9', light: '#6f41c1' },
  { name: 'lime', dark: '#b9da59', light: '#586d08' },
  { name: 'orange', dark: '#f68a4f', light: '#a24702' },
  { name: 'teal', dark: '#33bda5', light: '#096a5b' },
  { name: 'magenta', dark: '#d57ce3', light: '#9429a5' },
  { name: 'slate', dark: '#95a5c2', light: '#465671' },
]

/** Text on a fill of any speaker's colour. */
export const SPEAKER_INK: Readonly<Record<Theme, string>> = { dark: '#0c0e12', light: '#ffffff' }

/** CSS colour of a speaker's palette index in a theme; the palette begins anew after its end. */
export function speakerColor(index: number, theme: Theme): string {
  return SPEAKER_PALETTE[index % SPEAKER_PALETTE.length]![theme]
}

/** What stands for a person in small: up to two initials. */
export function initials(name: string): string {
  const words = name
    .replace(/^@/, '')
    .split(/[\s_.-]+/u)
    .filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((word) => [...word][0]!.toLocaleUpperCase()).join('') || '?'
}
