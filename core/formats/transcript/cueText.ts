/** The text of a WebVTT cue: voices, timestamps, escapes. https://www.w3.org/TR/webvtt1/#cue-text */
import { parseClock } from './lines.ts'
import type { Mark } from './rawCue.ts'

/** The longest tag that is looked into: a voice with its classes. */
const MAX_TAG = 2_000

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
}

export interface CueText {
  readonly text: string
  readonly marks: readonly Mark[]
  /** From which character on which voice speaks; what comes before the first has none. */
  readonly voices: readonly { readonly offset: number; readonly name: string | null }[]
}

/** Takes a cue's text apart; tags that are not known are left out, an unclosed `<` stays as it is. */
export function readCueText(payload: string): CueText {
  let text = ''
  const marks: Mark[] = []
  const voices: { offset: number; name: string | null }[] = []
  for (let at = 0; at < payload.length; ) {
    const open = payload.indexOf('<', at)
    const close = open < 0 ? -1 : payload.indexOf('>', open)
    text += unescapeCue(payload.slice(at, close < 0 ? payload.length : open))
    if (close < 0) break
    const tag = payload.slice(open + 1, Math.min(close, open + 1 + MAX_TAG))
    const voice = /^v(?:\.[^\s]*)?\s+(\S[\s\S]*)$/.exec(tag)
    if (voice)
      voices.push({ offset: text.length, name: unescapeCue(voice[1]!).trim().replaceAll(/\s+/g, ' ') })
    else if (tag === '/v') voices.push({ offset: text.length, name: null })
    else {
      const seconds = parseClock(tag)
      if (seconds !== null) marks.push({ offset: text.length, seconds })
    }
    at = close + 1
  }
  return { text, marks, voices }
}

/** `&amp;` and its like as what they stand for; what is no escape stays. */
export function unescapeCue(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name.toLowerCase()] ?? whole
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && code >> 11 !== 27 ? String.fromCodePoint(code) : whole
  })
}

/** Text as WebVTT takes it, and nothing that could end the cue. */
export function escapeCue(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\r\n]+/g, '\n')
}
