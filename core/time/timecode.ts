/** Timecodes at the edges: `[h:]mm:ss[.mmm]` or plain seconds. */
import { fail, ok, type Result } from '../problem.ts'
import { SAMPLE_RATE, type Samples, secondsToSamples } from './units.ts'

const CLOCK = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})(\.\d+)?$/
const SECONDS = /^\d+(\.\d+)?$/

/** Reads `1:02:03.250`, `2:03` or `123.25`; rounds to the nearest sample. Problem: `usage`. */
export function parseTimecode(text: string): Result<Samples> {
  const trimmed = text.trim()
  if (SECONDS.test(trimmed)) return ok(secondsToSamples(Number(trimmed)))
  const match = CLOCK.exec(trimmed)
  if (match) {
    const [, hours = '0', minutes, seconds, fraction = ''] = match
    if (Number(seconds) < 60 && (match[1] === undefined || Number(minutes) < 60))
      return ok(
        secondsToSamples(Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}${fraction}`)),
      )
  }
  return fail(
    'usage',
    `“${text}” is not a time.`,
    'Write times as [h:]mm:ss[.mmm] or in seconds, as 1:02:03.5 or 93.2.',
  )
}

/**
 * Writes a position as `m:ss.mmm`, with hours from one hour on. `decimals` 0 to 3; truncates, so that a clock
 * never shows a moment that has not come.
 */
export function formatTimecode(samples: Samples, decimals = 3): string {
  const unit = 10 ** decimals
  const ticks = Math.floor((Math.max(0, samples) * unit) / SAMPLE_RATE)
  const whole = Math.floor(ticks / unit)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const seconds = String(whole % 60).padStart(2, '0')
  const clock =
    hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
  return decimals > 0 ? `${clock}.${String(ticks % unit).padStart(decimals, '0')}` : clock
}

/** Writes a length for a person: `12.4 s`, `3 min 05 s`, `1 h 02 min`. */
export function formatLength(samples: Samples): string {
  const seconds = samples / SAMPLE_RATE
  if (seconds < 0.1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
