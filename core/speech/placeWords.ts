/** Words of a cue at samples of the recording; those without a time share what lies between their neighbours. */
import type { Word } from '../episode/schema.ts'
import { splitWords } from '../episode/words.ts'
import type { SpokenCue, SpokenWord } from '../formats/transcript/spoken.ts'
import { clamp, type Samples, type Seconds, secondsToSamples } from '../time/units.ts'

/** The words of a cue; where the file does not have them, those of its text. */
export function wordsOfCue({ text, words }: Pick<SpokenCue, 'text' | 'words'>): readonly SpokenWord[] {
  if (words.length === 0)
    return splitWords(text ?? '').map((word) => ({
      ...word,
      startSeconds: null,
      endSeconds: null,
      confidence: null,
    }))
  // One of a file's words may hold spaces, or be longer than a word can be.
  return words.flatMap((word) => {
    const parts = splitWords(word.text)
    if (parts.length === 1 && parts[0]!.text === word.text) return [word]
    return parts.map((part, i) => ({
      ...word,
      ...part,
      ...(i === 0 ? { before: word.before } : { startSeconds: null }),
      ...(i < parts.length - 1 && { endSeconds: null }),
    }))
  })
}

/**
 * Places words within `[startSample, endSample]`, in order: a time that lies before the word ahead of it is moved
 * up to it. A word without a start, and what a neighbour then leaves it, is spread by the length of the words.
 */
export function placeWords(
  words: readonly SpokenWord[],
  { startSample, endSample }: { startSample: Samples; endSample: Samples },
  offsetSeconds: Seconds,
): Word[] {
  const placed: Word[] = []
  const at = (seconds: Seconds, from: Samples) =>
    clamp(secondsToSamples(seconds + offsetSeconds), from, endSample)
  // Where the word before ends, and where it starts: nothing may start ahead of that.
  let reached = startSample
  let earliest = startSample
  for (let i = 0; i < words.length; ) {
    const word = words[i]!
    if (word.startSeconds !== null) {
      const start = Math.min(at(word.startSeconds, earliest), endSample - 1)
      const end = word.endSeconds === null ? openEnd(words, i, start) : at(word.endSeconds, start)
      placed.push(toWord(word, start, end, word.isSpread === true))
      reached = Math.max(reached, end)
      earliest = start
      i++
      continue
    }
    let next = i + 1
    while (next < words.length && words[next]!.startSeconds === null && words[next - 1]!.endSeconds === null)
      next++
    const run = words.slice(i, next)
    const from = Math.max(earliest, Math.min(reached, endSample - 1))
    const limit = run.at(-1)!.endSeconds ?? words[next]?.startSeconds
    const to = limit == null ? endSample : at(limit, from)
    spread(run, from, to, endSample - 1, placed)
    earliest = placed.at(-1)!.startSample
    reached = to
    i = next
  }
  if (placed[0]) placed[0] = withoutBefore(placed[0])
  return placed

  /** A word whose end nobody told lasts until the next known start; words between them share that. */
  function openEnd(all: readonly SpokenWord[], index: number, start: Samples): Samples {
    let next = index + 1
    while (next < all.length && all[next]!.startSeconds === null && all[next]!.endSeconds === null) next++
    const limit = all[next]?.startSeconds ?? all[next]?.endSeconds
    const end = limit == null ? endSample : at(limit, start)
    const share = weight(all[index]!) / all.slice(index, next).reduce((sum, word) => sum + weight(word), 0)
    return start + Math.round((end - start) * share)
  }
}

/** Shares `[from, to)` among words, none of which starts behind `latest`. */
function spread(
  run: readonly SpokenWord[],
  from: Samples,
  to: Samples,
  latest: Samples,
  placed: Word[],
): void {
  const total = run.reduce((sum, word) => sum + weight(word), 0)
  let taken = 0
  for (const word of run) {
    const start = Math.min(from + Math.round(((to - from) * taken) / total), latest)
    taken += weight(word)
    placed.push(toWord(word, start, from + Math.round(((to - from) * taken) / total), true))
  }
}

/** Longer words take longer; a pause between words counts as a letter. */
function weight({ text }: SpokenWord): number {
  return text.length + 1
}

function toWord(
  { text, before, confidence }: SpokenWord,
  startSample: Samples,
  endSample: Samples,
  isSpread: boolean,
): Word {
  return {
    text,
    startSample,
    endSample,
    ...(before !== ' ' && { before }),
    ...(isSpread && { isSpread }),
    ...(confidence !== null && { confidence: clamp(confidence, 0, 1) }),
  }
}

/** Nothing stands before the first word of a passage. */
function withoutBefore({ before: _, ...word }: Word): Word {
  return word
}
