import { SAMPLE_RATE, type Samples } from '../time/units.ts'

export interface PlacedTurn {
  /** As the file names them. */
  readonly speaker: string
  readonly startSample: Samples
  readonly endSample: Samples
}

/** A person who goes on after so short a pause has not ended their turn: captions end at every line. */
const PAUSE: Samples = SAMPLE_RATE

/** Turns, by start, with those of one person joined that a caption's end alone parts, where nobody else begins. */
export function joinTurns(turns: readonly PlacedTurn[]): PlacedTurn[] {
  const joined: PlacedTurn[] = []
  for (const turn of turns) {
    const last = joined.at(-1)
    if (last?.speaker === turn.speaker && turn.startSample <= last.endSample + PAUSE)
      joined[joined.length - 1] = { ...last, endSample: Math.max(last.endSample, turn.endSample) }
    else joined.push(turn)
  }
  return joined
}
