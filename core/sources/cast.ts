/** The people of a recording, put together from Hydra's tags and from sidecars. */
import type { ImportedPeople } from '../episode/imported.ts'
import { HOST_KEY, type HydraTimeline } from '../formats/hydra-timeline.ts'
import type { SpaceFacts, SpacePerson } from '../formats/sidecar/spaceFacts.ts'
import { identify, type Person } from './identity.ts'

type ImportedSpeaker = ImportedPeople['speakers'][number]

/** So many people without a turn are shown at most: a roster may hold thousands. */
const MAX_SILENT = 200

export interface Cast {
  readonly host: Person | null
  /** The one key of the person whom a source knows under `sourceKey`. */
  keyOf(sourceKey: string): string
  /**
   * The speakers of the episode: everybody who was on stage by Hydra, everybody with a turn, and where there are no
   * turns by Hydra, the speakers of the roster too. The host comes first; listeners never do.
   */
  speakers(withTurns: ReadonlySet<string>): ImportedSpeaker[]
}

/** `facts` in the order of trust. */
export function castOf(hydra: HydraTimeline | null, facts: readonly SpaceFacts[]): Cast {
  const onStage = (hydra?.speakers ?? []).map(stagePerson)
  const identity = identify([...onStage, ...facts.flatMap(({ people }) => people)])
  const host = hostOf(identity.people(), new Set(onStage.map(({ key }) => key)), facts)
  if (host && onStage.some(({ key }) => key === HOST_KEY)) identity.join(HOST_KEY, host.key)
  const people = identity.people()
  const owners = new Map(people.flatMap((person) => person.keys.map((key) => [key, person] as const)))
  const hostKey = owners.get(host?.key ?? HOST_KEY)?.key
  const stageKeys = new Set(onStage.map(({ key }) => owners.get(key)!.key))
  return {
    host: (host && owners.get(host.key)) ?? null,
    keyOf: (sourceKey) => owners.get(sourceKey)?.key ?? sourceKey,
    speakers(withTurns) {
      const hasLevels = (hydra?.segments.length ?? 0) > 0
      const isShown = ({ key }: Person) => stageKeys.has(key) || withTurns.has(key)
      const shown = people.filter(isShown)
      const silent = people.filter((person) => !hasLevels && !isShown(person) && isExpected(person, hostKey))
      return [...shown, ...silent.slice(0, MAX_SILENT)]
        .sort((a, b) => Number(b.key === hostKey) - Number(a.key === hostKey))
        .map((person) => speakerOf(person, hostKey))
    },
  }
}

/** Hydra's name of a person is the handle, so that a sidecar's display name is not hidden by it. */
function stagePerson({
  key,
  userId,
  handle,
  role,
  profileUrl,
}: HydraTimeline['speakers'][number]): SpacePerson {
  return { key, userId, accountId: null, handle, name: null, role, avatarUrl: profileUrl }
}

/**
 * The host: who made the room, or who else is an admin, and not somebody whom Hydra lists (it never lists the host);
 * where no file says, the account that an archive is of, or the only one with captions whom Hydra does not list.
 */
function hostOf(
  people: readonly Person[],
  listed: ReadonlySet<string>,
  facts: readonly SpaceFacts[],
): Person | null {
  const others = people.filter(({ key }) => key !== HOST_KEY)
  const isFree = ({ keys }: Person) => !keys.some((key) => listed.has(key))
  const hosts = others.filter(({ role }) => role === 'host')
  const freeCohosts = others.filter((person) => person.role === 'cohost' && isFree(person))
  const owner = facts.find(({ origin }) => origin === 'archive-account')?.people[0]
  const voices = new Set(facts.flatMap(({ captions }) => captions.map(({ personKey }) => personKey)))
  const unlisted = others.filter((person) => isFree(person) && person.keys.some((key) => voices.has(key)))
  return (
    hosts.find(isFree) ??
    (hosts.length > 0 && freeCohosts.length === 1 ? freeCohosts[0]! : null) ??
    hosts[0] ??
    others.find(({ keys }) => owner !== undefined && keys.includes(owner.key)) ??
    (listed.has(HOST_KEY) && unlisted.length === 1 ? unlisted[0]! : null)
  )
}

/** Somebody of whom it is likely that they spoke, and whom a name tells from others. */
function isExpected(person: Person, hostKey: string | undefined): boolean {
  const isSpeaker = person.role === 'host' || person.role === 'cohost' || person.role === 'speaker'
  return (isSpeaker || person.key === hostKey) && (person.name !== null || person.handle !== null)
}

function speakerOf(person: Person, hostKey: string | undefined): ImportedSpeaker {
  const { key, userId, handle, name } = person
  const role =
    key === hostKey ? 'host' : person.role === 'host' || person.role === 'cohost' ? 'cohost' : 'speaker'
  return { key, userId, handle, name: name ?? handle ?? (key === hostKey ? 'Host' : ''), role }
}
