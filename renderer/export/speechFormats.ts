/** The files that transcript and speakers can be exported to, explained. */
import type { SpeechExportRequest } from '#core/contract/transcripts.ts'
import type { SpeakerFormat, TranscriptFormat } from '#core/formats/transcript/write.ts'

export type SpeechWhat = SpeechExportRequest['what']['type']

export interface SpeechFormatChoice<Format extends string = string> {
  readonly format: Format
  readonly name: string
  readonly hint: string
  readonly ending: 'vtt' | 'srt' | 'txt' | 'json' | 'rttm'
}

export const TRANSCRIPTS: readonly SpeechFormatChoice<TranscriptFormat>[] = [
  { format: 'vtt', name: 'WebVTT', hint: 'Captions for the web, with voices', ending: 'vtt' },
  { format: 'srt', name: 'SRT', hint: 'Captions that every video program takes', ending: 'srt' },
  { format: 'podcast', name: 'Podcast', hint: 'JSON for podcast feeds (Podcasting 2.0)', ending: 'json' },
  { format: 'txt', name: 'Text', hint: 'To read, for show notes and articles', ending: 'txt' },
  { format: 'json', name: 'Afterspace JSON', hint: 'Everything, to the word and sample', ending: 'json' },
]

export const SPEAKERS: readonly SpeechFormatChoice<SpeakerFormat>[] = [
  { format: 'rttm', name: 'RTTM', hint: 'For diarization tools', ending: 'rttm' },
  { format: 'audacity', name: 'Audacity labels', hint: 'A label track with names', ending: 'txt' },
  { format: 'vtt', name: 'WebVTT', hint: 'A cue for every turn', ending: 'vtt' },
  { format: 'json', name: 'Afterspace JSON', hint: 'Everything, to the sample', ending: 'json' },
]
