import { describe, expect, it } from 'vitest'
import { overview, type SourcePeaks } from '#core/plan/overview.ts'
import type { PlanSpan, RenderPlan } from '#core/plan/renderPlan.ts'
import { PEAK_UNIT } from '#core/signal/peaks.ts'

const NO_FADE = { samples: 0, shape: 'equal-power' } as const

function span(timelineStart: number, sourceStart: number, length: number, gain = 1, mediaId = 'a'): PlanSpan {
  return { mediaId, timelineStart, sourceStart, length, gain, fadeIn: NO_FADE, fadeOut: NO_FADE }
}

/** Buckets of 100 samples whose lowest sample is the loudest. */
function peaks(levels: readonly number[], firstBucket = 0): SourcePeaks {
  const pairs = new Int16Array(levels.flatMap((level) => [0, Math.round(-level * PEAK_UNIT)]))
  return { samplesPerBucket: 100, firstBucket, pairs }
}

const plan = (durationSamples: number, ...spans: PlanSpan[]): RenderPlan => ({ durationSamples, spans })

describe('an episode in small', () => {
  it('shows what plays, in the order of the edit, and silence where there is none', () => {
    const drawn = overview(plan(800, span(0, 400, 200), span(600, 0, 200)), 8, () =>
      peaks([0.25, 0.5, 0, 0, 1, 0.75]),
    )
    expect([...drawn]).toEqual([255, 191, 0, 0, 0, 0, 64, 128])
  })

  it('takes the loudest of a column, and spreads a bucket that is wider', () => {
    expect([...overview(plan(400, span(0, 0, 400)), 2, () => peaks([0.1, 1, 0.2, 0]))]).toEqual([255, 51])
    expect([...overview(plan(100, span(0, 0, 100)), 4, () => peaks([0.5]))]).toEqual([128, 128, 128, 128])
  })

  it('applies the gain of a clip, and ends at full scale', () => {
    const drawn = overview(plan(200, span(0, 0, 100, 0.5), span(100, 100, 100, 4)), 2, () =>
      peaks([0.5, 0.5]),
    )
    expect([...drawn]).toEqual([64, 255])
  })

  it('does with a part of the peaks, with none, and without a length', () => {
    expect([...overview(plan(300, span(0, 400, 300)), 3, () => peaks([1, 0.2], 5))]).toEqual([0, 255, 51])
    expect([...overview(plan(300, span(0, 0, 300)), 3, () => undefined)]).toEqual([0, 0, 0])
    expect([...overview(plan(0), 3, () => undefined)]).toEqual([0, 0, 0])
  })
})
