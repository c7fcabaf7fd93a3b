/**
 * What the files beside a recording say of a Space, in one shape for all of them. Facts come from people's disks
 * and from several generations of tools, so every part may be missing; nothing here is invented.
 */

/**
 * `audio-space`: X's own description of a Space, as twspace_dl and twspace-crawler keep it. `captions-log` and
 * `captions-text`: twspace-crawler's `CC.jsonl` and `CC.txt`. `info-json`: yt-dlp. The two others lie in the
 * archive of an account.
 */
export const SIDECAR_FORMATS = [
  'audio-space',
  'captions-log',
  'info-json',
  'archive-spaces',
  'archive-account',
  'captions-text',
] as const
export type SidecarFormat = (typeof SIDECAR_FORMATS)[number]

export type SpaceRole = 'host' | 'cohost' | 'speaker' | 'listener' | 'unknown'

export interface SpacePerson {
  /** Names the person within the facts: `user:…`, `account:…`, `handle:…` (lower case) or `name:…`. */
  readonly key: string
  /** X's id of the person in audio rooms (`periscope_user_id`), the same as `UserId` in Hydra tags. */
  readonly userId: string | null
  /** X's number for the account (`rest_id`, `twitter_id`); archives know people by it alone. */
  readonly accountId: string | null
  /** Without the `@`. */
  readonly handle: string | null
  readonly name: string | null
  readonly role: SpaceRole
  /** `https` only. */
  readonly avatarUrl: string | null
}

/** What somebody said, as X's own captions have it. A caption without either time cannot be placed. */
export interface SpaceCaption {
  readonly personKey: string
  readonly atUnixSeconds: number | null
  /** Since the Space started, where the file counts from there. */
  readonly offsetSeconds: number | null
  readonly text: string
}

/** A stretch in which somebody could be heard; `endUnixSeconds` is null where nothing tells of its end. */
export interface OpenMic {
  readonly personKey: string
  readonly startUnixSeconds: number
  readonly endUnixSeconds: number | null
}

export interface SpaceFacts {
  readonly origin: SidecarFormat
  readonly spaceId: string | null
  readonly title: string | null
  readonly startedAtUnixSeconds: number | null
  readonly endedAtUnixSeconds: number | null
  /** When the room was made or scheduled for: good for a date, not for placing anything. */
  readonly announcedAtUnixSeconds: number | null
  /** The first message of a log, which is somewhat after the start. */
  readonly firstMessageUnixSeconds: number | null
  /** Nobody twice. */
  readonly people: readonly SpacePerson[]
  readonly captions: readonly SpaceCaption[]
  readonly openMics: readonly OpenMic[]
  /** The archive's spoken sessions. */
  readonly sessions: readonly OpenMic[]
  /** Sentences for a person about what could not be read. */
  readonly warnings: readonly string[]
}

/** Facts of which only what is given is known. */
export function spaceFacts(origin: SidecarFormat, known: Partial<Omit<SpaceFacts, 'origin'>>): SpaceFacts {
  return {
    origin,
    spaceId: null,
    title: null,
    startedAtUnixSeconds: null,
    endedAtUnixSeconds: null,
    announcedAtUnixSeconds: null,
    firstMessageUnixSeconds: null,
    people: [],
    captions: [],
    openMics: [],
    sessions: [],
    warnings: [],
    ...known,
  }
}
