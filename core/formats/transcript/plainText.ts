/** Text to read: a name and a time, then what was said, as Otter has it: `Name  0:49`. */
import type { EditedPassage } from '../../episode/editedTranscript.ts'
import { passageText } from '../../episode/words.ts'
import { formatTimecode } from '../../time/timecode.ts'
import { linesOf, oneLine, parseClock } from './lines.ts'
import { type RawCue, toCue } from './rawCue.ts'
import type { SpokenFile } from './spoken.ts'

const LONGEST_HEADING = 200
const HEADING = /^(?:(\S[^\n]*?)?[ \t\u00a0]+)?\(?((?:\d{1,3}:)?\d{1,3}:\d{2})\)?$/

/** Reads `Name  0:49` and the text below it; a name that says nobody is none. Only starts are known. */
export function readPlainText(text: string): SpokenFile {
  const raw: RawCue[] = []
  let said: string[] = []
  const close = () => {
    const last = raw.at(-1)
    if (last) raw[raw.length - 1] = { ...last, text: said.join('\n') }
    said = []
  }
  for (const line of linesOf(text)) {
    const heading = headingOf(line)
    if (heading) {
      close()
      raw.push({ ...heading, endSeconds: null, text: '', marks: [] })
    } else if (!/^Transcribed by https?:\/\/\S+$/.test(line)) said.push(line)
  }
  close()
  return { format: 'text', cues: raw.flatMap((cue) => toCue(cue) ?? []), damaged: 0 }
}

/** Whose words begin at which second, where a line is such a heading. */
export function headingOf(line: string): { speaker: string | null; startSeconds: number } | undefined {
  if (line.length > LONGEST_HEADING) return undefined
  const match = HEADING.exec(line.trimEnd())
  const startSeconds = match && parseClock(match[2]!)
  if (startSeconds == null) return undefined
  const name = match![1]?.trim().replace(/\s*[:,–—-]$/, '') ?? ''
  return { speaker: name === '' || /^unknown( speaker)?$/i.test(name) ? null : name, startSeconds }
}

/**
 * Writes paragraphs, each stretch of one speaker below their name. With `timestamps` each begins with its second,
 * so that other programs, and we, can read it again; without, it is for people alone.
 */
export function writePlainText(passages: readonly EditedPassage[], { timestamps = true } = {}): string {
  let last: EditedPassage | undefined
  const blocks = passages.map((passage) => {
    const name = passage.speaker ? oneLine(passage.speaker.name).trim() : 'Unknown speaker'
    const isSame = last !== undefined && last.speaker?.id === passage.speaker?.id
    last = passage
    // A blank line inside what somebody says would part it.
    const text = passageText(passage.words).replaceAll(/\s*[\r\n]\s*/g, '\n')
    if (timestamps) return `${name}  ${formatTimecode(passage.from, 0)}\n${text}\n`
    return isSame ? `${text}\n` : `${name}:\n${text}\n`
  })
  return blocks.join('\n')
}
