/** Steps that the segment commands share. */
import type { Segment } from '../episode/schema.ts'
import { firstIndex } from '../firstIndex.ts'

/** Segments in the document's order: by start; equal starts keep their order. */
export function sortSegments(segments: readonly Segment[]): Segment[] {
  return segments.toSorted((a, b) => a.startSample - b.startSample)
}

/** The segments with one more at its place. Binary search, so that 20,000 stay quick. */
export function insertSegment(segments: readonly Segment[], segment: Segment): Segment[] {
  const at = firstIndex(segments.length, (index) => segments[index]!.startSample > segment.startSample)
  return segments.toSpliced(at, 0, segment)
}
