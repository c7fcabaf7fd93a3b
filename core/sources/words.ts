/** Words out of a text of which only the whole has a time. */
import type { Word } from '../episode/schema.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

/** What the document allows for one word. */
const MAX_WORD = 500
/** People say about two and a half words a second. */
const SAMPLES_PER_WORD = 0.4 * SAMPLE_RATE

/** Runs of no more than a word's length, also where every character takes two units. */
const WHOLE_CHARACTERS = /.{1,250}/gsu

type BareWord = Pick<Word, 'text' | 'before'>

/** Scripts that do not part words by spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

/** The words of a text; their texts with what stands before each give the text again, its ends trimmed. */
export function wordsOf(text: string): BareWord[] {
  return text
    .split(/\s+/)
    .filter((token) => token !== '')
    .flatMap((token) => {
      const parts = UNSPACED.test(token) || token.length > MAX_WORD ? partsOf(token) : [token]
      return parts.map((part, place) => (place === 0 ? { text: part } : { text: part, before: '' }))
    })
}

/** The words of a token without spaces, with the marks after each. */
function partsOf(token: string): string[] {
  const parts: string[] = []
  for (const { segment, isWordLike } of segmenter().segment(token)) {
    const last = parts.at(-1)
    const joins = last !== undefined && !isWordLike && last.length + segment.length <= MAX_WORD
    if (joins) parts[parts.length - 1] = last + segment
    else parts.push(...(segment.match(WHOLE_CHARACTERS) ?? []))
  }
  return parts
}

let made: Intl.Segmenter | undefined

/** Costs a few milliseconds to make, and most recordings need none. */
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('und', { granularity: 'word' })
  return made
}

/** How long it takes to say so many words; half a second at least. */
export function spokenLength(words: readonly BareWord[]): Samples {
  return Math.max(SAMPLE_RATE / 2, Math.round(words.length * SAMPLES_PER_WORD))
}

/** Words spread over `[startSample, endSample)` by their lengths, each marked as spread. */
export function spreadWords(words: readonly BareWord[], startSample: Samples, endSample: Samples): Word[] {
  const total = words.reduce((sum, { text }) => sum + text.length, 0)
  const placeOf = (characters: number) =>
    startSample + Math.round(((endSample - startSample) * characters) / Math.max(1, total))
  let said = 0
  return words.map((word) => {
    const from = placeOf(said)
    said += word.text.length
    return { ...word, startSample: from, endSample: placeOf(said), isSpread: true }
  })
}
