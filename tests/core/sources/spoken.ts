/** Passages as a reader has them. */
import type { ImportedPassage } from '#core/episode/imported.ts'

export function passageText({ words }: Pick<ImportedPassage, 'words'>): string {
  return words.map(({ text, before = ' ' }, place) => (place === 0 ? text : before + text)).join('')
}

/** All edges of the passage and its words, in the order in which they must come. */
export function timesOf({ startSample, endSample, words }: ImportedPassage): number[] {
  return [startSample, ...words.flatMap((word) => [word.startSample, word.endSample]), endSample]
}
