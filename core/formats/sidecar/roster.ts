/** The people of one file, each once. */
import { MAX_PEOPLE } from './limits.ts'
import type { SpacePerson, SpaceRole } from './spaceFacts.ts'

/** From what says least to what says most. */
const RANKS: readonly SpaceRole[] = ['unknown', 'listener', 'speaker', 'cohost', 'host']

/** The role that says more. */
export function higherRole(one: SpaceRole, other: SpaceRole): SpaceRole {
  return RANKS.indexOf(one) >= RANKS.indexOf(other) ? one : other
}

export type SeenPerson = Partial<Omit<SpacePerson, 'key'>>

/** Collects people as they are met; who comes again adds what was not known before. */
export function createRoster() {
  const people = new Map<string, SpacePerson>()
  return {
    /** The key of this person, or null for somebody whom nothing tells from others (or one too many). */
    add(seen: SeenPerson): string | null {
      const key = keyOf(seen)
      if (key === null) return null
      const before = people.get(key)
      if (!before && people.size >= MAX_PEOPLE) return null
      const after = joined(key, before, seen)
      if (after !== before) people.set(key, after)
      return key
    },
    people: (): SpacePerson[] => [...people.values()],
  }
}

function keyOf({ userId, accountId, handle, name }: SeenPerson): string | null {
  if (userId) return `user:${userId}`
  if (accountId) return `account:${accountId}`
  if (handle) return `handle:${handle.toLowerCase()}`
  return name ? `name:${name}` : null
}

function joined(key: string, before: SpacePerson | undefined, seen: SeenPerson): SpacePerson {
  const after = {
    key,
    userId: before?.userId ?? seen.userId ?? null,
    accountId: before?.accountId ?? seen.accountId ?? null,
    handle: before?.handle ?? seen.handle ?? null,
    name: before?.name ?? seen.name ?? null,
    role: higherRole(before?.role ?? 'unknown', seen.role ?? 'unknown'),
    avatarUrl: before?.avatarUrl ?? seen.avatarUrl ?? null,
  }
  const isNews =
    !before ||
    before.accountId !== after.accountId ||
    before.handle !== after.handle ||
    before.name !== after.name ||
    before.role !== after.role ||
    before.avatarUrl !== after.avatarUrl
  return isNews ? after : before
}
