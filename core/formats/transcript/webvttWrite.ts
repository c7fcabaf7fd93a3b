/** WebVTT as we write it: voices, times to the millisecond. */
import type { EditedPassage, EditedWord } from '../../episode/editedTranscript.ts'
import type { Turn } from '../../episode/turns.ts'
import type { Samples } from '../../time/units.ts'
import { escapeCue } from './cueText.ts'
import { formatClock } from './lines.ts'
import { cueMilliseconds, milliseconds } from './writing.ts'

/** Who speaks when: the cues show the names. */
export function writeTurnsAsWebVtt(turns: readonly Turn[]): string {
  return webVtt(turns.map(({ from, to, speaker }) => cue(from, to, speaker.name, voiceName(speaker.name))))
}

/**
 * The transcript. With `wordTimes` a timestamp stands before and behind every word whose time is known (as
 * karaoke has them), so that it comes back; words without a time of their own have none.
 */
export function writeWebVtt(passages: readonly EditedPassage[], { wordTimes = false } = {}): string {
  return webVtt(
    passages.map(({ from, to, speaker, words }) =>
      cue(from, to, speaker?.name ?? null, words.map((word, i) => wordText(word, i, wordTimes)).join('')),
    ),
  )
}

function webVtt(cues: readonly string[]): string {
  return ['WEBVTT\n', ...cues].join('\n')
}

function cue(from: Samples, to: Samples, name: string | null, payload: string): string {
  const { start, end } = cueMilliseconds(from, to)
  const text = name === null ? payload : `<v ${voiceName(name)}>${payload}</v>`
  return `${formatClock(start, '.')} --> ${formatClock(end, '.')}\n${text}\n`
}

function wordText(word: EditedWord, index: number, wordTimes: boolean): string {
  const before = index === 0 ? '' : escapeCue(word.before ?? ' ')
  const text = escapeCue(word.text)
  if (!wordTimes || word.isSpread) return before + text
  const at = (samples: Samples) => `<${formatClock(milliseconds(samples), '.')}>`
  return `${before}${at(word.startSample)}${text}${at(word.endSample)}`
}

function voiceName(name: string): string {
  return escapeCue(name.trim().replaceAll(/\s+/g, ' '))
}
