import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipAt, episodeDuration, placeClips } from '#core/episode/timeline.ts'
import { editedEpisode } from '../plan/documents.ts'

describe('places on a timeline', () => {
  it('are the same whether its clips were placed before or not', () => {
    fc.assert(
      fc.property(editedEpisode, fc.double({ min: -0.1, max: 1.1, noNaN: true }), ({ clips }, share) => {
        const fresh = [...clips]
        const placed = placeClips(clips)
        expect(episodeDuration({ clips: fresh })).toBe(placed.at(-1)!.timelineEnd)
        const somewhere = Math.round(share * placed.at(-1)!.timelineEnd)
        for (const at of [somewhere, ...placed.flatMap((clip) => [clip.timelineStart, clip.timelineEnd - 1])])
          expect(clipAt([...clips], at)).toEqual(clipAt(clips, at))
      }),
    )
  })
})
