/**
 * Hydra tags: about once a second X's audio stack writes an ID3v2 tag into the stream that says who is
 * on stage and how loud each one is. One tag is a {@link HydraTick}; `hydra-timeline.ts` makes speakers
 * and turns of them.
 *
 * The format is known from recordings, not from a specification, so anything may be missing or odd: a
 * part that cannot be read is left out, and a tag without any Hydra part is no tick.
 */
import type { Samples } from '../time/units.ts'
import { type Id3Frame, readId3, textOf, userTextOf } from './id3.ts'
import { type Id3WriteOptions, privateFrame, textFrame, userTextFrame, writeId3 } from './id3-write.ts'

/** Seconds from the start of NTP time (1900) to that of Unix time (1970). */
export const NTP_TO_UNIX_SECONDS = 2_208_988_800

/** Somebody on stage besides the host. Empty strings stand for what was not said. */
export interface HydraParticipant {
  /** Identifies the person: the same after a reconnect, while `sessionId` changes. */
  readonly userId: string
  readonly userName: string
  readonly sessionId: string
  readonly profileUrl: string
}

export interface HydraTick {
  /** Media time: the sound before the tag. */
  readonly atSample: Samples
  readonly ntpSeconds: number | null
  readonly participants: readonly HydraParticipant[]
  /** Level of the host, then of each participant in the same order; 0 is silent, 8 and more is speech. */
  readonly levels: readonly number[]
}

/**
 * Reads ticks from tags in the order of the stream. Participant lists that do not change are parsed once
 * and shared between ticks, so that 12 hours of ticks stay small.
 */
export function createHydraReader(): { read(tag: Uint8Array, atSample: Samples): HydraTick | null } {
  let lastJson = ''
  let lastParticipants: readonly HydraParticipant[] = []
  const parse = (json: string): readonly HydraParticipant[] => {
    if (json !== lastJson) {
      lastJson = json
      lastParticipants = parseParticipants(json)
    }
    return lastParticipants
  }
  return {
    read(tag, atSample) {
      const id3 = readId3(tag)
      return id3 ? tickOf(id3.frames, atSample, parse) : null
    },
  }
}

function tickOf(
  frames: readonly Id3Frame[],
  atSample: Samples,
  parse: (json: string) => readonly HydraParticipant[],
): HydraTick | null {
  let ntpSeconds: number | null = null
  let participants: readonly HydraParticipant[] | null = null
  let levels: readonly number[] | null = null
  for (const frame of frames) {
    if (frame.id === 'TIT3') ntpSeconds = positiveNumber(textOf(frame).trim()) ?? ntpSeconds
    if (frame.id !== 'TXXX') continue
    const text = userTextOf(frame)
    if (text?.description === 'HydraParticipants') participants = parse(text.value)
    if (text?.description === 'HydraAudioLevel') levels = parseLevels(text.value)
    if (text?.description === 'JSONMetadata') {
      const metadata = parseJson(text.value)
      if (isRecord(metadata)) ntpSeconds ??= positiveNumber(metadata.ntp)
    }
  }
  if (participants === null && levels === null) return null
  return { atSample, ntpSeconds, participants: participants ?? [], levels: levels ?? [] }
}

function parseParticipants(json: string): readonly HydraParticipant[] {
  const list = parseJson(json)
  if (!Array.isArray(list)) return []
  // What is no object keeps its place, because levels are matched by place.
  return list.map((entry: unknown) => {
    const fields = isRecord(entry) ? entry : {}
    return {
      userId: word(fields.UserId),
      userName: word(fields.UserName),
      sessionId: word(fields.SessionId),
      profileUrl: word(fields.ProfileUrl),
    }
  })
}

function parseLevels(json: string): readonly number[] {
  const list = parseJson(json)
  if (!Array.isArray(list)) return []
  return list.map((entry: unknown) => positiveNumber(entry) ?? 0)
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

/** A finite number above 0, also when it was written as text; otherwise null. */
function positiveNumber(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null
}

export interface HydraTagContent {
  readonly ntpSeconds: number
  readonly participants: readonly HydraParticipant[]
  readonly levels: readonly number[]
  /** Media time in the transport stream, in ticks of 90 kHz. */
  readonly transportTicks?: number
}

/** The bytes of one Hydra tag as X writes it. */
export function hydraTag(content: HydraTagContent, options: Id3WriteOptions = {}): Uint8Array {
  const ntp = Number(content.ntpSeconds.toFixed(3))
  const participants = content.participants.map((person, index) => ({
    ParticipantIndex: index + 1,
    UserId: person.userId,
    UserName: person.userName,
    SessionId: person.sessionId,
    ProfileUrl: person.profileUrl,
    StreamName: '',
  }))
  return writeId3(
    [
      privateFrame('com.apple.streaming.transportStreamTimestamp', bigEndian64(content.transportTicks ?? 0)),
      textFrame('TIT3', String(ntp)),
      userTextFrame('JSONMetadata', JSON.stringify({ HydraVersion: 4, ntp })),
      userTextFrame('HydraParticipants', JSON.stringify(participants)),
      userTextFrame('HydraAudioLevel', JSON.stringify(content.levels)),
    ],
    options,
  )
}

function bigEndian64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.round(value)))
  return bytes
}
