/** FFMETADATA, ffmpeg's text form of tags and chapters (ffmpeg-formats manual, "Metadata"). */
import { SAMPLE_RATE } from '../time/units.ts'
import type { Chapter } from './chapters.ts'

/** The file's text. Empty tags are left out; chapters are in samples at 48 kHz. */
export function writeFfmetadata(
  tags: Readonly<Record<string, string>>,
  chapters: readonly Chapter[],
): string {
  const lines = [';FFMETADATA1']
  for (const [key, value] of Object.entries(tags))
    if (value !== '') lines.push(`${escaped(key)}=${escaped(value)}`)
  for (const { start, end, title } of chapters) {
    lines.push(
      '[CHAPTER]',
      `TIMEBASE=1/${SAMPLE_RATE}`,
      `START=${start}`,
      `END=${end}`,
      `title=${escaped(title)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

/** `=`, `;`, `#`, the backslash and line ends carry a backslash; other control characters have no place in tags. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[=;#\\\n]/g, '\\$&')
}
