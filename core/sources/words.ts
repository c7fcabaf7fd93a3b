/** Times for words of which only the whole has one. */
import type { Word } from '../episode/schema.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

/** People say about two and a half words a second. */
const SAMPLES_PER_WORD = 0.4 * SAMPLE_RATE

type BareWord = Pick<Word, 'text' | 'before'>

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
