/** Audacity's label track: start, end and text parted by tabs, seconds; a `\` begins the frequencies of a label. */
import type { Turn } from '../../episode/turns.ts'
import { linesOf, oneLine, parseNumber } from './lines.ts'
import { takeNamePrefixes } from './namePrefix.ts'
import { type RawCue, toCue } from './rawCue.ts'
import type { SpokenCue, SpokenFile } from './spoken.ts'
import { exactSeconds } from './writing.ts'

/** Labels that name people are short. */
const LONGEST_NAME = 60
const MAX_NAME_WORDS = 5
/** In a file of so many labels people come again. */
const MANY = 50

/**
 * Reads labels. Short labels are taken for names, longer ones for what is said (`Name: text` for both). A label
 * that marks a moment, not a stretch, says nothing of who speaks and counts as damaged.
 */
export function readAudacityLabels(text: string): SpokenFile {
  const labels: RawCue[] = []
  let damaged = 0
  for (const line of linesOf(text)) {
    if (line.trim() === '' || line.startsWith('\\')) continue
    const first = line.indexOf('\t')
    const second = first < 0 ? -1 : line.indexOf('\t', first + 1)
    const start = parseNumber(line.slice(0, Math.max(0, first)).trim())
    const end = parseNumber(line.slice(first + 1, second < 0 ? line.length : second).trim())
    const label = second < 0 ? '' : line.slice(second + 1).trim()
    if (first < 0 || start === null || end === null || end <= start || label === '') damaged++
    else labels.push({ speaker: null, startSeconds: start, endSeconds: end, text: label, marks: [] })
  }
  if (nameSpeakers(labels)) return { format: 'audacity', cues: labels.map(asTurn), damaged }
  return { format: 'audacity', cues: takeNamePrefixes(labels).flatMap((cue) => toCue(cue) ?? []), damaged }
}

function nameSpeakers(labels: readonly RawCue[]): boolean {
  const distinct = new Set(labels.map(({ text }) => text))
  const short = labels.filter(
    ({ text }) => text.length <= LONGEST_NAME && text.split(/\s+/).length <= MAX_NAME_WORDS,
  )
  const come = labels.length < MANY || distinct.size * 2 <= labels.length
  return come && short.length * 10 >= labels.length * 9 && !labels.some(({ text }) => text.includes(': '))
}

function asTurn({ text, startSeconds, endSeconds }: RawCue): SpokenCue {
  return { speaker: text, startSeconds, endSeconds, text: null, words: [] }
}

/** Writes turns as labels that are names; to the sample. */
export function writeAudacityLabels(turns: readonly Turn[]): string {
  return turns
    .map(({ from, to, speaker }) => `${exactSeconds(from)}\t${exactSeconds(to)}\t${oneLine(speaker.name)}\n`)
    .join('')
}
