/** Sidecars of one Space, written as the tools write them: Alice hosts, Bob and Carol speak, Dave listens. */

export const SPACE_ID = '1vOxwAbCdEfGh'
/** 2023-03-01 18:00:00.250 UTC. */
export const STARTED_MS = 1_677_693_600_250
export const STARTED = STARTED_MS / 1000

export interface RoomPerson {
  readonly userId: string
  readonly accountId: string
  readonly handle: string
  readonly name: string
}

const person = (userId: string, accountId: string, handle: string, name: string): RoomPerson => ({
  userId,
  accountId,
  handle,
  name,
})
export const ALICE = person('1aLiCeAbCdEfG', '1001', 'alice_hosts', 'Alice 🎙️ Adams')
export const BOB = person('1bObAbCdEfGhI', '1002', 'BobBuilds', 'Bob')
export const CAROL = person('1cArOlAbCdEfG', '1003', 'carol_il', 'כרול לוי')
export const DAVE = person('1dAvEAbCdEfGh', '1004', 'dave_listens', 'Dave')

function participant({ userId, accountId, handle, name }: RoomPerson, start: number) {
  return {
    periscope_user_id: userId,
    start,
    twitter_screen_name: handle,
    display_name: name,
    avatar_url: `https://pbs.twimg.com/profile_images/${accountId}/face_normal.jpg`,
    is_verified: false,
    is_muted_by_admin: false,
    is_muted_by_guest: true,
    user_results: { rest_id: accountId, result: { __typename: 'User', is_blue_verified: false } },
  }
}

/** X's `metadata`, which twspace-crawler keeps by itself. */
export function spaceMetadata() {
  return {
    rest_id: SPACE_ID,
    state: 'Ended',
    title: 'Rooms & tunes: “how to end”',
    media_key: '28_1630988462915960836',
    created_at: STARTED_MS - 86_400_000,
    scheduled_start: STARTED_MS - 250,
    started_at: STARTED_MS,
    ended_at: String(STARTED_MS + 600_000),
    updated_at: STARTED_MS + 601_000,
    is_space_available_for_replay: true,
    total_replay_watched: 12,
    total_live_listeners: 340,
    creator_results: {
      result: {
        __typename: 'User',
        id: 'VXNlcjoxMDAx',
        rest_id: ALICE.accountId,
        legacy: {
          name: ALICE.name,
          screen_name: ALICE.handle,
          profile_image_url_https: 'https://pbs.twimg.com/profile_images/1001/face_normal.jpg',
        },
      },
    },
  }
}

export function audioSpace() {
  return {
    metadata: spaceMetadata(),
    is_subscribed: false,
    participants: {
      total: 341,
      admins: [participant(CAROL, STARTED_MS + 30_000), participant(ALICE, STARTED_MS)],
      speakers: [participant(BOB, STARTED_MS + 20_000)],
      listeners: [participant(DAVE, STARTED_MS + 40_000)],
    },
  }
}

/** twspace_dl's `<name>.json`. */
export function twspaceDlJson(): string {
  return JSON.stringify({ data: { audioSpace: audioSpace() } }, null, 4)
}

interface MessageOptions {
  readonly sender: RoomPerson
  /** Since the start. */
  readonly seconds: number
  readonly kind?: number
  /** Newer logs have no time inside the body of a control message. */
  readonly hasBodyTime?: boolean
}

/** 32.32 bits of NTP, as text: above 2^53. */
export function ntp(seconds: number): string {
  return (
    (BigInt(Math.round((STARTED + seconds) * 1000)) * 2n ** 32n) / 1000n +
    (2_208_988_800n << 32n)
  ).toString()
}

/** One line of `CC.jsonl`. */
export function message(body: object, { sender, seconds, kind = 1 }: MessageOptions): string {
  const payload = {
    room: '1dxYljvrbeQJX',
    body: JSON.stringify(body),
    lang: '',
    sender: {
      user_id: sender.userId,
      username: sender.handle,
      display_name: sender.name,
      profile_image_url: 'https://prod-profile.pscp.tv/x.jpg',
      participant_index: 1483625331,
      twitter_id: sender.accountId,
    },
    // Nanoseconds as text or number.
    timestamp: `${STARTED_MS + Math.round(seconds * 1000)}969762`,
    uuid: `u-${seconds}-${sender.handle}`,
  }
  return JSON.stringify({ kind, payload: JSON.stringify(payload), signature: '3bX9' })
}

