/** WhisperX and its kin (Whisper, faster-whisper): `segments[]{start, end, text, speaker?, words[]}`. */
import { passageText } from '../../episode/words.ts'
import { asName, asNumber, asObjects, asShare, asText, type JsonObject } from './jsonValues.ts'
import type { SpokenCue, SpokenFile, SpokenWord } from './spoken.ts'

interface VoicedWord extends SpokenWord {
  readonly speaker: string | null
}

/** Reads segments with their words. A segment in which the speaker changes is parted there. */
export function readWhisperX(data: JsonObject): SpokenFile {
  let damaged = 0
  const cues = asObjects(data.segments).flatMap((segment): SpokenCue[] => {
    const speaker = asName(segment.speaker)
    const words = wordsOf(segment, speaker)
    const text = asText(segment.text)?.trim() ?? (words.length > 0 ? passageText(words) : null)
    const startSeconds =
      asNumber(segment.start) ?? words.find((word) => word.startSeconds !== null)?.startSeconds
    const endSeconds = asNumber(segment.end)
    if (startSeconds == null || text === null) {
      damaged++
      return []
    }
    if (words.length === 0) return [{ speaker, startSeconds, endSeconds, text, words: [] }]
    return runs(words).map((run, i, all) => ({
      speaker: run[0]!.speaker,
      startSeconds: i === 0 ? startSeconds : (run[0]!.startSeconds ?? lastEnd(all[i - 1]!) ?? startSeconds),
      endSeconds: i === all.length - 1 ? endSeconds : (lastEnd(run) ?? all[i + 1]![0]!.startSeconds),
      text: passageText(run),
      words: run.map(({ speaker: _, ...word }, j) => (j === 0 ? { ...word, before: '' } : word)),
    }))
  })
  return { format: 'whisperx', cues, damaged }
}

/** Words with what stands between them in the text; Whisper puts it before the word itself. */
function wordsOf(segment: JsonObject, segmentSpeaker: string | null): VoicedWord[] {
  const text = typeof segment.text === 'string' ? segment.text.trimStart() : ''
  let at = 0
  let speaker = segmentSpeaker
  const words: VoicedWord[] = []
  for (const entry of asObjects(segment.words)) {
    const raw = asText(entry.word ?? entry.text)
    const word = raw?.trim()
    if (raw === null || word === undefined) continue
    let next = at
    while (next < text.length && /\s/.test(text[next]!)) next++
    const isNext = text.startsWith(word, next)
    const own = /^\s/.test(raw) ? raw.slice(0, raw.length - raw.trimStart().length) : ' '
    const before = isNext ? text.slice(at, next) : own
    if (isNext) at = next + word.length
    speaker = asName(entry.speaker) ?? speaker
    words.push({
      text: word,
      before: words.length === 0 ? '' : before.slice(0, 20),
      startSeconds: asNumber(entry.start),
      endSeconds: asNumber(entry.end),
      confidence: asShare(entry.score ?? entry.probability ?? entry.confidence),
      speaker,
    })
  }
  return words
}

function runs(words: readonly VoicedWord[]): VoicedWord[][] {
  const found: VoicedWord[][] = []
  for (const word of words) {
    const last = found.at(-1)
    if (last && last[0]!.speaker === word.speaker) last.push(word)
    else found.push([word])
  }
  return found
}

function lastEnd(words: readonly SpokenWord[]): number | null {
  return words.findLast(({ endSeconds }) => endSeconds !== null)?.endSeconds ?? null
}
