/**
 * Our own JSON: everything that is known of a transcript or of turns as the edit plays them, and where each
 * passage and word lies in its recording.
 *
 *     {"sampleRate":48000,"title","passages":[{"speakerId","speaker","handle","startSample","endSample",
 *       "recordingId","sourceStartSample","sourceEndSample","origin","text",
 *       "words":[{"text","before"?,"startSample","endSample","sourceStartSample","sourceEndSample",
 *                 "confidence"?,"isSpread"?}]}]}
 *     {"sampleRate":48000,"segments":[{"speakerId","speaker","handle","startSample","endSample",…}]}
 */
import type { EditedPassage } from '../../episode/editedTranscript.ts'
import type { Turn } from '../../episode/turns.ts'
import { passageText } from '../../episode/words.ts'
import { SAMPLE_RATE, samplesToSeconds } from '../../time/units.ts'
import { asName, asNumber, asObjects, asShare, asText, type JsonObject } from './jsonValues.ts'
import type { SpokenCue, SpokenFile, SpokenWord } from './spoken.ts'

/**
 * Reads either kind. Where passages or turns lie in `recordingId` itself, those alone are read, at their places
 * in it; otherwise all, at their places in the edit (the exported episode is the recording then).
 */
export function readOwnJson(data: JsonObject, recordingId?: string): SpokenFile {
  const entries = asObjects(data.passages ?? data.segments)
  const rate = rateOf(data.sampleRate)
  const own = entries.filter((entry) => recordingId !== undefined && entry.recordingId === recordingId)
  const isSource = own.length > 0
  let damaged = 0
  // Pieces that a cut made of one turn all tell of the whole turn in the recording.
  const known = new Set<string>()
  const cues = (isSource ? own : entries).flatMap((entry): SpokenCue[] => {
    const { start, end } = times(entry, rate, isSource)
    const words = asObjects(entry.words).flatMap((word, i) => wordOf(word, i, rate, isSource) ?? [])
    const text = words.length > 0 ? passageText(words) : asText(entry.text)
    if (start === null || (data.passages !== undefined && text === null)) {
      damaged++
      return []
    }
    const turn = `${start} ${end} ${asName(entry.speaker)}`
    if (isSource && text === null && known.has(turn)) return []
    known.add(turn)
    return [{ speaker: asName(entry.speaker), startSeconds: start, endSeconds: end, text, words }]
  })
  return { format: 'json', cues, damaged }
}

/** A rate that sound can have; ours where the file names none. */
function rateOf(value: unknown): number {
  const rate = asNumber(value)
  return rate !== null && rate >= 1 ? rate : SAMPLE_RATE
}

function wordOf(word: JsonObject, index: number, rate: number, isSource: boolean): SpokenWord | undefined {
  const text = asText(word.text)
  if (text === null) return undefined
  const { start, end } = times(word, rate, isSource)
  return {
    text,
    before: index === 0 ? '' : typeof word.before === 'string' ? word.before.slice(0, 20) : ' ',
    startSeconds: start,
    endSeconds: end,
    confidence: asShare(word.confidence),
    ...(word.isSpread === true && { isSpread: true }),
  }
}

function times(entry: JsonObject, rate: number, isSource: boolean) {
  const start = asNumber(isSource ? entry.sourceStartSample : entry.startSample)
  const end = asNumber(isSource ? entry.sourceEndSample : entry.endSample)
  return { start: start === null ? null : start / rate, end: end === null ? null : end / rate }
}

/** Writes the transcript; to the sample, nothing is lost. */
export function writeTranscriptJson(passages: readonly EditedPassage[], title: string): string {
  const entries = passages.map(({ from, to, speaker, words, heard, passage }) => ({
    speakerId: speaker?.id ?? null,
    speaker: speaker?.name ?? null,
    handle: speaker?.handle ?? null,
    startSample: from,
    endSample: to,
    startSeconds: samplesToSeconds(from),
    endSeconds: samplesToSeconds(to),
    recordingId: passage.recordingId,
    sourceStartSample: passage.startSample,
    sourceEndSample: passage.endSample,
    origin: passage.origin,
    text: passageText(words),
    words: words.map((word, i) => ({
      ...word,
      sourceStartSample: heard[i]!.startSample,
      sourceEndSample: heard[i]!.endSample,
    })),
  }))
  return `${JSON.stringify({ sampleRate: SAMPLE_RATE, title, passages: entries }, null, 2)}\n`
}

/** Writes turns; to the sample. */
export function writeTurnsJson(turns: readonly Turn[]): string {
  const segments = turns.map(({ from, to, speaker, segment }) => ({
    speakerId: speaker.id,
    speaker: speaker.name,
    handle: speaker.handle,
    startSample: from,
    endSample: to,
    startSeconds: samplesToSeconds(from),
    endSeconds: samplesToSeconds(to),
    recordingId: segment.recordingId,
    sourceStartSample: segment.startSample,
    sourceEndSample: segment.endSample,
    origin: segment.origin,
    confidence: segment.confidence,
  }))
  return `${JSON.stringify({ sampleRate: SAMPLE_RATE, segments }, null, 2)}\n`
}
