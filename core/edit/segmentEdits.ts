/** Steps that the segment commands share. */
import type { Segment } from '../episode/schema.ts'

/** Segments in the document's order: by start; equal starts keep their order. */
export function sortSegments(segments: readonly Segment[]): Segment[] {
  return segments.toSorted((a, b) => a.startSample - b.startSample)
}

/** The segments with one more at its place. Binary search, so that 20,000 stay quick. */
export function insertSegment(segments: readonly Segment[], segment: Segment): Segment[] {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (segments[middle]!.startSample <= segment.startSample) low = middle + 1
    else high = middle
  }
  return segments.toSpliced(low, 0, segment)
}
