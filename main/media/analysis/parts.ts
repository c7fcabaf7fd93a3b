/** How a recording is divided for analysis, and whether the divided decode fits together. */
import type { Stretch } from './decodeTarget.ts'
import type { PartResult } from './messages.ts'

/** Parts start on whole minutes: whole peak buckets and loudness blocks, and where the reader's chunks start. */
const STEP_SECONDS = 60
/** Starting ffmpeg costs as much as decoding a minute or two. */
const LONGEST_SECONDS = 900
const PARTS_PER_WORKER = 6

/**
 * Parts of a recording of about `seconds`, front to back. The last is open: it goes on to wherever the end is.
 */
export function planParts(seconds: number, workers: number): Stretch[] {
  const even = Math.ceil(seconds / (workers * PARTS_PER_WORKER) / STEP_SECONDS) * STEP_SECONDS
  const length = Math.min(LONGEST_SECONDS, Math.max(STEP_SECONDS, even))
  const count = Math.max(1, Math.ceil(seconds / length))
  return Array.from({ length: count }, (_, part) => ({
    startSecond: part * length,
    endSecond: part + 1 < count ? (part + 1) * length : null,
  }))
}

/** Samples by which a container's seek may be found to be off. */
const SEARCH_SAMPLES = 3000
const TEMPLATE_SAMPLES = 1024
/** Codecs that fill bands with noise never decode the same twice. */
const ALIKE = 0.02

/**
 * Whether `next`, whose decoder was sent to its place, begins exactly where `part` ends. What its decoder gave
 * just before its start must be the end of `part`, not the same sound some samples away. Silence fits anything.
 */
export function fitsBehind(part: PartResult, next: PartResult): boolean {
  const samples = Math.min(part.last.length, next.before.length) / 2
  const wanted = part.last.subarray(part.last.length - samples * 2)
  const given = next.before.subarray(next.before.length - samples * 2)
  const from = Math.floor((samples - TEMPLATE_SAMPLES) / 2)
  if (from <= 0) return true
  const inPlace = difference(wanted, given, from, 0)
  if (inPlace <= ALIKE * energyOf(wanted, from)) return true
  const reach = Math.min(from, SEARCH_SAMPLES)
  for (let shift = -reach; shift <= reach; shift++) {
    if (difference(wanted, given, from, shift) < inPlace / 2) return false
  }
  return true
}

function difference(a: Int16Array, b: Int16Array, from: number, shift: number): number {
  let sum = 0
  for (let i = from * 2; i < (from + TEMPLATE_SAMPLES) * 2; i += 2) {
    const apart = a[i]! - b[i + shift * 2]!
    sum += apart * apart
  }
  return sum
}

function energyOf(a: Int16Array, from: number): number {
  let sum = 0
  for (let i = from * 2; i < (from + TEMPLATE_SAMPLES) * 2; i += 2) sum += a[i]! * a[i]!
  return sum
}
