/** Lines and clocks of text files. Everything here takes time in proportion to the text. */

/** The lines of a text, whichever way they end. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

/** No clock is longer; what is, is not looked at. */
const LONGEST_CLOCK = 32
const CLOCK = /^(-?)(?:(\d{1,9}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/

/** Seconds of `[h:]mm:ss[.fff]`, the fraction after a point or a comma; null where it is no clock. */
export function parseClock(text: string): number | null {
  if (text.length > LONGEST_CLOCK) return null
  const match = CLOCK.exec(text.trim())
  if (!match) return null
  const [, sign, hours = '0', minutes, seconds, fraction = '0'] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  // Of one number, so that 1.1 s is the double nearest to 1.1.
  return Number(`${sign}${whole}.${fraction}`)
}

/** A number, its decimals after a point or a comma; null where it is none. */
export function parseNumber(text: string): number | null {
  return text.length <= LONGEST_CLOCK && /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(text)
    ? finite(Number(text.replace(',', '.')))
    : null
}

/** The times of a line `start --> end settings`; null where it is none, `'damaged'` where its times make no sense. */
export function parseTiming(line: string): { start: number; end: number } | 'damaged' | null {
  const arrow = line.slice(0, 200).indexOf('-->')
  if (arrow < 0) return null
  const start = parseClock(line.slice(0, arrow))
  const end = parseClock(
    line
      .slice(arrow + 3, arrow + 100)
      .trim()
      .split(/\s/, 1)[0] ?? '',
  )
  return start === null || end === null ? 'damaged' : { start, end }
}

/** Whole milliseconds as `hh:mm:ss` and three decimals after `point`. */
export function formatClock(ms: number, point: '.' | ','): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
    .map(two)
    .join(':')
  return `${clock}${point}${String(ms % 1000).padStart(3, '0')}`
}

/** `text` on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ')
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
