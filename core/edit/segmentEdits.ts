/** Steps that the segment commands share. */
import type { Segment } from '../episode/schema.ts'
import { SourceOrder } from '../episode/sourceOrder.ts'
import { firstIndex } from '../firstIndex.ts'
import type { Samples } from '../time/units.ts'

/** Segments in the document's order: by start; equal starts keep their order. */
export function sortSegments(segments: readonly Segment[]): Segment[] {
  return segments.toSorted((a, b) => a.startSample - b.startSample)
}

/** The segments with one more at its place. Binary search, so that 20,000 stay quick. */
export function insertSegment(segments: readonly Segment[], segment: Segment): Segment[] {
  const at = firstIndex(segments.length, (index) => segments[index]!.startSample > segment.startSample)
  return segments.toSpliced(at, 0, segment)
}

/** What sticks out of a turn that is there by less than this (0.2 s) is the same turn, measured differently. */
const SLIVER: Samples = 9_600

/** What of `turns` is not told by `segments` yet: a person's turns less those that the same person has there. */
export function uncovered<Turn extends Omit<Segment, 'id'>>(
  turns: readonly Turn[],
  segments: readonly Segment[],
): Turn[] {
  const known = new Map<string, SourceOrder<Segment>>()
  const keyOf = ({ speakerId, recordingId }: Omit<Segment, 'id'>) => JSON.stringify([recordingId, speakerId])
  for (const [key, own] of Map.groupBy(segments, keyOf))
    known.set(
      key,
      new SourceOrder(
        own,
        (segment) => segment.startSample,
        (segment) => segment.endSample,
      ),
    )
  return turns.flatMap((turn) => {
    const pieces: Turn[] = []
    let startSample = turn.startSample
    for (const there of known.get(keyOf(turn))?.near(turn.startSample, turn.endSample) ?? []) {
      if (there.startSample - startSample >= SLIVER)
        pieces.push({ ...turn, startSample, endSample: there.startSample })
      startSample = Math.max(startSample, there.endSample)
    }
    if (startSample === turn.startSample) return [turn]
    if (turn.endSample - startSample >= SLIVER) pieces.push({ ...turn, startSample })
    return pieces
  })
}
