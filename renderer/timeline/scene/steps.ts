/** Going from turn to turn with the arrow keys. Pure. */
import type { TurnPiece, Turns } from './turns.ts'

export type StepKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'

/** Whether a key moves between turns. */
export function isStepKey(key: string): key is StepKey {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)
}

/**
 * The turn that a key leads to. Left and right follow time across all lanes, up and down go to the nearest turn of
 * the next lane that has any. With nothing selected: the first turn at or after `near`.
 */
export function stepTurn(
  turns: Turns,
  selectedId: string | null,
  key: StepKey,
  near: number,
): TurnPiece | undefined {
  if (key === 'Home') return turns.all[0]
  if (key === 'End') return turns.all.at(-1)
  const current = selectedId === null ? undefined : turns.bySegment.get(selectedId)?.[0]
  if (!current) return turns.all.find((piece) => piece.to > near) ?? turns.all.at(-1)
  if (key === 'ArrowUp') return inLane(turns, current, -1)
  if (key === 'ArrowDown') return inLane(turns, current, 1)
  const step = key === 'ArrowLeft' ? -1 : 1
  let index = turns.all.indexOf(current) + step
  // The pieces of one turn count once.
  while (turns.all[index]?.segment.id === selectedId) index += step
  return turns.all[index]
}

function inLane(turns: Turns, current: TurnPiece, step: 1 | -1): TurnPiece | undefined {
  const middle = (current.from + current.to) / 2
  for (let lane = current.lane + step; lane >= 0 && lane < turns.lanes.length; lane += step) {
    let nearest: TurnPiece | undefined
    let distance = Infinity
    for (const piece of turns.lanes[lane]!.pieces) {
      const away = Math.max(piece.from - middle, middle - piece.to, 0)
      if (away < distance) [nearest, distance] = [piece, away]
    }
    if (nearest) return nearest
  }
  return undefined
}
