import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { cutPoints } from '#core/episode/cuts.ts'
import { placeClips, sourceRangeToTimeline } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { hitLanes } from '#renderer/timeline/hit/hitLanes.ts'
import { hitWave, type WaveScene } from '#renderer/timeline/hit/hitWave.ts'
import { gainToY, LANE_HEIGHT, yToGain } from '#renderer/timeline/scene/layout.ts'
import { placedGaps, placedMarkers } from '#renderer/timeline/scene/marks.ts'
import { snapped } from '#renderer/timeline/scene/snap.ts'
import { stepTurn } from '#renderer/timeline/scene/steps.ts'
import {
  pieceAt,
  piecesIn,
  piecesOf,
  type TurnPiece,
  type Turns,
  turnsOf,
} from '#renderer/timeline/scene/turns.ts'
import { xOf } from '#renderer/timeline/view/geometry.ts'
import { BIG, makeEpisode, SMALL } from './harness/episode.ts'

const episode = makeEpisode(SMALL)
const duration = placeClips(episode.clips).at(-1)!.timelineEnd
const view = { startSample: 0, samplesPerPixel: duration / 1500, widthPx: 1500 }

/** All pieces of all lanes in timeline order. */
function allPieces(turns: Turns, until: number): TurnPiece[] {
  return turns.lanes
    .flatMap((_, lane) => piecesIn(turns, lane, 0, until))
    .sort((a, b) => a.from - b.from || a.lane - b.lane)
}

describe('turns', () => {
  const turns = turnsOf(episode)
  const all = allPieces(turns, duration)

  it('are where the mapping of the core says', () => {
    for (const segment of episode.segments) {
      const expected = sourceRangeToTimeline(
        episode.clips,
        segment.recordingId,
        segment.startSample,
        segment.endSample,
      )
      const places = expected.map((span) => [span.timelineStart, span.timelineEnd, span.sourceStart])
      const pieces = piecesOf(episode, segment.id)
      expect(pieces.map(({ from, to, sourceFrom }) => [from, to, sourceFrom])).toEqual(places)
      expect(all.filter((piece) => piece.segment === segment)).toEqual(pieces)
    }
  })

  it('go on through a split, and stop at a cut', () => {
    const piece = all.find(({ from, to }) => to - from > 10_000)!
    const at = (piece.from + piece.to) >> 1
    const parted = unwrap(applyCommand(episode, { type: 'split', at }))
    expect(piecesOf(parted, piece.segment.id)).toEqual(piecesOf(episode, piece.segment.id))
    const cut = unwrap(applyCommand(episode, { type: 'cut', from: at, to: at + 480 }))
    expect(piecesOf(cut, piece.segment.id).length).toBe(piecesOf(episode, piece.segment.id).length + 1)
  })

  it('are found by binary search as by looking at all', () => {
    fc.assert(
      fc.property(fc.nat({ max: duration }), fc.nat({ max: Math.floor(duration / 10) }), (from, length) => {
        turns.lanes.forEach((_, lane) => {
          const inLane = all.filter((piece) => piece.lane === lane)
          expect(piecesIn(turns, lane, from, from + length)).toEqual(
            inLane.filter((piece) => piece.from < from + length && piece.to > from),
          )
          const here = inLane.filter((piece) => piece.from <= from && piece.to > from)
          expect(pieceAt(turns, lane, from)).toEqual(here.at(-1))
        })
      }),
    )
  })

  it('are all there at 20,000 segments and 2,000 clips', () => {
    const big = makeEpisode(BIG)
    const whole = placeClips(big.clips).at(-1)!.timelineEnd
    expect(allPieces(turnsOf(big), whole).length).toBeGreaterThan(19_000)
  })

  it('can be stepped through by keys, each once, both ways', () => {
    const walk = (key: 'ArrowLeft' | 'ArrowRight', start: TurnPiece | undefined) => {
      const steps: TurnPiece[] = []
      for (let piece = start; piece && steps.length < 1000; piece = stepTurn(turns, piece, key, 0))
        steps.push(piece)
      return steps
    }
    const forth = walk('ArrowRight', stepTurn(turns, undefined, 'Home', 0))
    expect(forth[0]).toEqual(all[0])
    expect(new Set(forth.map(({ segment }) => segment.id))).toEqual(
      new Set(all.map(({ segment }) => segment.id)),
    )
    expect(forth.map(({ from }) => from)).toEqual(forth.map(({ from }) => from).toSorted((a, b) => a - b))
    const back = walk('ArrowLeft', stepTurn(turns, undefined, 'End', 0))
    expect(back[0]).toEqual(all.at(-1))
    expect(back.length).toBeGreaterThanOrEqual(forth.length)
    expect(stepTurn(turns, undefined, 'ArrowRight', duration / 2)!.from).toBeGreaterThanOrEqual(duration / 2)
  })

  it('are reached in the next lane where they are nearest', () => {
    for (const piece of all.slice(0, 30)) {
      const below = stepTurn(turns, piece, 'ArrowDown', 0)
      if (!below) continue
      const middle = (piece.from + piece.to) / 2
      const away = ({ from, to }: TurnPiece) => Math.max(from - middle, middle - to, 0)
      const nearest = Math.min(...all.filter(({ lane }) => lane === below.lane).map(away))
      expect(below.lane).toBeGreaterThan(piece.lane)
      expect(away(below)).toBe(nearest)
    }
  })
})

