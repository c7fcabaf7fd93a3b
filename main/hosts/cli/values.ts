/** Values that people type. */
import { unwrap } from '#core/problem.ts'
import { parseTimecode } from '#core/time/timecode.ts'
import type { Samples } from '#core/time/units.ts'
import { usage } from './context.ts'

/** A time as samples; throws a `usage` problem. */
export function readTime(text: string): Samples {
  return unwrap(parseTimecode(text))
}

/** A number within limits; throws a `usage` problem. */
export function readNumber(name: string, text: string, low: number, high: number): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high)
    usage(`${name} must be a number from ${low} to ${high}, not “${text}”.`)
  return value
}

/** One of some words; throws a `usage` problem. */
export function readChoice<const T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text)
  return found ?? usage(`${name} must be one of ${choices.join(', ')}, not “${text}”.`)
}
