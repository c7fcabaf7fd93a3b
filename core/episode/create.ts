/** A new document from what an import found. */
import { clamp } from '../time/units.ts'
import type { Episode, Gap, Segment, Speaker } from './schema.ts'

/** What the schema allows for names, and for handles and user ids. */
const MAX_NAME = 500
const MAX_HANDLE = 200

/** What an import knows of the people in a recording; `key` is its own name for a person. */
export interface ImportedPeople {
  readonly speakers: readonly {
    readonly key: string
    readonly userId: string | null
    readonly name: string
    readonly handle: string | null
    readonly role: Speaker['role']
  }[]
  readonly segments: readonly {
    readonly speakerKey: string
    readonly startSample: number
    readonly endSample: number
    readonly confidence: number
  }[]
  readonly origin: Segment['origin']
}

export interface NewEpisode {
  readonly id: string
  readonly title: string
  readonly artist?: string
  readonly recording: { id: string; name: string; durationSamples: number; gaps: readonly Gap[] }
  /** Null where nobody said who speaks: the episode gets one unnamed lane. */
  readonly people: ImportedPeople | null
}

/**
 * The document as imported: one clip that plays the whole recording, a speaker for everybody who spoke. What
 * tags say is taken with care: names are cut to what the document holds, turns to what the recording holds.
 */
export function createEpisode({ id, title, artist = '', recording, people }: NewEpisode): Episode {
  let serial = 1
  const speakerIds = new Map<string, string>()
  const speakers: Speaker[] = (people?.speakers ?? []).map((person, color) => {
    const speakerId = `s${serial++}`
    speakerIds.set(person.key, speakerId)
    return {
      id: speakerId,
      name: readable(person.name, `Speaker ${color + 1}`),
      handle: person.handle?.slice(0, MAX_HANDLE) ?? null,
      role: person.role,
      userId: person.userId?.slice(0, MAX_HANDLE) ?? null,
      color,
      consent: 'unknown',
      gainDb: 0,
    }
  })
  if (speakers.length === 0) {
    const unnamed = { name: 'Speaker 1', handle: null, role: 'unknown', userId: null } as const
    speakers.push({ id: `s${serial++}`, ...unnamed, color: 0, consent: 'unknown', gainDb: 0 })
  }
  const segments: Segment[] = []
  for (const turn of people?.segments ?? []) {
    const speakerId = speakerIds.get(turn.speakerKey)
    const startSample = clamp(Math.round(turn.startSample), 0, recording.durationSamples)
    const endSample = clamp(Math.round(turn.endSample), 0, recording.durationSamples)
    if (!speakerId || startSample >= endSample) continue
    segments.push({
      id: `g${serial++}`,
      speakerId,
      recordingId: recording.id,
      startSample,
      endSample,
      origin: people?.origin ?? 'manual',
      confidence: clamp(turn.confidence, 0, 1),
    })
  }
  segments.sort((a, b) => a.startSample - b.startSample)
  return {
    schemaVersion: 2,
    id,
    title: readable(title, 'Untitled'),
    details: { artist: artist.slice(0, MAX_NAME), show: '', description: '', coverId: null },
    output: { loudnessLufs: -16, ceilingDbtp: -1 },
    media: [
      {
        ...recording,
        name: readable(recording.name, 'Recording'),
        kind: 'recording',
        gaps: [...recording.gaps],
      },
    ],
    clips: [
      {
        id: `c${serial++}`,
        mediaId: recording.id,
        start: 0,
        length: recording.durationSamples,
        gainDb: 0,
        fadeInSamples: 0,
        fadeOutSamples: 0,
        joinSamples: 0,
      },
    ],
    speakers,
    segments,
    passages: [],
    markers: [],
    nextSerial: serial,
  }
}

/** A name that the schema takes: trimmed, not empty, not endless. */
function readable(name: string, fallback: string): string {
  return name.trim().slice(0, MAX_NAME).trim() || fallback
}
