/** Holes between chunks and gaps of the room's clock are often the same lost sound: it is counted once. */
import { SAMPLE_RATE, type Samples } from '../time/units.ts'
import type { HydraTick } from './hydra.ts'
import { GAP_SECONDS, type RecordingGap } from './hydra-timeline.ts'

/**
 * All gaps of a recording, by place.
 *
 * A hole (its place is exact, its length a guess) between two ticks and a gap between the same ticks (its length is
 * exact) become one gap with the better half of both. Where the room's clock went on evenly over a hole, nothing is
 * missing there: a number was left out, not sound. Holes without ticks on both sides stay as they are.
 */
export function joinGaps(
  holes: readonly RecordingGap[],
  clockGaps: readonly RecordingGap[],
  ticks: readonly HydraTick[],
): RecordingGap[] {
  const clock = ticks.flatMap(({ atSample, ntpSeconds }) =>
    ntpSeconds === null ? [] : [{ atSample, lead: ntpSeconds - atSample / SAMPLE_RATE }],
  )
  clock.sort((a, b) => a.atSample - b.atSample)
  const open = new Set(holes)
  const joined = clockGaps.flatMap((gap) => {
    const since = clock[firstFrom(clock, gap.atSample) - 1]?.atSample ?? 0
    const within = [...open].filter(({ atSample }) => atSample >= since && atSample <= gap.atSample)
    if (within.length === 0) return [gap]
    const total = within.reduce((sum, { missingSeconds }) => sum + missingSeconds, 0)
    for (const hole of within) open.delete(hole)
    return within.map(({ atSample, missingSeconds }) => ({
      atSample,
      missingSeconds: rounded((gap.missingSeconds * missingSeconds) / total),
    }))
  })
  const unexplained = [...open].filter(({ atSample }) => {
    const next = firstFrom(clock, atSample)
    const [before, after] = [clock[next - 1], clock[next]]
    return !before || !after || Math.abs(after.lead - before.lead) > GAP_SECONDS
  })
  return [
    ...joined,
    ...unexplained.map((hole) => ({ ...hole, missingSeconds: rounded(hole.missingSeconds) })),
  ]
    .filter(({ missingSeconds }) => missingSeconds > 0)
    .sort((a, b) => a.atSample - b.atSample)
}

/** Place of the first tick at `atSample` or later. */
function firstFrom(clock: readonly { atSample: Samples }[], atSample: Samples): number {
  let low = 0
  let high = clock.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (clock[middle]!.atSample < atSample) low = middle + 1
    else high = middle
  }
  return low
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1e3) / 1e3
}
