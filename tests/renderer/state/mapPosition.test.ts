import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import {
  episodeDuration,
  sourceRangeToTimeline,
  sourceToTimeline,
  timelineToSource,
} from '#core/episode/timeline.ts'
import { mapPosition } from '#renderer/state/mapPosition.ts'
import { commandFrom, commandSeed, importedEpisode } from '../../support/episodes.ts'

describe('a position carried over an edit', () => {
  it('stays at its source moment where that still plays, and on the timeline always', () => {
    const seeds = fc.array(commandSeed, { minLength: 1, maxLength: 15 })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(importedEpisode, seeds, share, (imported, commands, where) => {
        let episode = imported
        for (const seed of commands) {
          const next = applyCommand(episode, commandFrom(episode, seed))
          if (!next.ok) continue
          const at = Math.floor(where * (episodeDuration(episode) - 1))
          const mapped = mapPosition(episode.clips, next.value.clips, at)
          expect(mapped).toBeGreaterThanOrEqual(0)
          expect(mapped).toBeLessThanOrEqual(episodeDuration(next.value))
          const moment = timelineToSource(episode.clips, at)!
          const times = sourceRangeToTimeline(episode.clips, moment.mediaId, moment.sample, moment.sample + 1)
          if (times.length === 1 && sourceToTimeline(next.value.clips, moment) !== undefined)
            expect(timelineToSource(next.value.clips, mapped)).toEqual(moment)
          episode = next.value
        }
      }),
      { numRuns: 300 },
    )
  })

  it('goes to where the timeline closed up when its moment was cut', () => {
    const [imported] = fc.sample(importedEpisode, 1)
    const cut = applyCommand(imported!, { type: 'cut', from: 1_000, to: 5_000 })
    if (!cut.ok) throw new Error(cut.error.message)
    expect(mapPosition(imported!.clips, cut.value.clips, 3_000)).toBe(1_000)
    expect(mapPosition(imported!.clips, cut.value.clips, 6_000)).toBe(2_000)
    expect(mapPosition(imported!.clips, cut.value.clips, 480_000)).toBe(476_000)
  })
})
