/** Turns and transcripts of the edit for other programs: which formats there are, and how they are written. */
import type { EditedPassage } from '../../episode/editedTranscript.ts'
import type { Turn } from '../../episode/turns.ts'
import { writeAudacityLabels } from './audacity.ts'
import { writeTranscriptJson, writeTurnsJson } from './ownJson.ts'
import { writePlainText } from './plainText.ts'
import { writePodcastTranscript } from './podcast.ts'
import { writeRttm } from './rttm.ts'
import { writeSrt } from './srt.ts'
import { writeTurnsAsWebVtt, writeWebVtt } from './webvttWrite.ts'

export const SPEAKER_FORMATS = ['rttm', 'vtt', 'audacity', 'json'] as const
export type SpeakerFormat = (typeof SPEAKER_FORMATS)[number]

/** Writes who speaks when; every format ends with a line break. */
export function writeSpeakerTurns(turns: readonly Turn[], format: SpeakerFormat, title: string): string {
  switch (format) {
    case 'rttm':
      return writeRttm(turns, title)
    case 'vtt':
      return writeTurnsAsWebVtt(turns)
    case 'audacity':
      return writeAudacityLabels(turns)
    case 'json':
      return writeTurnsJson(turns)
  }
}

export const TRANSCRIPT_FORMATS = ['vtt', 'srt', 'json', 'txt', 'podcast'] as const
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number]

export interface TranscriptOptions {
  /** WebVTT: also when each word is said. */
  readonly wordTimes?: boolean | undefined
  /** Text: when each paragraph begins; true when absent. */
  readonly timestamps?: boolean | undefined
}

/** Writes what is said; every format ends with a line break. */
export function writeTranscript(
  passages: readonly EditedPassage[],
  format: TranscriptFormat,
  title: string,
  { wordTimes, timestamps }: TranscriptOptions = {},
): string {
  switch (format) {
    case 'vtt':
      return writeWebVtt(passages, { wordTimes })
    case 'srt':
      return writeSrt(passages)
    case 'json':
      return writeTranscriptJson(passages, title)
    case 'txt':
      return writePlainText(passages, { timestamps })
    case 'podcast':
      return writePodcastTranscript(passages)
  }
}
