/**
 * Values out of JSON of which nobody vouches for a key or a type. Only own properties are read, and nothing of a
 * file ever becomes a key of an object of ours, so names such as `__proto__` do no harm.
 */
import { NTP_TO_UNIX_SECONDS } from '../hydra.ts'
import { MAX_URL, MAX_WORD } from './limits.ts'

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What lies under a path of own keys; undefined where the path breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined
    here = here[key]
  }
  return here
}

/** The first of these keys that holds anything but null. */
export function anyOf(value: unknown, ...keys: readonly string[]): unknown {
  for (const key of keys) {
    const found = at(value, key)
    if (found !== undefined && found !== null) return found
  }
  return undefined
}

/** The array, or an empty one for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What JSON spells, given as text or already parsed; null where it is neither. */
export function unfold(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'string') return isRecord(value) ? value : null
  const parsed = parseJson(value)
  return isRecord(parsed) ? parsed : null
}

/** The value that JSON spells; undefined where it spells none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Text on one line, trimmed, at most `limit` long and without half characters; null where nothing is left. A
 * number stands for its digits, unless it is too big for JSON to have kept them.
 */
export function wordOf(value: unknown, limit: number = MAX_WORD): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null
  if (typeof value !== 'string') return null
  // What is cut off would be trimmed or not taken, so no more than this is looked at.
  const line = value
    .slice(0, limit * 2)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  return (
    line
      .slice(0, limit)
      .replace(/[\ud800-\udbff]$/, '')
      .toWellFormed()
      .trim() || null
  )
}

/** A small whole number, also where it was written as text; null for anything else. */
export function codeOf(value: unknown): number | null {
  const isDigits = typeof value === 'string' && /^\d{1,6}$/.test(value)
  const code = isDigits ? Number(value) : value
  return typeof code === 'number' && Number.isSafeInteger(code) ? code : null
}

/** A handle without its `@`; null where there is none. */
export function handleOf(value: unknown): string | null {
  return typeof value === 'string' ? wordOf(value.replace(/^\s*@/, ''), 200) : null
}

/** An id of letters and digits, in text or as a number that JSON kept whole. */
export function idOf(value: unknown): string | null {
  const word = wordOf(value, 200)
  return word !== null && /^[\w-]+$/.test(word) ? word : null
}

/** The id of a Space: 13 letters and digits. */
export function spaceIdFrom(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9A-Za-z]{13}$/.test(value.trim()) ? value.trim() : null
}

export function httpsUrlOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= MAX_URL && /^https:\/\/[^\s"'<>\\]+$/.test(value)
    ? value
    : null
}

/** Moments between 2006 and 2100 are believed: X is older than none, and units can be told apart. */
const EARLIEST = Date.UTC(2006, 0) / 1000
const LATEST = Date.UTC(2100, 0) / 1000
const UNITS_PER_SECOND = [1, 1e3, 1e6, 1e9]

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i
/** As in `Sat Oct 07 13:11:39 +0000 2026`, which X writes elsewhere in archives. */
const X_DATE = /^\w{3} (\w{3} \d\d) (\d\d:\d\d:\d\d) \+0000 (\d{4})$/

/**
 * A moment in Unix seconds, written as a number of seconds, milli-, micro- or nanoseconds, as those digits in text,
 * or as a date in ISO 8601 (UTC where no zone stands). Null for anything else, and for moments nobody believes.
 */
export function unixSecondsOf(value: unknown): number | null {
  if (typeof value === 'number') return secondsInAnyUnit(value)
  if (typeof value !== 'string' || value.length > 40) return null
  const text = value.trim()
  if (/^\d{9,20}(\.\d+)?$/.test(text)) return secondsInAnyUnit(Number(text))
  const iso = ISO.exec(text)
  if (iso) {
    const [, day, clock = '00:00', zone = 'Z'] = iso
    return believed(Date.parse(`${day}T${clock}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`) / 1000)
  }
  const dated = X_DATE.exec(text)
  return dated ? believed(Date.parse(`${dated[1]} ${dated[3]} ${dated[2]} GMT`) / 1000) : null
}

/**
 * The moment of an NTP time in 32.32 bits, Unix seconds. It is above 2^53 and so comes as text, or as a number
 * that JSON rounded, by less than a microsecond.
 */
export function unixSecondsOfNtp(value: unknown): number | null {
  const isDigits = typeof value === 'string' && /^\d{15,20}$/.test(value.trim())
  if (typeof value !== 'number' && !isDigits) return null
  return believed(Number(value) / 2 ** 32 - NTP_TO_UNIX_SECONDS)
}

function secondsInAnyUnit(value: number): number | null {
  for (const unit of UNITS_PER_SECOND) {
    const seconds = believed(value / unit)
    if (seconds !== null) return seconds
  }
  return null
}

function believed(seconds: number): number | null {
  return seconds >= EARLIEST && seconds < LATEST ? seconds : null
}
