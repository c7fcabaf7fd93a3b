/**
 * twspace-crawler's `… CC.jsonl`: the messages of the room, one a line, JSON inside JSON inside JSON:
 *
 *     {"kind":1,"payload":"{\"room\":…,\"sender\":{…},\"timestamp\":<ns>,\"body\":\"{…}\"}","signature":"…"}
 *
 * `body.type` 45 is a caption (of which many are drafts of the `final` one), 40 a control message; chat (1) and
 * reactions (2) are not spoken. `room` is left alone, as nothing says that it is the Space's id. Since December 2022
 * logs often hold no captions at all.
 */
import { fail, ok, type Result } from '../../problem.ts'
import { MAX_CAPTION, MAX_CAPTIONS } from './limits.ts'
import { linesOf } from './lines.ts'
import {
  at,
  codeOf,
  handleOf,
  idOf,
  isRecord,
  parseJson,
  unfold,
  unixSecondsOf,
  unixSecondsOfNtp,
  wordOf,
} from './loose.ts'
import { CONTROL, type ControlEvent, openMicsOf } from './openMics.ts'
import { createRoster, type SeenPerson } from './roster.ts'
import { type SpaceCaption, type SpaceFacts, spaceFacts } from './spaceFacts.ts'

const CHAT_KIND = 1
const TYPE_CONTROL = 40
const TYPE_CAPTION = 45
/** So many control messages are kept at most, and so many lines are looked at to know a log. */
const MAX_EVENTS = 200_000
const LOOKED_AT = 20

/** True where one of the first lines is a message of a room. */
export function looksLikeCaptionsLog(text: string): boolean {
  let looked = 0
  for (const line of linesOf(text)) {
    if (line?.startsWith('{') && line.includes('"payload"')) {
      const message = parseJson(line)
      if (isRecord(message) && unfold(message.payload)) return true
    }
    if (++looked >= LOOKED_AT) return false
  }
  return false
}

/** Reads a log; lines that cannot be read are counted and left out. Problem: `unreadable` where none can. */
export function readCaptionsLog(text: string): Result<SpaceFacts> {
  const log = createLog()
  let lines = 0
  let unreadable = 0
  for (const line of linesOf(text)) {
    lines++
    if (line === null || !log.read(line)) unreadable++
  }
  if (lines > 0 && unreadable === lines) return fail('unreadable', 'This is no log of a room.')
  const warning = `${unreadable} of ${lines} lines of the captions log could not be read and were left out.`
  return ok(log.facts(unreadable > 0 ? [warning] : []))
}

function createLog() {
  const roster = createRoster()
  const captions: SpaceCaption[] = []
  const events: ControlEvent[] = []
  const known = new Set<string>()
  let first = Number.POSITIVE_INFINITY

  function readCaption(body: unknown, sender: SeenPerson, sentAt: number | null): void {
    if (at(body, 'final') !== true) return
    const text = wordOf(at(body, 'body'), MAX_CAPTION)
    const atUnixSeconds =
      unixSecondsOf(at(body, 'timestamp')) ?? unixSecondsOfNtp(at(body, 'ntpForLiveFrame')) ?? sentAt
    if (!text || captions.length >= MAX_CAPTIONS) return
    const personKey = roster.add({ ...voiceOf(body, sender), role: 'speaker' })
    if (personKey === null) return
    // A log that was fetched twice holds everything twice.
    const print = wordOf(at(body, 'uuid')) ?? `${personKey} ${atUnixSeconds} ${text}`
    if (known.has(print)) return
    known.add(print)
    captions.push({ personKey, atUnixSeconds, offsetSeconds: null, text })
  }

  function readControl(body: unknown, sender: SeenPerson, sentAt: number | null): void {
    const event = codeOf(at(body, 'guestBroadcastingEvent'))
    const atUnixSeconds =
      sentAt ?? unixSecondsOf(at(body, 'timestamp')) ?? unixSecondsOfNtp(at(body, 'ntpForLiveFrame'))
    if (event === null || !Object.values<number>(CONTROL).includes(event)) return
    if (events.length >= MAX_EVENTS) return
    const role = event === CONTROL.becameCohost ? 'cohost' : 'speaker'
    const personKey = roster.add({ ...guestOf(body, sender), role })
    if (personKey !== null && atUnixSeconds !== null) events.push({ personKey, atUnixSeconds, event })
  }

  return {
    /** Takes one line; false where it is no message. */
    read(line: string): boolean {
      const message = parseJson(line)
      const payload = isRecord(message) ? unfold(message.payload) : null
      if (!payload) return false
      const sentAt = unixSecondsOf(payload.timestamp)
      if (sentAt !== null) first = Math.min(first, sentAt)
      const body = unfold(payload.body)
      if (!body || (at(message, 'kind') ?? CHAT_KIND) !== CHAT_KIND) return true
      const type = codeOf(body.type)
      const sender = senderOf(payload.sender)
      if (type === TYPE_CAPTION) readCaption(body, sender, sentAt)
      if (type === TYPE_CONTROL) readControl(body, sender, sentAt)
      return true
    },
    facts(warnings: readonly string[]): SpaceFacts {
      for (const { atUnixSeconds } of captions)
        if (atUnixSeconds !== null) first = Math.min(first, atUnixSeconds)
      for (const { atUnixSeconds } of events) first = Math.min(first, atUnixSeconds)
      return spaceFacts('captions-log', {
        firstMessageUnixSeconds: Number.isFinite(first) ? first : null,
        people: roster.people(),
        captions: captions.sort((a, b) => (a.atUnixSeconds ?? 0) - (b.atUnixSeconds ?? 0)),
        openMics: openMicsOf(events, first),
        warnings,
      })
    },
  }
}

function senderOf(sender: unknown): SeenPerson {
  return {
    userId: idOf(at(sender, 'user_id')),
    accountId: idOf(at(sender, 'twitter_id')),
    handle: handleOf(at(sender, 'username')),
    name: wordOf(at(sender, 'display_name')),
  }
}

/** Whose caption it is. */
function voiceOf(body: unknown, sender: SeenPerson): SeenPerson {
  return personNamed(
    {
      userId: idOf(at(body, 'remoteID')),
      handle: handleOf(at(body, 'username')),
      name: wordOf(at(body, 'displayName')),
    },
    sender,
  )
}

/** Whom a control message is about: a host sends some about guests. */
function guestOf(body: unknown, sender: SeenPerson): SeenPerson {
  return personNamed(
    { userId: idOf(at(body, 'guestRemoteID')), handle: handleOf(at(body, 'guestUsername')) },
    sender,
  )
}

/** The person that a message names, with what the sender's part tells where it is the same person or nobody is named. */
function personNamed(named: SeenPerson, sender: SeenPerson): SeenPerson {
  const isSame =
    named.userId && sender.userId
      ? named.userId === sender.userId
      : !named.handle || !sender.handle || named.handle.toLowerCase() === sender.handle.toLowerCase()
  if (!isSame) return named
  return {
    userId: named.userId ?? sender.userId ?? null,
    accountId: sender.accountId ?? null,
    handle: named.handle ?? sender.handle ?? null,
    name: named.name ?? sender.name ?? null,
  }
}
