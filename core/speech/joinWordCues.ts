/** Files that have an entry for every word, as entries of what somebody says. */
import type { SpokenCue, SpokenWord } from '../formats/transcript/spoken.ts'

/** Fewer entries may well be single words by themselves. */
const ENOUGH = 20
/** So much of a file must be single words. */
const SHARE = 0.9
/** Where an entry ends: a pause, a sentence that is long enough, or a stretch that is long by any measure. */
const PAUSE_SECONDS = 1
const SENTENCE_WORDS = 8
const MAX_WORDS = 40

/** Cues sorted by start; those of a file that has one for nearly every word are joined to sentences. */
export function joinWordCues(cues: readonly SpokenCue[]): readonly SpokenCue[] {
  const single = cues.filter(({ text, words }) => text !== null && words.length <= 1 && !/\s/.test(text))
  if (cues.length < ENOUGH || single.length < cues.length * SHARE) return cues
  const joined: SpokenCue[] = []
  let run: SpokenCue[] = []
  for (const cue of cues) {
    if (run.length > 0 && !goesOn(run, cue)) {
      joined.push(sentence(run))
      run = []
    }
    run.push(cue)
  }
  if (run.length > 0) joined.push(sentence(run))
  return joined
}

function goesOn(run: readonly SpokenCue[], next: SpokenCue): boolean {
  const last = run.at(-1)!
  return (
    next.text !== null &&
    last.text !== null &&
    next.speaker === last.speaker &&
    next.startSeconds - (last.endSeconds ?? next.startSeconds) < PAUSE_SECONDS &&
    run.length < MAX_WORDS &&
    !(run.length >= SENTENCE_WORDS && /[.!?…。！？]["”’)]?$/.test(last.text))
  )
}

function sentence(run: readonly SpokenCue[]): SpokenCue {
  const [first] = run
  if (run.length === 1) return first!
  const words = run.map(
    (cue, i): SpokenWord => ({
      text: cue.text!,
      before: i === 0 ? '' : ' ',
      startSeconds: cue.startSeconds,
      endSeconds: cue.endSeconds,
      confidence: cue.words[0]?.confidence ?? null,
    }),
  )
  return {
    ...first!,
    endSeconds: run.at(-1)!.endSeconds,
    text: words.map(({ text }) => text).join(' '),
    words,
  }
}
