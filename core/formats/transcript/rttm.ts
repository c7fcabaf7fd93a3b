/**
 * NIST RTTM: `SPEAKER file 1 start duration <NA> <NA> name <NA> <NA>`, seconds. Fields are parted by spaces, so
 * names have none.
 */
import type { Turn } from '../../episode/turns.ts'
import { linesOf, parseNumber } from './lines.ts'
import type { SpokenCue, SpokenFile } from './spoken.ts'
import { exactSeconds } from './writing.ts'

/** The fields that say who: eight, the last two may be missing. */
const FIELDS = 8

/** Reads `SPEAKER` lines; other types and comments are passed over. The fifth field is a length, not an end. */
export function readRttm(text: string): SpokenFile {
  const cues: SpokenCue[] = []
  let damaged = 0
  for (const line of linesOf(text)) {
    if (!/^\s*SPEAKER\s/.test(line)) continue
    const fields = line.slice(0, 2_000).trim().split(/\s+/)
    const start = parseNumber(fields[3] ?? '')
    const duration = parseNumber(fields[4] ?? '')
    const name = fields[7]
    if (fields.length < FIELDS || start === null || duration === null || duration <= 0) damaged++
    else
      cues.push({
        speaker: name === undefined || name === '<NA>' ? null : name,
        startSeconds: start,
        endSeconds: start + duration,
        text: null,
        words: [],
      })
  }
  return { format: 'rttm', cues, damaged }
}

/** Writes turns; to the sample. */
export function writeRttm(turns: readonly Turn[], title: string): string {
  const file = oneWord(title)
  return turns
    .map(({ from, to, speaker }) => {
      const duration = exactSeconds(to - from)
      return `SPEAKER ${file} 1 ${exactSeconds(from)} ${duration} <NA> <NA> ${oneWord(speaker.name)} <NA> <NA>\n`
    })
    .join('')
}

function oneWord(text: string): string {
  return text.trim().replaceAll(/\s+/g, '_') || '_'
}
