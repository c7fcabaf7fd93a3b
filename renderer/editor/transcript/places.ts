/** Where the playhead is in the transcript. Pure. */
import type { EditedPassage, EditedWord } from '#core/episode/editedTranscript.ts'
import { firstIndex } from '#core/firstIndex.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'

/** After so long a pause the same person is named again. */
const PAUSE: Samples = 20 * SAMPLE_RATE

/** The passage that begins last at or before `at`; -1 before the first. Passages are in timeline order. */
export function passageAt(passages: readonly EditedPassage[], at: Samples): number {
  return firstIndex(passages.length, (index) => passages[index]!.from > at) - 1
}

/** The word that begins last at or before `at`; -1 before the first. */
export function wordAt(words: readonly EditedWord[], at: Samples): number {
  return words.findLastIndex((word) => word.startSample <= at)
}

/** Whether a passage shows who speaks: where that changes, and after a pause. */
export function isNamed(passages: readonly EditedPassage[], index: number): boolean {
  const passage = passages[index]!
  const previous = passages[index - 1]
  return !previous || previous.speaker?.id !== passage.speaker?.id || passage.from - previous.to > PAUSE
}
