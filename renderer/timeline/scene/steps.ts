/** Going from turn to turn with the arrow keys. Pure; a step costs some binary searches. */
import { firstIndex } from '#core/firstIndex.ts'
import type { Samples } from '#core/time/units.ts'
import { firstRunAt, pieceIn, type Run, type SourceTurns, type TurnPiece, type Turns } from './turns.ts'

export type StepKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'

/** Whether a key moves between turns. */
export function isStepKey(key: string): key is StepKey {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key)
}

/**
 * The turn that a key leads to. Left and right follow time across all lanes, up and down go to the nearest turn of
 * the next lane that has any. Without a current turn: the first one that begins at or after `near`.
 */
export function stepTurn(
  turns: Turns,
  current: TurnPiece | undefined,
  key: StepKey,
  near: Samples,
): TurnPiece | undefined {
  if (key === 'Home') return nextOfAll(turns, 0, -1)
  if (key === 'End') return previousOfAll(turns, Infinity, Infinity)
  if (!current) return nextOfAll(turns, near, -1) ?? previousOfAll(turns, near, Infinity)
  if (key === 'ArrowUp' || key === 'ArrowDown')
    return nearestInLane(turns, current, key === 'ArrowUp' ? -1 : 1)
  let found: TurnPiece | undefined = current
  // The pieces of one turn count once.
  do
    found =
      key === 'ArrowRight'
        ? nextOfAll(turns, found.from, found.lane)
        : previousOfAll(turns, found.from, found.lane)
  while (found?.segment === current.segment)
  return found
}

/** The first piece behind (from, lane), in the order of start, then lane. */
function nextOfAll(turns: Turns, from: Samples, lane: number): TurnPiece | undefined {
  let best: TurnPiece | undefined
  turns.lanes.forEach((_, index) => {
    const piece = nextInLane(turns, index, index > lane ? from : from + 1)
    if (piece && (!best || piece.from < best.from)) best = piece
  })
  return best
}

function previousOfAll(turns: Turns, from: Samples, lane: number): TurnPiece | undefined {
  let best: TurnPiece | undefined
  turns.lanes.forEach((_, index) => {
    const piece = previousInLane(turns, index, index < lane ? from : from - 1)
    if (piece && (!best || piece.from >= best.from)) best = piece
  })
  return best
}

function nearestInLane(turns: Turns, current: TurnPiece, step: 1 | -1): TurnPiece | undefined {
  const middle = (current.from + current.to) / 2
  const away = ({ from, to }: TurnPiece) => Math.max(from - middle, middle - to, 0)
  for (let lane = current.lane + step; lane >= 0 && lane < turns.lanes.length; lane += step) {
    const before = previousInLane(turns, lane, middle)
    const after = nextInLane(turns, lane, middle)
    const nearest = before && after ? (away(before) <= away(after) ? before : after) : (before ?? after)
    if (nearest) return nearest
  }
  return undefined
}

/** The first piece of a lane that begins at or after a timeline sample. */
function nextInLane(turns: Turns, lane: number, from: Samples): TurnPiece | undefined {
  for (let r = firstRunAt(turns, from); r < turns.runs.length; r++) {
    const run = turns.runs[r]!
    const source = turns.lanes[lane]?.get(run.mediaId)
    const segment = source && firstBeginning(run, source, from)
    if (segment) return pieceIn(run, segment, lane)
  }
  return undefined
}

function firstBeginning(run: Run, { segments, reach }: SourceTurns, from: Samples) {
  const sourceTo = run.sourceFrom + (run.to - run.from)
  // A turn that is under way where the run begins has a piece beginning there.
  const first =
    from <= run.from
      ? firstIndex(reach.length, (at) => reach[at]! > run.sourceFrom)
      : firstIndex(segments.length, (at) => segments[at]!.startSample >= run.sourceFrom + (from - run.from))
  for (let i = first; i < segments.length && segments[i]!.startSample < sourceTo; i++)
    if (segments[i]!.endSample > run.sourceFrom) return segments[i]
  return undefined
}

/** The last piece of a lane that begins at or before a timeline sample. */
function previousInLane(turns: Turns, lane: number, from: Samples): TurnPiece | undefined {
  for (let r = Math.min(turns.runs.length - 1, firstRunAt(turns, from)); r >= 0; r--) {
    const run = turns.runs[r]!
    const source = turns.lanes[lane]?.get(run.mediaId)
    if (run.from > from || !source) continue
    const { segments, reach } = source
    const sourceTo = run.sourceFrom + Math.min(from - run.from, run.to - run.from - 1)
    let i = firstIndex(segments.length, (at) => segments[at]!.startSample > sourceTo) - 1
    for (; i >= 0 && reach[i]! > run.sourceFrom; i--)
      if (segments[i]!.endSample > run.sourceFrom) return pieceIn(run, segments[i]!, lane)
  }
  return undefined
}
