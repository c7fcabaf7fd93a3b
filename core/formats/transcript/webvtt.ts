/** WebVTT, https://www.w3.org/TR/webvtt1/: captions with voices and, where the file has them, times of words. */
import { readCueText } from './cueText.ts'
import { linesOf, parseTiming } from './lines.ts'
import { takeNamePrefixes } from './namePrefix.ts'
import { partCue, type RawCue, toCue } from './rawCue.ts'
import type { SpokenCue, SpokenFile } from './spoken.ts'

/** Reads cues; ids, settings, NOTE, STYLE and REGION blocks are passed over. Several voices in a cue part it. */
export function readWebVtt(text: string): SpokenFile {
  const lines = linesOf(text)
  const raw: RawCue[] = []
  let damaged = 0
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    // A comment or a style sheet may hold an arrow, and ends at a blank line.
    if (/^(NOTE|STYLE|REGION)(\s|$)/.test(line) && isBlank(lines[i - 1] ?? '')) {
      while (i + 1 < lines.length && !isBlank(lines[i + 1]!)) i++
      continue
    }
    const timing = parseTiming(line)
    if (timing === null) continue
    const payload: string[] = []
    while (i + 1 < lines.length && !isBlank(lines[i + 1]!) && !isTiming(lines[i + 1]!))
      payload.push(lines[++i]!)
    if (timing === 'damaged') damaged++
    else for (const cue of voicesOf(payload.join('\n'), timing)) raw.push(cue)
  }
  const cues = takeNamePrefixes(raw).flatMap((cue) => toCue(cue) ?? [])
  return { format: 'vtt', cues: withoutNamesAsText(cues), damaged }
}

function isBlank(line: string): boolean {
  return line === '' || (line.length < 100 && line.trim() === '')
}

/** An arrow without times is part of what is said. */
function isTiming(line: string): boolean {
  const timing = parseTiming(line)
  return timing !== null && timing !== 'damaged'
}

function voicesOf(payload: string, { start, end }: { start: number; end: number }): RawCue[] {
  const { text, marks, voices } = readCueText(payload)
  const cue: RawCue = { speaker: null, startSeconds: start, endSeconds: end, text, marks }
  const parts: { speaker: string | null; from: number; to: number }[] = []
  for (const [i, { offset, name }] of [{ offset: 0, name: null }, ...voices].entries()) {
    const to = voices[i]?.offset ?? text.length
    if (text.slice(offset, to).trim() !== '') parts.push({ speaker: name, from: offset, to })
  }
  return parts.length === 0 ? [] : partCue(cue, parts)
}

/** What `speakers export` writes shows the names as the text, since a cue must have some: that says no words. */
function withoutNamesAsText(cues: readonly SpokenCue[]): readonly SpokenCue[] {
  const isNames = cues.length > 0 && cues.every(({ speaker, text }) => speaker !== null && speaker === text)
  return isNames ? cues.map((cue) => ({ ...cue, text: null, words: [] })) : cues
}
