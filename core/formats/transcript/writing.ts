/** How times are written. */
import { SAMPLE_RATE, type Samples } from '../../time/units.ts'

/** Six decimals hold a sample at 48 kHz exactly enough to be read back as the same one. */
export function exactSeconds(samples: Samples): string {
  return (samples / SAMPLE_RATE).toFixed(6)
}

/** The nearest whole millisecond. */
export function milliseconds(samples: Samples): number {
  return Math.round((samples * 1000) / SAMPLE_RATE)
}

/** A caption's times in whole milliseconds; it must last one. */
export function cueMilliseconds(from: Samples, to: Samples): { start: number; end: number } {
  const start = milliseconds(from)
  return { start, end: Math.max(start + 1, milliseconds(to)) }
}
