import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { timelineToSource } from '#core/episode/timeline.ts'
import { timelineRangeToSource } from '#renderer/editor/panels/selectionToSource.ts'
import { silencesOfPeaks, silencesOnTimeline } from '#renderer/editor/silences.ts'
import { importedEpisode } from '../../support/episodes.ts'

describe('a timeline range as turns', () => {
  it('holds the source moments of its ends and as many samples, reads left out', () => {
    const imported = fc.sample(importedEpisode, 1)[0]!
    const cut = applyCommand(imported, { type: 'cut', from: 1_000, to: 2_000 })
    if (!cut.ok) throw new Error(cut.error.message)
    const ranges = timelineRangeToSource(cut.value, { from: 500, to: 1_500 })
    expect(ranges).toEqual([
      { recordingId: 'rec', startSample: 500, endSample: 1_000 },
      { recordingId: 'rec', startSample: 2_000, endSample: 2_500 },
    ])
    expect(timelineToSource(cut.value.clips, 1_499)?.sample).toBe(2_499)
    const split = applyCommand(imported, { type: 'split', at: 1_000 })
    if (!split.ok) throw new Error(split.error.message)
    expect(timelineRangeToSource(split.value, { from: 500, to: 1_500 })).toHaveLength(1)
  })
})

describe('silence', () => {
  const peaks = (levels: readonly number[]) => Int16Array.from(levels.flatMap((level) => [level, -level]))

  it('is found where it lasts, at the end of the recording too', () => {
    const loud = 9_000
    const levels = [...Array(20).fill(0), loud, ...Array(5).fill(0), loud, ...Array(30).fill(20)]
    expect(silencesOfPeaks(peaks(levels), 2_400)).toEqual([
      { from: 0, to: 48_000 },
      { from: 27 * 2_400, to: 57 * 2_400 },
    ])
  })

  it('on the timeline is what the cuts left of it', () => {
    const imported = fc.sample(importedEpisode, 1)[0]!
    const found = new Map([['rec', [{ from: 96_000, to: 240_000 }]]])
    expect(silencesOnTimeline(imported.clips, found)).toEqual([{ from: 96_000, to: 240_000 }])
    const cut = applyCommand(imported, { type: 'cut', from: 48_000, to: 144_000 })
    if (!cut.ok) throw new Error(cut.error.message)
    expect(silencesOnTimeline(cut.value.clips, found)).toEqual([{ from: 48_000, to: 144_000 }])
  })
})
