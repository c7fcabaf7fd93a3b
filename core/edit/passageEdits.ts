/** Steps that the transcript's commands share. */
import type { Passage } from '../episode/schema.ts'

/** Passages in the document's order: by start; equal starts keep their order. */
export function sortPassages(passages: readonly Passage[]): Passage[] {
  return passages.toSorted((a, b) => a.startSample - b.startSample)
}

/** The transcript with one person's words given to another, or to nobody. */
export function givePassages(passages: Passage[], fromId: string, toId: string | null): Passage[] {
  if (!passages.some((passage) => passage.speakerId === fromId)) return passages
  return passages.map((passage) => (passage.speakerId === fromId ? { ...passage, speakerId: toId } : passage))
}