describe('snapping', () => {
  const boundary = placeClips(episode.clips)[2]!.timelineStart

  it('jumps to a clip boundary within 6 pixels', () => {
    const near = Math.round(5 * view.samplesPerPixel)
    const bare = { ...episode, segments: [] }
    expect(snapped(bare, view, boundary + near)).toBe(boundary)
    expect(snapped(bare, view, boundary + 2 * near)).toBe(boundary + 2 * near)
    expect(snapped(bare, view, boundary + 2 * near, { extra: [boundary + 2 * near + 3] })).toBe(
      boundary + 2 * near + 3,
    )
  })

  it('jumps to the edge of a turn, but not of the one being dragged', () => {
    const piece = allPieces(turnsOf(episode), duration)[4]!
    const only = { ...episode, segments: [piece.segment] }
    expect(snapped(only, view, piece.from + 2)).toBe(piece.from)
    expect(snapped(only, view, piece.from + 2, { exceptSegment: piece.segment.id })).toBe(piece.from + 2)
  })
})

describe('hits on the waveform', () => {
  const scene: WaveScene = {
    episode,
    view,
    heightPx: 300,
    selection: { from: 1000 * view.samplesPerPixel, to: 1200 * view.samplesPerPixel },
    selectedClipId: 'c1',
    flagWidth: () => 60,
  }

  it('find cuts in the head strip, each side by itself', () => {
    const point = cutPoints(episode)[1]!
    const x = xOf(view, point.at)
    expect(hitWave(scene, x - 3, 8)).toMatchObject({ kind: 'cut', point, edge: 'end' })
    expect(hitWave(scene, x + 3, 8)).toMatchObject({ kind: 'cut', point, edge: 'start' })
    expect(hitWave(scene, x + 3, 150).kind).not.toBe('cut')
  })

  it('find reads, heads, markers, selection edges, gaps and sound', () => {
    const read = placeClips(episode.clips).find(({ clip }) => clip.slot)!
    expect(hitWave(scene, xOf(view, read.timelineStart) + 20, 8)).toMatchObject({ kind: 'read' })
    expect(hitWave(scene, 20, 8)).toMatchObject({ kind: 'head' })
    const marker = placedMarkers(episode)[0]!
    expect(hitWave(scene, xOf(view, marker.at) + 30, 290)).toMatchObject({ kind: 'marker', placed: marker })
    expect(hitWave(scene, 1002, 80)).toMatchObject({ kind: 'selectionEdge', side: 'from' })
    expect(hitWave(scene, 1203, 80)).toMatchObject({ kind: 'selectionEdge', side: 'to' })
    expect(hitWave(scene, xOf(view, placedGaps(episode)[0]!.at), 200)).toMatchObject({ kind: 'gap' })
    expect(hitWave(scene, 1100, 80)).toEqual({ kind: 'sound' })
  })

  it('find the handles of the selected clip only', () => {
    const clip = placeClips(episode.clips)[1]!
    const left = xOf(view, clip.timelineStart)
    expect(hitWave(scene, left + 6, 29)).toMatchObject({ kind: 'fade', side: 'in' })
    expect(hitWave(scene, xOf(view, clip.timelineEnd) - 6, 29)).toMatchObject({ kind: 'fade', side: 'out' })
    expect(hitWave(scene, left + 40, gainToY(0, 300))).toMatchObject({ kind: 'gain' })
    expect(hitWave({ ...scene, selectedClipId: null }, left + 6, 29)).toEqual({ kind: 'sound' })
  })

  it('turn a height into a gain and back', () => {
    for (const gain of [-24, -6, 0, 3.3, 24]) expect(yToGain(gainToY(gain, 300), 300)).toBeCloseTo(gain, 1)
    expect(yToGain(-500, 300)).toBe(24)
  })
})

describe('hits on the lanes', () => {
  const turns = turnsOf(episode)
  const piece = allPieces(turns, duration).find(({ from, to }) => xOf(view, to) - xOf(view, from) > 16)!
  const y = piece.lane * LANE_HEIGHT + 12

  it('find edges, turns and empty places', () => {
    const left = xOf(view, piece.from)
    const right = xOf(view, piece.to)
    expect(hitLanes(turns, view, left + 1, y)).toMatchObject({ kind: 'edge', side: 'start' })
    expect(hitLanes(turns, view, right - 1, y)).toMatchObject({ kind: 'edge', side: 'end' })
    expect(hitLanes(turns, view, (left + right) / 2, y)).toEqual({ kind: 'turn', piece })
    expect(hitLanes(turns, view, left, turns.lanes.length * LANE_HEIGHT + 5)).toEqual({ kind: 'none' })
  })

  it('have no grip where a cut, not the turn, ends', () => {
    const cutPiece = allPieces(turns, duration).find(
      ({ from, to, sourceFrom, segment }) =>
        sourceFrom + to - from < segment.endSample && segment.startSample === sourceFrom,
    )
    if (!cutPiece) return
    const deep = {
      startSample: cutPiece.from,
      samplesPerPixel: (cutPiece.to - cutPiece.from) / 400,
      widthPx: 800,
    }
    expect(hitLanes(turns, deep, 398, cutPiece.lane * LANE_HEIGHT + 12)).toMatchObject({ kind: 'turn' })
    expect(hitLanes(turns, deep, 2, cutPiece.lane * LANE_HEIGHT + 12)).toMatchObject({ kind: 'edge' })
  })
})
