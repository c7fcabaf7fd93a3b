/** What native file dialogs offer. Content decides what a file is, so every open dialog also offers all files. */
import type { ExportFormat } from '#core/contract/contract.ts'
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

export const PACK_FILTER: FileFilter = { name: 'Afterspace project', extensions: [PACK_ENDING] }

export const IMAGE_FILTERS: readonly FileFilter[] = [
  { name: 'Pictures', extensions: ['jpg', 'jpeg', 'png'] },
  ALL_FILES,
]

const EXPORTS: Readonly<Record<ExportFormat, FileFilter>> = {
  wav: { name: 'WAV audio', extensions: ['wav'] },
  flac: { name: 'FLAC audio', extensions: ['flac'] },
  mp3: { name: 'MP3 audio', extensions: ['mp3'] },
  m4a: { name: 'M4A audio (AAC)', extensions: ['m4a'] },
  opus: { name: 'Opus audio', extensions: ['opus', 'ogg'] },
}

export function exportFilter(format: ExportFormat): FileFilter {
  return EXPORTS[format]
}

/** The path with an ending of the filter; not every system's dialog adds it. */
export function withEnding(path: string, { extensions }: FileFilter): string {
  const hasEnding = extensions.some((extension) => path.toLowerCase().endsWith(`.${extension}`))
  return hasEnding ? path : `${path}.${extensions[0]}`
}

/** The path with an ending of the format. */
export function withExportEnding(path: string, format: ExportFormat): string {
  return withEnding(path, exportFilter(format))
}
