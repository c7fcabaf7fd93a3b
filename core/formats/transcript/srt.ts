/** SubRip: numbered captions, `hh:mm:ss,mmm --> hh:mm:ss,mmm`, names as a prefix. Nobody ever wrote it down. */
import type { EditedPassage } from '../../episode/editedTranscript.ts'
import { passageText } from '../../episode/words.ts'
import { formatClock, linesOf, parseTiming } from './lines.ts'
import { looksLikeName, namePrefix, takeNamePrefixes } from './namePrefix.ts'
import { type RawCue, toCue } from './rawCue.ts'
import type { SpokenFile } from './spoken.ts'
import { cueMilliseconds } from './writing.ts'

/** Formatting that players know; everything else in angle brackets is text. */
const TAGS = /<\/?(?:b|i|u|s|font)(?:\s[^<>]{0,200})?>|\{\\[^{}]{1,100}\}/gi

/** Reads captions. Blank lines inside one are kept, a number before the times of the next is not. */
export function readSrt(text: string): SpokenFile {
  const lines = linesOf(text)
  const timings = lines.flatMap((line, at) => {
    const timing = parseTiming(line)
    // An arrow without times is part of what is said, unless it stands where times should.
    if (timing === null || (timing === 'damaged' && !isNumber(lines[at - 1]))) return []
    return [{ at, timing }]
  })
  const isNumbered = timings.length > 0 && isNumber(lines[timings[0]!.at - 1])
  const raw: RawCue[] = []
  let damaged = 0
  for (const [i, { at, timing }] of timings.entries()) {
    let end = timings[i + 1]?.at ?? lines.length
    if (i + 1 < timings.length && isNumber(lines[end - 1]) && (isNumbered || lines[end - 2]?.trim() === ''))
      end--
    if (timing === 'damaged') damaged++
    else
      raw.push({
        speaker: null,
        startSeconds: timing.start,
        endSeconds: timing.end,
        text: lines
          .slice(at + 1, Math.max(at + 1, end))
          .join('\n')
          .replaceAll(TAGS, ''),
        marks: [],
      })
  }
  return { format: 'srt', cues: takeNamePrefixes(raw).flatMap((cue) => toCue(cue) ?? []), damaged }
}

/**
 * Writes captions to the millisecond, each with its speaker as a prefix: in brackets where the bare name could be
 * taken for a part of the sentence. Holds names and text; not when each word is said.
 */
export function writeSrt(passages: readonly EditedPassage[]): string {
  const counts = new Map<string, number>()
  for (const { speaker } of passages)
    if (speaker) counts.set(speaker.name, (counts.get(speaker.name) ?? 0) + 1)
  return passages
    .map(({ from, to, speaker, words }, i) => {
      const { start, end } = cueMilliseconds(from, to)
      const isPlain = speaker !== null && looksLikeName(speaker.name) && counts.get(speaker.name)! > 1
      const text = passageText(words)
        .replaceAll('-->', '->')
        .replaceAll(/\s*[\r\n]\s*/g, '\n')
      const prefix = speaker ? namePrefix(speaker.name, isPlain) : ''
      return `${i + 1}\n${formatClock(start, ',')} --> ${formatClock(end, ',')}\n${prefix}${text}\n\n`
    })
    .join('')
}

function isNumber(line: string | undefined): boolean {
  return line !== undefined && line.length <= 12 && /^\s*\d+\s*$/.test(line)
}