export function caption(who: RoomPerson, seconds: number, text: string, final = true): string {
  const body = {
    type: 45,
    final,
    username: who.handle,
    displayName: who.name,
    body: text,
    timestamp: STARTED_MS + Math.round(seconds * 1000),
    ntpForLiveFrame: ntp(seconds),
    remoteID: who.userId,
    uuid: `c-${seconds}-${final}-${text.length}`,
    v: 2,
  }
  return message(body, { sender: who, seconds })
}

export function control(event: number, about: RoomPerson, seconds: number, sender = about): string {
  const body = {
    type: 40,
    guestBroadcastingEvent: event,
    guestRemoteID: about.userId,
    guestUsername: about.handle,
    ntpForLiveFrame: ntp(seconds),
    v: 2,
  }
  return message(body, { sender, seconds })
}

/** The first quarter of an hour of the room. */
export function logLines(): string[] {
  return [
    control(17, ALICE, 2),
    caption(ALICE, 4, 'welcome', false),
    caption(ALICE, 5, 'Welcome everybody to the room'),
    message({ type: 1, body: 'hi from the chat', v: 2 }, { sender: DAVE, seconds: 6 }),
    message({ type: 2, body: '🔥', v: 2 }, { sender: DAVE, seconds: 7 }),
    message({ occupancy: 12, total_participants: 40 }, { sender: DAVE, seconds: 8, kind: 4 }),
    control(9, BOB, 20, ALICE),
    control(17, BOB, 25),
    caption(BOB, 26.5, 'Hello, I am Bob'),
    caption(BOB, 28, 'and I build things'),
    control(16, BOB, 40),
    control(22, CAROL, 50, ALICE),
    control(9, CAROL, 50),
    caption(CAROL, 60, 'שלום לכולם'),
    control(10, CAROL, 90, ALICE),
    caption(ALICE, 100, '皆さん、こんにちは。'),
  ]
}

export function captionsLog(): string {
  return `${logLines().join('\n')}\n`
}

export const CAPTIONS_TEXT = [
  `00:00:05 | ${ALICE.handle}: Welcome everybody to the room`,
  `00:00:26 | ${BOB.handle}: Hello, I am Bob`,
  `00:00:28 | ${BOB.handle}: and I build things`,
  `00:01:00 | ${CAROL.handle}: שלום לכולם`,
  '',
].join('\n')

/** yt-dlp's `.info.json`, without its formats. */
export function infoJson(): string {
  return JSON.stringify({
    id: SPACE_ID,
    title: 'Rooms & tunes: “how to end”',
    description: `Twitter Space participated by ${BOB.name}, ${CAROL.name}`,
    uploader: ALICE.name,
    uploader_id: ALICE.handle,
    live_status: 'was_live',
    release_timestamp: Math.floor(STARTED),
    timestamp: Math.floor(STARTED) - 86_400,
    webpage_url: `https://twitter.com/i/spaces/${SPACE_ID}`,
    extractor: 'twitter:spaces',
    extractor_key: 'TwitterSpaces',
    formats: [{ format_id: '0', ext: 'm4a', vcodec: 'none' }],
    _type: 'video',
  })
}

/** `data/spaces-metadata.js` of Alice's archive: an older Space, and this one. */
export function archiveSpacesJs(): string {
  const iso = (seconds: number) => new Date(STARTED_MS + seconds * 1000).toISOString()
  const list = [
    {
      spacesMetadata: {
        id: '1oLdErAbCdEfG',
        creatorUserId: ALICE.accountId,
        hostUserIds: [ALICE.accountId],
        speakers: [],
        createdAt: iso(-9_000_000),
        endedAt: iso(-8_990_000),
        totalParticipating: '0',
        totalParticipated: '3',
        invitedUserIds: [],
      },
    },
    {
      spacesMetadata: {
        id: SPACE_ID,
        creatorUserId: ALICE.accountId,
        hostUserIds: [ALICE.accountId, CAROL.accountId],
        speakers: [
          { userId: BOB.accountId, sessions: [{ startedAt: iso(25), endedAt: iso(40) }] },
          { userId: ALICE.accountId, sessions: [{ startedAt: iso(2), endedAt: iso(19) }] },
        ],
        createdAt: iso(-2),
        endedAt: iso(600),
        totalParticipating: '0',
        totalParticipated: '341',
        invitedUserIds: [BOB.accountId],
      },
    },
  ]
  return `window.YTD.spaces_metadata.part0 = ${JSON.stringify(list, null, 2)}`
}

export function archiveAccountJs(): string {
  const account = {
    email: 'alice@example.org',
    createdVia: 'web',
    username: ALICE.handle,
    accountId: ALICE.accountId,
    createdAt: '2010-01-01T00:00:00.000Z',
    accountDisplayName: ALICE.name,
  }
  return `window.YTD.account.part0 = ${JSON.stringify([{ account }], null, 2)}`
}
