/** Dates as a person says them. */
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `3 Mar 2024`. */
export function formatDay(iso: string): string {
  return days.format(new Date(iso))
}

/** `just now`, `5 minutes ago`, `yesterday`; from a week on the day. */
export function formatSince(iso: string, now: number): string {
  const then = Date.parse(iso)
  const passed = now - then
  if (passed < MINUTE) return 'just now'
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute')
  const nights = calendarDay(now) - calendarDay(then)
  if (nights === 0) return relative.format(-Math.floor(passed / HOUR), 'hour')
  return nights < 7 ? relative.format(-nights, 'day') : formatDay(iso)
}

/** Days since a fixed one, where this machine is. */
function calendarDay(time: number): number {
  const date = new Date(time)
  return Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / DAY)
}
