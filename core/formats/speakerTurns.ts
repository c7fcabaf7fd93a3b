/** Who speaks when, for other programs: times are those of the edit. */
import type { Turn } from '../episode/turns.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

export const SPEAKER_FORMATS = ['rttm', 'vtt', 'audacity', 'json'] as const
export type SpeakerFormat = (typeof SPEAKER_FORMATS)[number]

/** Writes turns in one of the formats; every one ends with a line break. */
export function writeSpeakerTurns(turns: readonly Turn[], format: SpeakerFormat, title: string): string {
  switch (format) {
    case 'rttm':
      return writeRttm(turns, title)
    case 'vtt':
      return writeWebVtt(turns)
    case 'audacity':
      return writeAudacityLabels(turns)
    case 'json':
      return writeJson(turns)
  }
}

/**
 * NIST RTTM: `SPEAKER file 1 start duration <NA> <NA> name <NA> <NA>`, seconds; fields are parted by spaces, so
 * names have none.
 */
function writeRttm(turns: readonly Turn[], title: string): string {
  const file = oneWord(title)
  return turns
    .map(({ from, to, speaker }) => {
      const duration = seconds(to - from)
      return `SPEAKER ${file} 1 ${seconds(from)} ${duration} <NA> <NA> ${oneWord(speaker.name)} <NA> <NA>\n`
    })
    .join('')
}

/** WebVTT with a voice span for each turn; its times have whole milliseconds, and a cue must last one. */
function writeWebVtt(turns: readonly Turn[]): string {
  const cues = turns.map(({ from, to, speaker }) => {
    const name = escapeVtt(speaker.name)
    const startMs = milliseconds(from)
    const endMs = Math.max(startMs + 1, milliseconds(to))
    return `${vttTime(startMs)} --> ${vttTime(endMs)}\n<v ${name}>${name}</v>\n`
  })
  return ['WEBVTT\n', ...cues].join('\n')
}

/** Audacity's label track: start, end and text parted by tabs, seconds. */
function writeAudacityLabels(turns: readonly Turn[]): string {
  return turns
    .map(
      ({ from, to, speaker }) =>
        `${seconds(from)}\t${seconds(to)}\t${speaker.name.replaceAll(/[\t\r\n]+/g, ' ')}\n`,
    )
    .join('')
}

function writeJson(turns: readonly Turn[]): string {
  const segments = turns.map(({ from, to, speaker, segment }) => ({
    speakerId: speaker.id,
    speaker: speaker.name,
    handle: speaker.handle,
    startSample: from,
    endSample: to,
    startSeconds: from / SAMPLE_RATE,
    endSeconds: to / SAMPLE_RATE,
    origin: segment.origin,
    confidence: segment.confidence,
  }))
  return `${JSON.stringify({ sampleRate: SAMPLE_RATE, segments }, null, 2)}\n`
}

/** Six decimals hold a sample at 48 kHz exactly enough to be read back as the same one. */
function seconds(samples: Samples): string {
  return (samples / SAMPLE_RATE).toFixed(6)
}

function oneWord(text: string): string {
  return text.trim().replaceAll(/\s+/g, '_') || '_'
}

function escapeVtt(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\r\n]+/g, ' ')
}

function milliseconds(samples: Samples): number {
  return Math.round((samples * 1000) / SAMPLE_RATE)
}

/** `hh:mm:ss.mmm` */
function vttTime(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
    .map(two)
    .join(':')
  return `${clock}.${String(ms % 1000).padStart(3, '0')}`
}
