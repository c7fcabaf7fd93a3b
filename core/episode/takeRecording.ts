/** Takes what an import found of a recording into a document: its media, its people, their turns and words. */
import { clamp } from '../time/units.ts'
import type { ImportedPassage, ImportedPeople, ImportedRecording } from './imported.ts'
import { newSpeaker } from './newSpeaker.ts'
import type { Episode, Passage, Segment, Speaker } from './schema.ts'

/** What the schema allows for names, and for handles and user ids. */
const MAX_NAME = 500
const MAX_HANDLE = 200

/**
 * The document with a recording more, which no clip plays yet. People whom the document knows already are the same
 * people. What sources say is taken with care: names are cut to what the document holds, turns and words to what the
 * recording holds.
 */
export function takeRecording(episode: Episode, { media, people, passages }: ImportedRecording): Episode {
  let serial = episode.nextSerial
  const speakers = [...episode.speakers]
  const speakerIds = new Map<string, string>()
  for (const person of people?.speakers ?? []) {
    const known = speakers.find((speaker) => isSamePerson(speaker, person))
    speakerIds.set(person.key, known?.id ?? `s${serial}`)
    if (!known) speakers.push(speakerOf(person, `s${serial++}`, speakers))
  }
  const segments: Segment[] = []
  for (const turn of people?.segments ?? []) {
    const speakerId = speakerIds.get(turn.speakerKey)
    const startSample = clamp(Math.round(turn.startSample), 0, media.durationSamples)
    const endSample = clamp(Math.round(turn.endSample), 0, media.durationSamples)
    if (!speakerId || !(startSample < endSample)) continue
    segments.push({
      id: `g${serial++}`,
      speakerId,
      recordingId: media.id,
      startSample,
      endSample,
      origin: turn.origin ?? people?.origin ?? 'manual',
      confidence: clamp(turn.confidence, 0, 1),
    })
  }
  const spoken: Passage[] = []
  for (const { speakerKey, origin, ...found } of passages) {
    const within = withinRecording(found, media.durationSamples)
    const speakerId = (speakerKey === null ? undefined : speakerIds.get(speakerKey)) ?? null
    if (within) spoken.push({ id: `p${serial++}`, recordingId: media.id, speakerId, ...within, origin })
  }
  return {
    ...episode,
    media: [
      ...episode.media,
      { ...media, name: readable(media.name, 'Recording'), kind: 'recording', gaps: [...media.gaps] },
    ],
    speakers,
    segments: [...episode.segments, ...segments].sort(byStart),
    passages: [...episode.passages, ...spoken].sort(byStart),
    nextSerial: serial,
  }
}

type ImportedSpeaker = ImportedPeople['speakers'][number]

/**
 * X's own id decides; else the handle, else both being the host (of whom Hydra tells no id), else the name. Nobody
 * is the same person as somebody with another id or handle.
 */
function isSamePerson(known: Speaker, person: ImportedSpeaker): boolean {
  if (known.userId !== null && person.userId !== null) return known.userId === person.userId
  const handle = person.handle?.toLowerCase() ?? null
  if (known.handle !== null && handle !== null) return known.handle.toLowerCase() === handle
  if (known.role === 'host' && person.role === 'host') return true
  return known.name.toLowerCase() === person.name.trim().toLowerCase()
}

function speakerOf(person: ImportedSpeaker, id: string, others: readonly Speaker[]): Speaker {
  return newSpeaker(others, {
    id,
    name: readable(person.name, `Speaker ${others.length + 1}`),
    handle: person.handle?.slice(0, MAX_HANDLE) ?? null,
    role: person.role,
    userId: person.userId?.slice(0, MAX_HANDLE) ?? null,
  })
}

/** The passage in whole samples, its words in order, as far as it lies in the recording; null where it does not. */
function withinRecording(
  { startSample, endSample, words }: Pick<ImportedPassage, 'startSample' | 'endSample' | 'words'>,
  durationSamples: number,
): Pick<Passage, 'startSample' | 'endSample' | 'words'> | null {
  const start = clamp(Math.round(startSample), 0, durationSamples)
  const end = clamp(Math.round(endSample), 0, durationSamples)
  if (!(start < end) || words.length === 0) return null
  let from = start
  const placed = words.map((word) => {
    from = clamp(Math.round(word.startSample), from, end)
    return { ...word, startSample: from, endSample: clamp(Math.round(word.endSample), from, end) }
  })
  return { startSample: start, endSample: end, words: placed }
}

function byStart(a: { startSample: number }, b: { startSample: number }): number {
  return a.startSample - b.startSample
}

/** A name that the schema takes: trimmed, not empty, not endless. */
export function readable(name: string, fallback: string): string {
  return name.trim().slice(0, MAX_NAME).trim() || fallback
}
