/** A new document from what an import found. */
import type { ImportedPassage, ImportedPeople } from './imported.ts'
import type { Clip, Episode, Gap, Speaker } from './schema.ts'
import { readable, takeRecording } from './takeRecording.ts'

const MAX_ARTIST = 500

export interface NewEpisode {
  readonly id: string
  readonly title: string
  readonly artist?: string
  readonly recording: { id: string; name: string; durationSamples: number; gaps: readonly Gap[] }
  /** Null where nobody said who speaks: the episode gets one unnamed lane. */
  readonly people: ImportedPeople | null
  readonly passages?: readonly ImportedPassage[]
}

/** The document as imported: one clip that plays the whole recording, a speaker for everybody who spoke. */
export function createEpisode(wanted: NewEpisode): Episode {
  const { id, title, artist = '', recording, people, passages = [] } = wanted
  const empty: Episode = {
    schemaVersion: 2,
    id,
    title: readable(title, 'Untitled'),
    details: { artist: artist.slice(0, MAX_ARTIST), show: '', description: '', coverId: null },
    output: { loudnessLufs: -16, ceilingDbtp: -1 },
    media: [],
    clips: [],
    // Its place and id are given up to whoever is known.
    speakers: people?.speakers.length ? [] : [UNNAMED],
    segments: [],
    passages: [],
    markers: [],
    nextSerial: people?.speakers.length ? 1 : 2,
  }
  const media = { ...recording, kind: 'recording' as const, gaps: [...recording.gaps] }
  const taken = takeRecording(empty, { media, people, passages: [...passages] })
  const clip = wholeClip(`c${taken.nextSerial}`, media, 0)
  return { ...taken, clips: [clip], nextSerial: taken.nextSerial + 1 }
}

const UNNAMED: Speaker = {
  id: 's1',
  name: 'Speaker 1',
  handle: null,
  role: 'unknown',
  userId: null,
  color: 0,
  consent: 'unknown',
  gainDb: 0,
}

/** A clip that plays all of a media item. */
export function wholeClip(
  id: string,
  media: { readonly id: string; readonly durationSamples: number },
  joinSamples: number,
): Clip {
  return {
    id,
    mediaId: media.id,
    start: 0,
    length: media.durationSamples,
    gainDb: 0,
    fadeInSamples: 0,
    fadeOutSamples: 0,
    joinSamples,
  }
}
