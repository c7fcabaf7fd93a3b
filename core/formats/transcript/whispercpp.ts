/** whisper.cpp's JSON: `transcription[]{offsets{from,to} ms, text, tokens?[]}`; tokens come with its full output. */
import { asName, asNumber, asObject, asObjects, asText, type JsonObject } from './jsonValues.ts'
import { takeNamePrefixes } from './namePrefix.ts'
import { type Mark, type RawCue, toCue } from './rawCue.ts'
import type { SpokenFile } from './spoken.ts'

export function readWhisperCpp(data: JsonObject): SpokenFile {
  const raw: RawCue[] = []
  let damaged = 0
  for (const { offsets, text, speaker, tokens } of asObjects(data.transcription)) {
    const { start, end } = secondsOf(offsets)
    const said = asText(text)
    if (start === null || said === null) damaged++
    else
      raw.push({
        speaker: asName(speaker),
        startSeconds: start,
        endSeconds: end,
        ...(tokenText(said, tokens) ?? { text: said, marks: [] }),
      })
  }
  return {
    format: 'whispercpp',
    cues: takeNamePrefixes(raw).flatMap((cue) => toCue(cue) ?? []),
    damaged,
  }
}

/** The text with the times of its tokens; undefined where they do not spell it (characters parted in the middle). */
function tokenText(said: string, tokens: unknown): { text: string; marks: Mark[] } | undefined {
  let text = ''
  const marks: Mark[] = []
  for (const token of asObjects(tokens)) {
    const piece = typeof token.text === 'string' ? token.text : ''
    const { start, end } = secondsOf(token.offsets)
    // Marks of the model's own, as [_BEG_] and [_TT_150].
    if (/^\[_[A-Z]+_(\d+\])?\]?$/.test(piece) || piece === '') continue
    if (start !== null)
      marks.push({ offset: text.length + piece.length - piece.trimStart().length, seconds: start })
    text += piece
    if (end !== null) marks.push({ offset: text.length, seconds: end })
  }
  return text.trim() === said.trim() && marks.length > 0 ? { text, marks } : undefined
}

function secondsOf(offsets: unknown): { start: number | null; end: number | null } {
  const { from, to } = asObject(offsets) ?? {}
  const start = asNumber(from)
  const end = asNumber(to)
  return { start: start === null ? null : start / 1000, end: end === null ? null : end / 1000 }
}
