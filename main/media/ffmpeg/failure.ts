/** What went wrong when ffmpeg did not end well, in words for a person. */
import { fail, type Result } from '#core/problem.ts'

const HINTS = {
  disk: 'Free some space on that disk and try again.',
  again: 'Try again; if it happens again, the file may be damaged.',
}

/** How a run of ffmpeg ended. */
export interface FfmpegEnd {
  readonly code: number | null
  readonly killedBy: string | null
  /** The last lines it wrote to its error output. */
  readonly said: string
}

/** The problem of a run that failed; `task` completes "ffmpeg could not …". */
export function ffmpegFailure(end: FfmpegEnd, task: string): Result<never> {
  const said = lastWords(end.said)
  if (/no space left on device|disk quota exceeded/i.test(end.said)) {
    return fail('disk-full', 'The disk is full.', HINTS.disk)
  }
  if (/permission denied/i.test(end.said)) {
    return fail('unreadable', `ffmpeg may not open the file: ${said}`, 'Check the permissions of the file.')
  }
  if (/no such file or directory/i.test(end.said)) {
    return fail('vanished', 'The file is not there any more.', 'Put it back to its place and try again.')
  }
  if (end.killedBy !== null) {
    return fail('ffmpeg-failed', `ffmpeg was ended from outside (${end.killedBy}).`, HINTS.again)
  }
  return fail(
    'ffmpeg-failed',
    `ffmpeg could not ${task}: ${said || `it ended with ${end.code}`}`,
    HINTS.again,
  )
}

/** The last line that says something, without the address that ffmpeg puts before it. */
export function lastWords(said: string): string {
  const lines = said.split(/\r?\n/).map((line) => line.replace(/^\[[^\]]*\]\s*/, '').trim())
  return lines.filter(Boolean).at(-1) ?? ''
}
