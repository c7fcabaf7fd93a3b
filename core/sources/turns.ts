/** Turns of people out of stretches in which sources heard them. */
import type { Segment } from '../episode/schema.ts'
import type { Samples } from '../time/units.ts'

export interface SourceTurn {
  readonly speakerKey: string
  readonly startSample: Samples
  readonly endSample: Samples
  /** 0 = a guess, 1 = certain. */
  readonly confidence: number
  readonly origin: Extract<Segment['origin'], 'hydra' | 'sidecar'>
}

/**
 * The turns with those of one person joined where they overlap or where at most `holeSamples` part them, sorted by
 * start. A joined turn is as certain as its parts are on average, and of the origin of the first of them.
 */
export function joinTurns(turns: readonly SourceTurn[], holeSamples: Samples): SourceTurn[] {
  const last = new Map<string, { turn: SourceTurn; length: Samples; certain: number }>()
  const joined: SourceTurn[] = []
  for (const turn of turns.toSorted(byStart)) {
    const length = turn.endSample - turn.startSample
    if (length <= 0) continue
    const open = last.get(turn.speakerKey)
    if (open && turn.startSample - open.turn.endSample <= holeSamples) {
      open.length += length
      open.certain += length * turn.confidence
      const endSample = Math.max(open.turn.endSample, turn.endSample)
      open.turn = { ...open.turn, endSample, confidence: open.certain / open.length }
    } else {
      if (open) joined.push(open.turn)
      last.set(turn.speakerKey, { turn, length, certain: length * turn.confidence })
    }
  }
  for (const { turn } of last.values()) joined.push(turn)
  return joined.sort(byStart)
}

/** Sorts turns by where they start. */
export function byStart(a: SourceTurn, b: SourceTurn): number {
  return a.startSample - b.startSample || a.endSample - b.endSample
}
