/** Text as words and back. What stands between words is kept, so that the text comes back as it was. */
import type { Word } from './schema.ts'

/** A word of a text, and what stands between it and the word before. */
export interface TextWord {
  readonly text: string
  readonly before: string
}

/** What the document holds of one word, and of what stands before it. */
const MAX_WORD = 500
const MAX_BEFORE = 20

/** Scripts that put no spaces between words; only a dictionary can part them. */
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Marks that open something belong to the word that follows. */
const OPENING = /^[\p{Ps}\p{Pi}]+$/u

/** The dictionary is asked about so many characters at a time: a text without a single space stays quick. */
const MAX_RUN = 4_000

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * The words of a text. Spaces part them; where a script has none (Chinese, Japanese, Thai, …) a dictionary does,
 * and punctuation stays with its word. `before` of the first word is empty. Runs of more than 20 spaces are cut
 * short, and words of more than 500 characters are parted.
 */
export function splitWords(text: string): TextWord[] {
  const words: TextWord[] = []
  let before = ''
  for (const [piece] of text.matchAll(/\s+|\S+/g)) {
    if (/^\s/.test(piece)) {
      before = words.length === 0 ? '' : piece.slice(0, MAX_BEFORE)
      continue
    }
    for (const part of SPACELESS.test(piece) ? dictionaryWords(piece) : [piece])
      for (const chunk of chunks(part, MAX_WORD)) {
        words.push({ text: chunk, before })
        before = ''
      }
  }
  return words
}

/** The words of a text as the document has them: what stands before is told only where it is no single space. */
export function bareWords(text: string): Pick<Word, 'text' | 'before'>[] {
  return splitWords(text).map(({ text, before }, i) =>
    i === 0 || before === ' ' ? { text } : { text, before },
  )
}

/** The text that words make. */
export function passageText(words: readonly Pick<Word, 'text' | 'before'>[]): string {
  return words.map(({ text, before = ' ' }, i) => (i === 0 ? text : before + text)).join('')
}

function dictionaryWords(token: string): string[] {
  const words: string[] = []
  let ahead = ''
  for (const run of chunks(token, MAX_RUN))
    for (const { segment, isWordLike } of segmenter.segment(run)) {
      if (!isWordLike && OPENING.test(segment)) ahead += segment
      else if (isWordLike || words.length === 0 || ahead !== '') {
        words.push(ahead + segment)
        ahead = ''
      } else words.push(words.pop()! + segment)
    }
  if (ahead !== '') words.push((words.pop() ?? '') + ahead)
  return words
}

/** `text` in pieces of at most `most` characters, none of which parts a surrogate pair. */
function chunks(text: string, most: number): string[] {
  if (text.length <= most) return [text]
  const pieces: string[] = []
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + most)
    if (to < text.length && text.charCodeAt(to) >> 10 === 0x37) to--
    pieces.push(text.slice(from, to))
    from = to
  }
  return pieces
}
