/** A new document from what an import found. */
import type { Episode, Gap, Segment, Speaker } from './schema.ts'

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

/** The document as imported: one clip that plays the whole recording, a speaker for everybody who spoke. */
export function createEpisode({ id, title, artist = '', recording, people }: NewEpisode): Episode {
  let serial = 1
  const speakerIds = new Map<string, string>()
  const speakers: Speaker[] = (people?.speakers ?? []).map((person, color) => {
    const speakerId = `s${serial++}`
    speakerIds.set(person.key, speakerId)
    const { userId, name, handle, role } = person
    return { id: speakerId, name, handle, role, userId, color, consent: 'unknown', gainDb: 0 }
  })
  if (speakers.length === 0) {
    const unnamed = { name: 'Speaker 1', handle: null, role: 'unknown', userId: null } as const
    speakers.push({ id: `s${serial++}`, ...unnamed, color: 0, consent: 'unknown', gainDb: 0 })
  }
  const segments: Segment[] = []
  for (const turn of people?.segments ?? []) {
    const speakerId = speakerIds.get(turn.speakerKey)
    if (!speakerId) continue
    const { startSample, endSample, confidence } = turn
    segments.push({
      id: `g${serial++}`,
      speakerId,
      recordingId: recording.id,
      startSample,
      endSample,
      origin: people?.origin ?? 'manual',
      confidence,
    })
  }
  segments.sort((a, b) => a.startSample - b.startSample)
  return {
    schemaVersion: 1,
    id,
    title,
    details: { artist, show: '', description: '', coverId: null },
    output: { loudnessLufs: -16, ceilingDbtp: -1 },
    media: [{ ...recording, kind: 'recording', gaps: [...recording.gaps] }],
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
    markers: [],
    nextSerial: serial,
  }
}
