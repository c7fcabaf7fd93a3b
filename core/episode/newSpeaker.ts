import type { Speaker } from './schema.ts'

/** A person beside those that are there, in a colour that nobody has. */
export function newSpeaker(
  speakers: readonly Speaker[],
  person: Pick<Speaker, 'id' | 'name'> & Partial<Pick<Speaker, 'handle' | 'role' | 'userId'>>,
): Speaker {
  return {
    handle: null,
    role: 'speaker',
    userId: null,
    ...person,
    color: firstFreeColor(speakers),
    consent: 'unknown',
    gainDb: 0,
  }
}

function firstFreeColor(speakers: readonly Speaker[]): number {
  const used = new Set(speakers.map((speaker) => speaker.color))
  let color = 0
  while (used.has(color)) color++
  return color
}
