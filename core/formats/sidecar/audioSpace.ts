/**
 * X's description of a Space: `audioSpace` with `metadata` and `participants`, as X's `AudioSpaceById` answers.
 * twspace_dl (`-m`) writes the whole answer, `{data:{audioSpace:{…}}}`; twspace-crawler keeps `metadata` alone; others
 * wrap it less deeply. A roster with names, no turns.
 */
import {
  anyOf,
  at,
  handleOf,
  httpsUrlOf,
  idOf,
  isRecord,
  listOf,
  spaceIdFrom,
  unixSecondsOf,
  wordOf,
} from './loose.ts'
import { createRoster, type SeenPerson } from './roster.ts'
import { type SpaceFacts, type SpaceRole, spaceFacts } from './spaceFacts.ts'

/** The facts in JSON that was parsed before; null where it describes no Space. */
export function audioSpaceFacts(json: unknown): SpaceFacts | null {
  const space = spaceIn(json)
  if (!space) return null
  const { metadata, participants } = space
  const creator = creatorOf(metadata)
  return spaceFacts('audio-space', {
    spaceId: spaceIdFrom(at(metadata, 'rest_id')),
    title: wordOf(at(metadata, 'title')),
    startedAtUnixSeconds: unixSecondsOf(at(metadata, 'started_at')),
    endedAtUnixSeconds: unixSecondsOf(at(metadata, 'ended_at')),
    announcedAtUnixSeconds: unixSecondsOf(anyOf(metadata, 'scheduled_start', 'created_at')),
    people: peopleOf(creator, participants),
  })
}

function spaceIn(json: unknown): { metadata: unknown; participants: unknown } | null {
  const audioSpace = at(json, 'data', 'audioSpace') ?? at(json, 'audioSpace')
  if (isRecord(audioSpace))
    return { metadata: at(audioSpace, 'metadata'), participants: at(audioSpace, 'participants') }
  for (const holder of [json, at(json, 'data')]) {
    const metadata = at(holder, 'metadata')
    const participants = at(holder, 'participants')
    if (isMetadata(metadata) || isRoster(participants)) return { metadata, participants }
    if (isMetadata(holder)) return { metadata: holder, participants }
  }
  return null
}

/** Other files have `metadata`, a `title` and times too, so a sign of X's own must be there. */
function isMetadata(value: unknown): boolean {
  if (!isRecord(value)) return false
  const isNamed = spaceIdFrom(at(value, 'rest_id')) !== null
  return (
    (isNamed &&
      (['state', 'media_key', 'started_at', 'title'] as const).some((key) => Object.hasOwn(value, key))) ||
    (Object.hasOwn(value, 'media_key') && Object.hasOwn(value, 'started_at')) ||
    isRecord(at(value, 'creator_results', 'result'))
  )
}

function isRoster(value: unknown): boolean {
  return ['admins', 'speakers'].some((list) =>
    listOf(at(value, list)).some((person) => at(person, 'periscope_user_id') !== undefined),
  )
}

/** The account that made the room; `legacy` in older answers, `core` and `avatar` in newer ones. */
function creatorOf(metadata: unknown): SeenPerson {
  const user = at(metadata, 'creator_results', 'result')
  const handle = at(user, 'legacy', 'screen_name') ?? at(user, 'core', 'screen_name')
  const name = at(user, 'legacy', 'name') ?? at(user, 'core', 'name')
  const avatar = at(user, 'legacy', 'profile_image_url_https') ?? at(user, 'avatar', 'image_url')
  return {
    accountId: idOf(anyOf(user, 'rest_id') ?? at(metadata, 'creator_id')),
    handle: handleOf(handle),
    name: wordOf(name),
    avatarUrl: httpsUrlOf(avatar),
    role: 'host',
  }
}

function peopleOf(creator: SeenPerson, participants: unknown) {
  const roster = createRoster()
  const admins = listOf(at(participants, 'admins'))
  const isCreator = (admin: SeenPerson) =>
    (creator.accountId && admin.accountId === creator.accountId) ||
    (creator.handle && admin.handle?.toLowerCase() === creator.handle.toLowerCase())
  const seen = admins.map((admin) => personOf(admin, 'cohost'))
  // Co-hosts are admins too. Where nobody says who made the room, its first admin did.
  const maker = seen.findIndex(isCreator)
  const isUnknown = !creator.accountId && !creator.handle
  const host = maker < 0 && isUnknown ? 0 : maker
  if (seen[host]) roster.add(joinedHost(creator, seen[host]))
  else roster.add(creator)
  for (const admin of seen) roster.add(admin)
  for (const person of listOf(at(participants, 'speakers'))) roster.add(personOf(person, 'speaker'))
  for (const person of listOf(at(participants, 'listeners'))) roster.add(personOf(person, 'listener'))
  return roster.people()
}

/** The host as the roster has them, with what only the creator's account tells. */
function joinedHost(creator: SeenPerson, admin: SeenPerson): SeenPerson {
  return {
    userId: admin.userId ?? null,
    accountId: admin.accountId ?? creator.accountId ?? null,
    handle: admin.handle ?? creator.handle ?? null,
    name: admin.name ?? creator.name ?? null,
    avatarUrl: admin.avatarUrl ?? creator.avatarUrl ?? null,
    role: 'host',
  }
}

function personOf(person: unknown, role: SpaceRole): SeenPerson {
  const account = at(person, 'user_results', 'rest_id') ?? at(person, 'user_results', 'result', 'rest_id')
  return {
    userId: idOf(at(person, 'periscope_user_id')),
    accountId: idOf(account ?? at(person, 'user', 'rest_id')),
    handle: handleOf(at(person, 'twitter_screen_name')),
    name: wordOf(at(person, 'display_name')),
    avatarUrl: httpsUrlOf(at(person, 'avatar_url')),
    role,
  }
}
