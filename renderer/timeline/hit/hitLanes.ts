/** What lies under the pointer on the speaker lanes. Pure. */

import { GRIP_PX, LANE_HEIGHT } from '../scene/layout.ts'
import { pieceAt, piecesIn, type TurnPiece, type Turns } from '../scene/turns.ts'
import { type View, xOf } from '../view/geometry.ts'

export type LaneHit =
  | { readonly kind: 'edge'; readonly piece: TurnPiece; readonly side: 'start' | 'end' }
  | { readonly kind: 'turn'; readonly piece: TurnPiece }
  | { readonly kind: 'empty'; readonly lane: number }
  | { readonly kind: 'none' }

/** Narrower turns have no grips, so that they can still be clicked. */
const MIN_GRIPPED_PX = 14

/** @param y pixels below the top of the first lane, vertical scrolling included */
export function hitLanes(turns: Turns, view: View, x: number, y: number): LaneHit {
  const index = Math.floor(y / LANE_HEIGHT)
  if (!turns.lanes[index]) return { kind: 'none' }
  const at = view.startSample + x * view.samplesPerPixel
  return hitEdge(turns, index, view, x, at) ?? hitTurn(turns, index, at) ?? { kind: 'empty', lane: index }
}

function hitTurn(turns: Turns, lane: number, at: number): LaneHit | undefined {
  const piece = pieceAt(turns, lane, at)
  return piece && { kind: 'turn', piece }
}

function hitEdge(turns: Turns, lane: number, view: View, x: number, at: number): LaneHit | undefined {
  const reach = GRIP_PX * view.samplesPerPixel
  for (const piece of piecesIn(turns, lane, at - reach, at + reach)) {
    const left = xOf(view, piece.from)
    const right = xOf(view, piece.to)
    if (right - left < MIN_GRIPPED_PX) continue
    // Where a cut ends a piece, the turn itself goes on: only its own ends can be moved.
    const startsHere = piece.sourceFrom === piece.segment.startSample
    const endsHere = piece.sourceFrom + (piece.to - piece.from) === piece.segment.endSample
    if (startsHere && x - left >= -2 && x - left <= GRIP_PX) return { kind: 'edge', piece, side: 'start' }
    if (endsHere && right - x >= -2 && right - x <= GRIP_PX) return { kind: 'edge', piece, side: 'end' }
  }
  return undefined
}
