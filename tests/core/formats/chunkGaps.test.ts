import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinGaps } from '#core/formats/chunk-gaps.ts'
import type { HydraTick } from '#core/formats/hydra.ts'
import { hydraTimeline } from '#core/formats/hydra-timeline.ts'

const RATE = 48_000

/** A tick a second; the room's clock runs ahead by `lost` seconds from the places given. */
function ticks(
  seconds: number,
  lost: readonly (readonly [atSecond: number, seconds: number])[] = [],
): HydraTick[] {
  return Array.from({ length: seconds }, (_, at) => {
    const ahead = lost.reduce((sum, [from, missing]) => (from <= at ? sum + missing : sum), 0)
    return { atSample: at * RATE, ntpSeconds: 3_856_965_984 + at + ahead, participants: [], levels: [9] }
  })
}

function join(holes: readonly (readonly [atSecond: number, seconds: number])[], all: readonly HydraTick[]) {
  const { gaps } = hydraTimeline(all, { durationSamples: 60 * RATE })
  const own = holes.map(([at, missingSeconds]) => ({ atSample: at * RATE, missingSeconds }))
  return joinGaps(own, gaps, all).map(({ atSample, missingSeconds }) => [atSample / RATE, missingSeconds])
}

it('counts sound that both chunks and clock miss once, where the chunk is and as long as the clock says', () => {
  expect(join([[12.5, 3]], ticks(60, [[13, 3.2]]))).toEqual([[12.5, 3.2]])
  expect(join([[12, 3]], ticks(60, [[12, 3.2]]))).toEqual([[12, 3.2]])
})

it('shares the gap of the clock among the holes in it', () => {
  expect(
    join(
      [
        [12.2, 3],
        [12.7, 6],
      ],
      ticks(60, [[13, 12]]),
    ),
  ).toEqual([
    [12.2, 4],
    [12.7, 8],
  ])
})

it('keeps what only one of them knows', () => {
  expect(join([], ticks(60, [[20, 5]]))).toEqual([[20, 5]])
  expect(join([[30, 3]], [])).toEqual([[30, 3]])
  expect(
    join(
      [
        [0, 6],
        [60, 3],
      ],
      ticks(60),
    ),
  ).toEqual([
    [0, 6],
    [60, 3],
  ])
  // Its chunks were numbered past nothing: the room's clock went on evenly.
  expect(join([[30, 3]], ticks(60))).toEqual([])
})

it('never makes a gap longer than hole and clock together, and keeps them in order', () => {
  const places = fc.uniqueArray(fc.integer({ min: 1, max: 58 }), { maxLength: 8 })
  fc.assert(
    fc.property(places, places, (holeAt, lostAt) => {
      const holes = holeAt.map((at) => [at, 3] as const)
      const joined = join(
        holes,
        ticks(
          60,
          lostAt.map((at) => [at, 4] as const),
        ),
      )
      const seconds = joined.reduce((sum, [, missing]) => sum + missing!, 0)
      // Each loss of the clock counts exactly once; a hole beside it adds nothing.
      expect(seconds).toBeCloseTo(lostAt.length * 4, 2)
      expect(joined.map(([at]) => at)).toEqual(joined.map(([at]) => at).toSorted((a, b) => a! - b!))
    }),
  )
})
