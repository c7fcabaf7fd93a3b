/** What native file dialogs offer. Content decides what a file is, so every open dialog also offers all files. */
import type { SaveEnding } from '#core/contract/filePurposes.ts'
import { PACK_ENDING } from '#core/formats/pack.ts'

export interface FileFilter {
  readonly name: string
  readonly extensions: string[]
}

const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] }

/** Recordings come under many names: archives of Spaces hold raw ADTS called `.ts`. */
const AUDIO_ENDINGS = (
  'aac adts ts m4a mp4 mov m4b mp3 wav wave w64 rf64 flac aif ' +
  'aiff aifc caf ogg oga opus webm mkv mka wma amr 3gp ac3 mp2'
).split(' ')

/** Archives, playlists of chunks, and what tells of a recording. */
const OTHER_ENDINGS = [...['zip', PACK_ENDING, 'm3u8'], ...['json', 'jsonl', 'txt', 'vtt', 'srt', 'rttm']]

export const AUDIO_FILTERS: readonly FileFilter[] = [
  { name: 'Recordings', extensions: AUDIO_ENDINGS },
  ALL_FILES,
]

/** All that may be brought at once. */
export const RECORDING_FILTERS: readonly FileFilter[] = [
  { name: 'Recordings, archives and projects', extensions: [...AUDIO_ENDINGS, ...OTHER_ENDINGS] },
  ALL_FILES,
]

export const IMAGE_FILTERS: readonly FileFilter[] = [
  { name: 'Pictures', extensions: ['jpg', 'jpeg', 'png'] },
  ALL_FILES,
]

export const SPEECH_FILTERS: readonly FileFilter[] = [
  { name: 'Speakers and transcripts', extensions: ['vtt', 'srt', 'json', 'txt', 'rttm', 'tsv', 'csv'] },
  ALL_FILES,
]

const EXPORTS: Readonly<Record<SaveEnding, FileFilter>> = {
  wav: { name: 'WAV audio', extensions: ['wav'] },
  flac: { name: 'FLAC audio', extensions: ['flac'] },
  mp3: { name: 'MP3 audio', extensions: ['mp3'] },
  m4a: { name: 'M4A audio (AAC)', extensions: ['m4a'] },
  opus: { name: 'Opus audio', extensions: ['opus', 'ogg'] },
  vtt: { name: 'WebVTT captions', extensions: ['vtt'] },
  srt: { name: 'SubRip captions', extensions: ['srt'] },
  txt: { name: 'Text', extensions: ['txt'] },
  json: { name: 'JSON', extensions: ['json'] },
  rttm: { name: 'RTTM speaker turns', extensions: ['rttm'] },
  afterspace: { name: 'Portable Afterspace project', extensions: [PACK_ENDING] },
}

export function exportFilter(ending: SaveEnding): FileFilter {
  return EXPORTS[ending]
}

/** The path with an ending of the format; not every system's dialog adds it. */
export function withExportEnding(path: string, ending: SaveEnding): string {
  const { extensions } = EXPORTS[ending]
  const hasEnding = extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`))
  return hasEnding ? path : `${path}.${extensions[0]}`
}
