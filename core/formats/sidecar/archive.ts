/**
 * Two files of an account's archive: `spaces-metadata.js`, the Spaces of the account, and `account.js`, the account
 * itself. Both are JavaScript, `window.YTD.spaces_metadata.part0 = [ … ]`. The names of what lies inside a Space's
 * `speakers` are not documented, so they are known by what they hold.
 */
import { fail, ok, type Result } from '../../problem.ts'
import { MAX_RANGES, MAX_SPACES } from './limits.ts'
import { anyOf, at, handleOf, idOf, isRecord, listOf, spaceIdFrom, unixSecondsOf, wordOf } from './loose.ts'
import { readJson, withoutMark } from './mend.ts'
import { createRoster, type SeenPerson } from './roster.ts'
import { type OpenMic, type SpaceFacts, type SpaceRole, spaceFacts } from './spaceFacts.ts'

/** Keys that a Space of an archive has, and others have not. */
const SPACE_KEYS = [
  'creatorUserId',
  'hostUserIds',
  'totalParticipating',
  'totalParticipated',
  'invitedUserIds',
]

/** Reads `spaces-metadata.js`, in the order of the file. Problem: `unreadable`. */
export function readArchiveSpaces(text: string): Result<readonly SpaceFacts[]> {
  const facts = archiveSpaces(text)
  return facts ? ok(facts) : fail('unreadable', 'This is no list of Spaces from an archive.')
}

/** Reads `account.js`: facts about one person and no Space. Problem: `unreadable`. */
export function readArchiveAccount(text: string): Result<SpaceFacts> {
  const facts = archiveAccount(text)
  return facts ? ok(facts) : fail('unreadable', 'This is no account of an archive.')
}

/** As {@link readArchiveSpaces}; null where the text is something else. */
export function archiveSpaces(text: string): readonly SpaceFacts[] | null {
  const list = listIn(text)
  if (!list) return null
  const spaces = list.items
    .map(inner)
    .filter((space) => SPACE_KEYS.some((key) => at(space, key) !== undefined))
  if (spaces.length === 0 && !/^[^=]{0,200}spaces_metadata/.test(text)) return null
  const facts = spaces.slice(0, MAX_SPACES).map(spaceOf)
  const last = facts.at(-1)
  const warning = 'The archive’s list of Spaces breaks off in the middle of this one.'
  return last && !list.isWhole ? facts.with(-1, { ...last, warnings: [warning] }) : facts
}

/** As {@link readArchiveAccount}; null where the text is something else. */
export function archiveAccount(text: string): SpaceFacts | null {
  const account = listIn(text)
    ?.items.map(inner)
    .find((item) => at(item, 'username') !== undefined)
  const handle = handleOf(at(account, 'username'))
  if (!account || handle === null) return null
  const roster = createRoster()
  roster.add({
    accountId: idOf(at(account, 'accountId')),
    handle,
    name: wordOf(at(account, 'accountDisplayName')),
  })
  return spaceFacts('archive-account', { people: roster.people() })
}

/** The array that stands after the first `=`, or that is the whole text. */
function listIn(marked: string): { items: readonly unknown[]; isWhole: boolean } | null {
  const text = withoutMark(marked).trimStart()
  const isScript = /^[\w.$ ["'\]]{1,200}=/.test(text)
  if (!isScript && !text.startsWith('[')) return null
  const json = readJson(isScript ? text.slice(text.indexOf('=') + 1).replace(/;\s*$/, '') : text)
  return json && Array.isArray(json.value) ? { items: json.value, isWhole: json.isWhole } : null
}

/** Archives wrap most items in a key of their kind, `{"account":{…}}`. */
function inner(item: unknown): unknown {
  if (!isRecord(item)) return item
  const [only, ...others] = Object.values(item)
  return others.length === 0 && isRecord(only) ? only : item
}

function spaceOf(space: unknown): SpaceFacts {
  const roster = createRoster()
  const sessions: OpenMic[] = []
  const meet = (id: string | null, role: SpaceRole) => (id ? roster.add({ ...personWith(id), role }) : null)
  meet(idOf(at(space, 'creatorUserId')), 'host')
  const hosts = listOf(at(space, 'hostUserIds'))
  const isUnmade = idOf(at(space, 'creatorUserId')) === null
  hosts.forEach((host, place) => {
    meet(personIdOf(host), isUnmade && place === 0 ? 'host' : 'cohost')
  })
  for (const speaker of listOf(at(space, 'speakers'))) {
    const personKey = meet(personIdOf(speaker), 'speaker')
    if (personKey === null) continue
    for (const range of rangesIn(speaker))
      if (sessions.length < MAX_RANGES) sessions.push({ personKey, ...range })
  }
  return spaceFacts('archive-spaces', {
    spaceId: spaceIdFrom(anyOf(space, 'id', 'spaceId')),
    title: wordOf(at(space, 'title')),
    startedAtUnixSeconds: unixSecondsOf(at(space, 'startedAt')),
    endedAtUnixSeconds: unixSecondsOf(at(space, 'endedAt')),
    announcedAtUnixSeconds: unixSecondsOf(at(space, 'createdAt')),
    people: roster.people(),
    sessions: sessions.sort((a, b) => a.startUnixSeconds - b.startUnixSeconds),
  })
}

/** Accounts have numbers; the audio rooms' own ids have letters, too. */
function personWith(id: string): SeenPerson {
  return /^\d+$/.test(id) ? { accountId: id } : { userId: id }
}

/** The id of a person given as the bare id, or under a key such as `userId` or `id`. */
function personIdOf(person: unknown): string | null {
  if (!isRecord(person)) return idOf(person)
  const known = idOf(anyOf(person, 'userId', 'user_id', 'accountId', 'speakerUserId', 'speakerId', 'id'))
  if (known !== null) return known
  const key = keysOf(person).find((name) => /(user|account|speaker|participant).*id$/i.test(name))
  return key ? personIdOf(person[key]) : null
}

type Range = Omit<OpenMic, 'personKey'>

/** Sessions in lists or records below a person, or in the person's own start and end. */
function rangesIn(person: unknown): Range[] {
  if (!isRecord(person)) return []
  const below = keysOf(person).flatMap((key) => {
    const value = person[key]
    return Array.isArray(value) ? value.slice(0, MAX_RANGES) : isRecord(value) ? [value] : []
  })
  return [person, ...below].flatMap((holder) => rangeOf(holder) ?? [])
}

function rangeOf(holder: unknown): Range | null {
  if (!isRecord(holder)) return null
  const moment = (pattern: RegExp) => {
    for (const key of keysOf(holder)) {
      const seconds = pattern.test(key) ? unixSecondsOf(holder[key]) : null
      if (seconds !== null) return seconds
    }
    return null
  }
  const start = moment(/start|begin|join|from/i)
  const end = moment(/end|stop|left|leave|until|^to$/i)
  if (start === null || (end !== null && end <= start)) return null
  return { startUnixSeconds: start, endUnixSeconds: end }
}

/** A record has few keys; of one that has thousands, no more is wanted. */
function keysOf(record: Record<string, unknown>): string[] {
  return Object.keys(record).slice(0, 50)
}
