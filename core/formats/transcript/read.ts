/** Reads any speaker or transcript file; its content says what it is, its name only helps. */
import { fail, ok, type Result } from '../../problem.ts'
import { readAudacityLabels } from './audacity.ts'
import { asObject, asObjects, type JsonObject } from './jsonValues.ts'
import { linesOf, parseTiming } from './lines.ts'
import { readOwnJson } from './ownJson.ts'
import { headingOf, readPlainText } from './plainText.ts'
import { readPodcastTranscript } from './podcast.ts'
import { readRttm } from './rttm.ts'
import { SPOKEN_FORMATS, type SpokenFile, type SpokenFormat } from './spoken.ts'
import { readSrt } from './srt.ts'
import { readWebVtt } from './webvtt.ts'
import { readWhisperCpp } from './whispercpp.ts'
import { readWhisperX } from './whisperx.ts'

/** So much of the beginning is looked at to tell what a file is. */
const HEAD = 65_536

const BY_LINES = {
  rttm: readRttm,
  audacity: readAudacityLabels,
  vtt: readWebVtt,
  srt: readSrt,
  text: readPlainText,
} as const
type LineFormat = keyof typeof BY_LINES

/** Endings of names, for files whose beginning tells nothing. */
const BY_NAME: Record<string, LineFormat> = { rttm: 'rttm', vtt: 'vtt', srt: 'srt', labels: 'audacity' }

/**
 * What a file says, whichever of {@link SPOKEN_FORMATS} it is in. `recordingId` is the recording that it is for:
 * our own JSON knows places in it. Problems: `empty-file`, `unsupported`.
 */
export function readSpokenFile(name: string, text: string, recordingId?: string): Result<SpokenFile> {
  const content = text.toWellFormed().replace(/^\uFEFF/, '')
  if (!/\S/.test(content)) return fail('empty-file', `${name} is empty.`, 'Choose another file.')
  const format = /^\s*[[{]/.test(content) ? undefined : lineFormat(content, name)
  const spoken = format ? BY_LINES[format](content) : readJson(content, recordingId)
  if (!spoken) return unknown(name)
  if (spoken.cues.length === 0)
    return fail(
      'unsupported',
      `${name} looks like ${SPOKEN_FORMATS[spoken.format]}, but nothing in it says who speaks or what is said.`,
      'Open it in a text editor to see what it holds.',
    )
  return ok(spoken)
}

function unknown(name: string): Result<never> {
  return fail(
    'unsupported',
    `${name} is no speaker or transcript file that Afterspace knows.`,
    `These are read: ${Object.values(SPOKEN_FORMATS).join(', ')}.`,
  )
}

function lineFormat(content: string, name: string): LineFormat | undefined {
  if (/^\s*WEBVTT(\s|$)/.test(content.slice(0, 100))) return 'vtt'
  const lines = linesOf(content.slice(0, HEAD)).filter((line) => line.trim() !== '')
  const has = (test: (line: string) => boolean) => lines.some(test)
  if (has((line) => typeof parseTiming(line) === 'object' && parseTiming(line) !== null)) return 'srt'
  if (has((line) => /^\s*SPEAKER(\s+\S+){4}/.test(line.slice(0, 2_000)))) return 'rttm'
  if (has((line) => /^\s*-?\d+([.,]\d*)?\t-?\d+([.,]\d*)?(\t|\s*$)/.test(line.slice(0, 100))))
    return 'audacity'
  if (has((line) => headingOf(line) !== undefined)) return 'text'
  return BY_NAME[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']
}

function readJson(content: string, recordingId: string | undefined): SpokenFile | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch {
    // `[Alice]: …` and the like: a caption file that lost its head.
    const format = lineFormat(content, '')
    return format && BY_LINES[format](content)
  }
  // Faster-whisper's scripts write the bare list.
  const data = Array.isArray(parsed) ? { segments: parsed } : asObject(parsed)
  return data ? readers[jsonFormat(data) ?? '']?.(data, recordingId) : undefined
}

const readers: Record<string, (data: JsonObject, recordingId?: string) => SpokenFile> = {
  json: readOwnJson,
  podcast: readPodcastTranscript,
  whisperx: readWhisperX,
  whispercpp: readWhisperCpp,
}

function jsonFormat(data: JsonObject): SpokenFormat | undefined {
  if (Array.isArray(data.transcription)) return 'whispercpp'
  if ('sampleRate' in data && (Array.isArray(data.passages) || Array.isArray(data.segments))) return 'json'
  const first = asObjects(data.segments).find(
    (segment) => 'startTime' in segment || 'start' in segment || 'words' in segment,
  )
  if (!first) return undefined
  return 'startTime' in first ? 'podcast' : 'whisperx'
}
