import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import { cutPoints } from '#core/episode/cuts.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration, placeClips, timelineToSource } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { addTurn, clipTo, fadeTo, markerTo, trimAtCut, turnEdgeTo } from '#renderer/timeline/drag/commands.ts'
import { piecesOf } from '#renderer/timeline/scene/turns.ts'
import { makeEpisode, SMALL } from './harness/episode.ts'

const episode = makeEpisode(SMALL)
const duration = episodeDuration(episode)

function apply(command: EditCommand | null): Episode {
  return command ? unwrap(applyCommand(episode, command)) : episode
}

describe('drags', () => {
  it('at a cut never leave the source, never repeat sound, and are always accepted', () => {
    const points = cutPoints(episode)
    fc.assert(
      fc.property(
        fc.nat({ max: points.length - 1 }),
        fc.constantFrom('start' as const, 'end' as const),
        fc.integer({ min: -1e9, max: 1e9 }),
        (index, edge, delta) => {
          const next = apply(trimAtCut(episode, points[index]!, edge, delta))
          const clips = placeClips(next.clips).filter(({ clip }) => clip.mediaId === 'rec')
          for (let i = 1; i < clips.length; i++) {
            const before = clips[i - 1]!.clip
            expect(clips[i]!.clip.start).toBeGreaterThanOrEqual(before.start + before.length)
          }
        },
      ),
    )
  })

  it('at a cut move the edge by what the pointer moved', () => {
    const point = cutPoints(episode).find(({ hiddenSamples }) => hiddenSamples > 1000)!
    const later = apply(trimAtCut(episode, point, 'start', 700))
    const less = apply(trimAtCut(episode, point, 'end', 700))
    expect(episodeDuration(later)).toBe(duration - 700)
    expect(episodeDuration(less)).toBe(duration + 700)
  })

  it('of fades stop where the other fade begins', () => {
    const placed = placeClips(episode.clips)[1]!
    const faded = { ...placed, clip: { ...placed.clip, fadeOutSamples: 5000 } }
    expect(fadeTo(faded, 'in', placed.timelineEnd + 99).fadeInSamples).toBe(placed.clip.length - 5000)
    expect(fadeTo(faded, 'in', placed.timelineStart - 99).fadeInSamples).toBe(0)
    expect(fadeTo(faded, 'out', placed.timelineEnd - 1234)).toMatchObject({ fadeOutSamples: 1234 })
  })

  it('of markers and clips land where they are dropped', () => {
    const at = Math.round(duration * 0.4)
    const moved = apply(markerTo(episode, 'm1', at))
    expect(moved.markers[0]).toMatchObject(timelineToSource(episode.clips, at)!)
    expect(markerTo(episode, 'm1', duration)).not.toBeNull()
    const read = placeClips(episode.clips).find(({ clip }) => clip.slot)!
    expect(clipTo(read, read.timelineStart + 5)).toBeNull()
    expect(placeClips(apply(clipTo(read, 0)).clips)[0]!.clip.id).toBe(read.clip.id)
  })

  it('of a turn edge follow the pointer, and refuse to go where another source plays', () => {
    const piece = piecesOf(episode, 'g5')[0]!
    const command = turnEdgeTo(episode, piece.segment, 'start', piece.from + 480)!
    expect(command).toMatchObject({ startSample: piece.sourceFrom + 480 })
    expect(piecesOf(apply(command), piece.segment.id)[0]!.from).toBe(piece.from + 480)
    expect(turnEdgeTo(episode, piece.segment, 'end', piece.from)).toBeNull()
    const read = placeClips(episode.clips).find(({ clip }) => clip.slot)!
    expect(turnEdgeTo(episode, piece.segment, 'end', read.timelineStart + 100)).toBeNull()
  })

  it('on an empty lane add one turn for each stretch of source, none over a read', () => {
    fc.assert(
      fc.property(fc.nat({ max: duration }), fc.nat({ max: duration }), (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const command = addTurn(episode, 's7', from, to)
        const next = apply(command)
        const known = new Set(episode.segments.map(({ id }) => id))
        const added = next.segments.filter(({ id }) => !known.has(id))
        const covered = added.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0)
        const read = placeClips(episode.clips).find(({ clip }) => clip.slot)!
        const overRead = Math.max(0, Math.min(to, read.timelineEnd) - Math.max(from, read.timelineStart))
        expect(covered).toBe(to - from - overRead)
        expect(added.every(({ recordingId }) => recordingId === 'rec')).toBe(true)
      }),
    )
  })
})
