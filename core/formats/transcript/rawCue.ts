/** Text with times inside it, on its way to be cues: what the caption formats share. */
import { splitWords } from '../../episode/words.ts'
import type { SpokenCue, SpokenWord } from './spoken.ts'

/** A moment that the file ties to a place in a text. */
export interface Mark {
  /** Character of the text that is spoken at that moment. */
  readonly offset: number
  readonly seconds: number
}

export interface RawCue {
  readonly speaker: string | null
  readonly startSeconds: number
  readonly endSeconds: number | null
  readonly text: string
  /** By offset. */
  readonly marks: readonly Mark[]
}

/** The cue of a text, its ends trimmed; undefined where there is no text. */
export function toCue({ marks, text, ...cue }: RawCue): SpokenCue | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return { ...cue, text: trimmed, words: marks.length === 0 ? [] : markedWords(text, marks) }
}

/**
 * The words of a text with the times of its marks: a word starts at a mark between the word before and itself,
 * and ends at the first mark before the next word. Of several the nearest counts.
 */
function markedWords(text: string, marks: readonly Mark[]): SpokenWord[] {
  const words = splitWords(text)
  const places: { from: number; to: number }[] = []
  let at = 0
  for (const word of words) {
    const from = text.indexOf(word.text, at)
    at = from + word.text.length
    places.push({ from, to: at })
  }
  let next = 0
  let latest: Mark | undefined
  return words.map((word, i) => {
    const { from, to } = places[i]!
    const earliest = places[i - 1]?.to ?? 0
    for (; next < marks.length && marks[next]!.offset <= from; next++) latest = marks[next]
    const startSeconds = latest && latest.offset >= earliest ? latest.seconds : null
    let after = next
    while (after < marks.length && marks[after]!.offset < to) after++
    const end = marks[after]
    const isOwn = end !== undefined && end.offset <= (places[i + 1]?.from ?? text.length)
    next = after
    return { ...word, startSeconds, endSeconds: isOwn ? end.seconds : null, confidence: null }
  })
}

/**
 * A cue parted at offsets of its text, one part for each `{speaker, from, to}`; the parts have the time at which
 * a mark stands there, or else share it by their length.
 */
export function partCue(
  cue: RawCue,
  parts: readonly { speaker: string | null; from: number; to: number }[],
): RawCue[] {
  const { startSeconds, endSeconds, text } = cue
  const length = (endSeconds ?? startSeconds) - startSeconds
  const total = parts.reduce((sum, { from, to }) => sum + to - from, 0)
  let taken = 0
  let next = 0
  const cues = parts.map(({ speaker, from, to }, i): RawCue => {
    const marks: Mark[] = []
    while (next < cue.marks.length && cue.marks[next]!.offset < from) next++
    for (; next < cue.marks.length && cue.marks[next]!.offset < to; next++)
      marks.push({ ...cue.marks[next]!, offset: cue.marks[next]!.offset - from })
    // The mark behind the last word ends it, and may begin the next part.
    const behind = cue.marks[next]
    if (behind && (i === parts.length - 1 || behind.offset === to))
      marks.push({ ...behind, offset: to - from })
    const start = i === 0 ? startSeconds : (marks[0]?.seconds ?? startSeconds + (length * taken) / total)
    taken += to - from
    return { speaker, startSeconds: start, endSeconds, text: text.slice(from, to), marks }
  })
  return cues.map((part, i) => ({ ...part, endSeconds: cues[i + 1]?.startSeconds ?? endSeconds }))
}
