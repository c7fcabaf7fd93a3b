/**
 * Who is who among the people that several sources name. Identity is X's id for audio rooms, then the number of
 * the account, then the handle (in any case); a name alone joins somebody only where nobody else has that name. A
 * place in a list never counts.
 */
import { higherRole } from '../formats/sidecar/roster.ts'
import type { SpacePerson } from '../formats/sidecar/spaceFacts.ts'

/** One person, as all sources together know them. */
export interface Person extends SpacePerson {
  /** The keys under which the sources know the person; `key` is the first. */
  readonly keys: readonly string[]
}

interface Group {
  readonly members: SpacePerson[]
  userId: string | null
  joinedTo: Group | null
}

export interface Identity {
  /** Makes one person of two, whatever their ids. */
  join(oneKey: string, otherKey: string): void
  /** Everybody, in the order in which they were first named. */
  people(): Person[]
}

/** `named` in the order of trust: what an earlier entry says of a person wins over what a later one says. */
export function identify(named: readonly SpacePerson[]): Identity {
  const groups = new Map<string, Group>()
  for (const person of named) {
    const group = groups.get(person.key) ?? { members: [], userId: null, joinedTo: null }
    group.members.push(person)
    group.userId ??= person.userId
    groups.set(person.key, group)
  }
  joinBy(groups, named, (person) => person.userId)
  joinBy(groups, named, (person) => person.accountId)
  joinBy(groups, named, (person) => person.handle?.toLowerCase() ?? null)
  joinNames(groups, named)
  return {
    join(oneKey, otherKey) {
      const one = groups.get(oneKey)
      const other = groups.get(otherKey)
      if (one && other) joinGroups(rootOf(one), rootOf(other))
    },
    people: () => peopleOf(groups),
  }
}

/** Joins those who share an id of one kind, unless X's own ids say that they are two. */
function joinBy(
  groups: ReadonlyMap<string, Group>,
  named: readonly SpacePerson[],
  idOf: (person: SpacePerson) => string | null,
): void {
  const owners = new Map<string, Group>()
  for (const person of named) {
    const id = idOf(person)
    if (id === null) continue
    const own = rootOf(groups.get(person.key)!)
    const owner = owners.get(id)
    if (!owner) owners.set(id, own)
    else if (!isContradicted(rootOf(owner), own)) joinGroups(rootOf(owner), own)
  }
}

function isContradicted(one: Group, other: Group): boolean {
  return one !== other && one.userId !== null && other.userId !== null && one.userId !== other.userId
}

/** Those of whom a source knows the name alone are the one person who is otherwise known by it. */
function joinNames(groups: ReadonlyMap<string, Group>, named: readonly SpacePerson[]): void {
  const owners = new Map<string, Group | 'several'>()
  for (const person of named) {
    if (!person.name || isNameOnly(person)) continue
    const own = rootOf(groups.get(person.key)!)
    const owner = owners.get(plain(person.name))
    const isOther = owner !== undefined && owner !== 'several' && rootOf(owner) !== own
    owners.set(plain(person.name), owner === 'several' || isOther ? 'several' : own)
  }
  for (const person of named) {
    if (!person.name || !isNameOnly(person)) continue
    const owner = owners.get(plain(person.name))
    if (owner && owner !== 'several') joinGroups(rootOf(owner), rootOf(groups.get(person.key)!))
  }
}

function isNameOnly({ userId, accountId, handle }: SpacePerson): boolean {
  return userId === null && accountId === null && handle === null
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim()
}

function rootOf(group: Group): Group {
  let root = group
  while (root.joinedTo) root = root.joinedTo
  // Everybody on the way points at the root from now on, so that long chains are walked once.
  for (let here = group; here.joinedTo; ) {
    const next = here.joinedTo
    here.joinedTo = root
    here = next
  }
  return root
}

function joinGroups(one: Group, other: Group): void {
  if (one === other) return
  other.joinedTo = one
  one.userId ??= other.userId
}

function peopleOf(groups: ReadonlyMap<string, Group>): Person[] {
  const gathered = new Map<Group, SpacePerson[]>()
  for (const group of groups.values()) {
    const root = rootOf(group)
    const members = gathered.get(root) ?? []
    gathered.set(root, members)
    for (const member of group.members) members.push(member)
  }
  return [...gathered.values()].map(personOf)
}

function personOf(members: readonly SpacePerson[]): Person {
  const first = <Key extends keyof SpacePerson>(key: Key) =>
    members.find((member) => member[key] !== null)?.[key]
  return {
    key: members[0]!.key,
    keys: [...new Set(members.map(({ key }) => key))],
    userId: first('userId') ?? null,
    accountId: first('accountId') ?? null,
    handle: first('handle') ?? null,
    name: first('name') ?? null,
    role: members.map(({ role }) => role).reduce(higherRole),
    avatarUrl: first('avatarUrl') ?? null,
  }
}
