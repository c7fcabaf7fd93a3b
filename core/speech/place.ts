/** Puts what a file says into a recording: seconds become samples, and what is wrong is put right or left out. */
import type { Word } from '../episode/schema.ts'
import type { SpokenCue, SpokenFile } from '../formats/transcript/spoken.ts'
import { clamp, SAMPLE_RATE, type Samples, type Seconds, secondsToSamples } from '../time/units.ts'
import { joinTurns, type PlacedTurn } from './joinTurns.ts'
import { joinWordCues } from './joinWordCues.ts'
import { placeWords, wordsOfCue } from './placeWords.ts'

export interface PlacedPassage {
  readonly speaker: string | null
  readonly startSample: Samples
  readonly endSample: Samples
  readonly words: Word[]
}

export interface PlacedSpeech {
  /** Names in the order in which they first speak. */
  readonly speakers: readonly string[]
  /** By start. */
  readonly turns: readonly PlacedTurn[]
  /** By start. */
  readonly passages: readonly PlacedPassage[]
  readonly counts: SpeechCounts
  /** A sentence for each kind of trouble. */
  readonly warnings: readonly string[]
}

export interface SpeechCounts {
  /** Entries of the file that make sense by themselves. */
  readonly cues: number
  readonly words: number
  /** Words whose time no source told. */
  readonly spreadWords: number
  /** Entries wholly before or behind the recording; left out. */
  readonly outside: number
  /** Entries whose times were put right. */
  readonly repaired: number
  /** Entries that made no sense; left out. */
  readonly damaged: number
}

/** An entry without an end lasts until the next, yet no longer than it takes to say it slowly. */
const SECONDS_PER_WORD = 0.8
const MIN_OPEN_SECONDS = 3

/**
 * Turns and passages in source samples of a recording, clamped to it and sorted. `offsetSeconds` is where the
 * file's zero lies in the recording (negative: the file began earlier).
 */
export function placeSpokenFile(
  { cues, damaged }: SpokenFile,
  { durationSamples, offsetSeconds = 0 }: { durationSamples: Samples; offsetSeconds?: Seconds },
): PlacedSpeech {
  const sorted = joinWordCues(cues.toSorted((a, b) => a.startSeconds - b.startSeconds))
  const nextStarts = followingStarts(sorted)
  const turns: PlacedTurn[] = []
  const passages: PlacedPassage[] = []
  let outside = 0
  let repaired = 0
  let senseless = damaged
  for (const [i, cue] of sorted.entries()) {
    const range = rangeOf(cue, nextStarts[i]!)
    if (!range) {
      senseless++
      continue
    }
    const start = secondsToSamples(range.start + offsetSeconds)
    const end = secondsToSamples(range.end + offsetSeconds)
    const startSample = clamp(start, 0, durationSamples)
    const endSample = clamp(end, 0, durationSamples)
    if (startSample >= endSample) {
      if (end <= 0 || start >= durationSamples) outside++
      else senseless++
      continue
    }
    if (range.isRepaired || startSample !== start || endSample !== end) repaired++
    if (cue.speaker !== null) turns.push({ speaker: cue.speaker, startSample, endSample })
    if (cue.text === null) continue
    const words = placeWords(wordsOfCue(cue), { startSample, endSample }, offsetSeconds)
    if (words.length > 0) passages.push({ speaker: cue.speaker, startSample, endSample, words })
  }
  const counts = {
    cues: sorted.length,
    words: passages.reduce((sum, { words }) => sum + words.length, 0),
    spreadWords: passages.reduce((sum, { words }) => sum + words.filter((word) => word.isSpread).length, 0),
    outside,
    repaired,
    damaged: senseless,
  }
  return {
    speakers: [...new Set(turns.map(({ speaker }) => speaker))],
    turns: passages.length > 0 ? joinTurns(turns) : turns,
    passages,
    counts,
    warnings: warningsOf(counts),
  }
}

/** For each cue the first later start; infinite for the last. */
function followingStarts(cues: readonly SpokenCue[]): number[] {
  const starts: number[] = []
  let next = Number.POSITIVE_INFINITY
  for (let i = cues.length - 1; i >= 0; i--) {
    const { startSeconds } = cues[i]!
    const later = cues[i + 1]?.startSeconds ?? Number.POSITIVE_INFINITY
    if (later > startSeconds) next = later
    starts[i] = next
  }
  return starts
}

/** When a cue is heard: also its own words count, which some programs let reach over its ends. */
function rangeOf({ startSeconds, endSeconds, text, words }: SpokenCue, nextStart: Seconds) {
  let start = startSeconds
  let end = endSeconds ?? Number.NEGATIVE_INFINITY
  for (const word of words) {
    if (word.startSeconds !== null) start = Math.min(start, word.startSeconds)
    end = Math.max(end, word.endSeconds ?? word.startSeconds ?? end)
  }
  if (end > start)
    return { start, end, isRepaired: start !== startSeconds || (endSeconds !== null && end !== endSeconds) }
  if (text === null) return undefined
  const wanted = Math.max(MIN_OPEN_SECONDS, wordsOfCue({ text, words }).length * SECONDS_PER_WORD)
  end = Math.min(start + wanted, nextStart)
  return end - start < 1 / SAMPLE_RATE ? undefined : { start, end, isRepaired: endSeconds !== null }
}

function warningsOf({ outside, repaired, damaged, words, spreadWords }: SpeechCounts): string[] {
  const entries = (number: number) => (number === 1 ? '1 entry' : `${number} entries`)
  const warnings: string[] = []
  if (outside > 0) warnings.push(`Left out, outside the recording: ${entries(outside)}.`)
  if (repaired > 0) warnings.push(`Times put right: ${entries(repaired)}.`)
  if (damaged > 0) warnings.push(`Left out, made no sense: ${entries(damaged)}.`)
  if (spreadWords > 0)
    warnings.push(
      spreadWords === words
        ? 'The file has no times of words; they were spread over what surrounds them.'
        : `${spreadWords} of ${words} words had no times; they were spread between their neighbours.`,
    )
  return warnings
}
