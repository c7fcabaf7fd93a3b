/** A new document from what an import found. */
import { clamp } from '../time/units.ts'
import type { Episode, Gap, Passage, Segment, Speaker, Word } from './schema.ts'

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
    /** Where it is another than that of most segments. */
    readonly origin?: Segment['origin']
  }[]
  /** Who tells of the segments that do not say so themselves. */
  readonly origin: Segment['origin']
}

/** A passage of an import's transcript; `speakerKey` is null where nobody said who speaks. */
export interface ImportedPassage {
  readonly speakerKey: string | null
  readonly startSample: number
  readonly endSample: number
  readonly words: readonly Word[]
  readonly origin: Passage['origin']
}

export interface NewEpisode {
  readonly id: string
  readonly title: string
  readonly artist?: string
  readonly recording: { id: string; name: string; durationSamples: number; gaps: readonly Gap[] }
  /** Null where nobody said who speaks: the episode gets one unnamed lane. */
  readonly people: ImportedPeople | null
  readonly passages?: readonly ImportedPassage[]
}

/**
 * The document as imported: one clip that plays the whole recording, a speaker for everybody who spoke. What
 * tags say is taken with care: names are cut to what the document holds, turns and words to what the recording
 * holds.
 */
export function createEpisode({
  id,
  title,
  artist = '',
  recording,
  people,
  passages: found = [],
}: NewEpisode): Episode {
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
      origin: turn.origin ?? people?.origin ?? 'manual',
      confidence: clamp(turn.confidence, 0, 1),
    })
  }
  segments.sort((a, b) => a.startSample - b.startSample)
  const passages: Passage[] = []
  for (const { speakerKey, origin, ...spoken } of found) {
    const within = withinRecording(spoken, recording.durationSamples)
    const speakerId = (speakerKey === null ? undefined : speakerIds.get(speakerKey)) ?? null
    if (within) passages.push({ id: `p${serial++}`, recordingId: recording.id, speakerId, ...within, origin })
  }
  passages.sort((a, b) => a.startSample - b.startSample)
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
    passages,
    markers: [],
    nextSerial: serial,
  }
}

/** The passage in whole samples, its words in order, as far as it lies in the recording; null where it does not. */
function withinRecording(
  { startSample, endSample, words }: Pick<ImportedPassage, 'startSample' | 'endSample' | 'words'>,
  durationSamples: number,
): Pick<Passage, 'startSample' | 'endSample' | 'words'> | null {
  const start = clamp(Math.round(startSample), 0, durationSamples)
  const end = clamp(Math.round(endSample), 0, durationSamples)
  if (start >= end || words.length === 0) return null
  let from = start
  const placed = words.map((word) => {
    from = clamp(Math.round(word.startSample), from, end)
    return { ...word, startSample: from, endSample: clamp(Math.round(word.endSample), from, end) }
  })
  return { startSample: start, endSample: end, words: placed }
}

/** A name that the schema takes: trimmed, not empty, not endless. */
function readable(name: string, fallback: string): string {
  return name.trim().slice(0, MAX_NAME).trim() || fallback
}
