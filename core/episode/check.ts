/** The invariants of the document, checked after every edit and, as a matcher, in the tests. */
import { fail, ok, type Result } from '../problem.ts'
import type { Episode } from './schema.ts'

/**
 * Checks what the schema alone cannot say. Touches only parts whose identity changed against `before`
 * (a document known to be good), so that an edit of a 12 h episode stays cheap.
 *
 * @returns the episode, or an `invariant` problem that names the first thing wrong.
 */
export function checkEpisode(episode: Episode, before?: Episode): Result<Episode> {
  const wrong =
    (episode.clips !== before?.clips || episode.media !== before?.media
      ? clipsProblem(episode)
      : undefined) ??
    (episode.segments !== before?.segments || episode.speakers !== before?.speakers
      ? segmentsProblem(episode)
      : undefined) ??
    (episode.markers !== before?.markers ? markersProblem(episode) : undefined)
  return wrong ? fail('invariant', wrong, 'Nothing was changed.') : ok(episode)
}

function clipsProblem(episode: Episode): string | undefined {
  if (episode.clips.length === 0) return 'An episode needs at least one clip.'
  const media = new Map(episode.media.map((item) => [item.id, item]))
  if (media.size !== episode.media.length) return 'Two media items share an id.'
  const ids = new Set<string>()
  for (const clip of episode.clips) {
    const source = media.get(clip.mediaId)
    if (!source) return `Clip ${clip.id} plays media ${clip.mediaId}, which the episode does not have.`
    if (ids.has(clip.id)) return `Two clips share the id ${clip.id}.`
    ids.add(clip.id)
    if (!whole(clip.start) || !whole(clip.length) || clip.length === 0)
      return `Clip ${clip.id} is not in whole samples.`
    if (clip.start + clip.length > source.durationSamples)
      return `Clip ${clip.id} reaches past the end of its source.`
    if (!whole(clip.fadeInSamples) || !whole(clip.fadeOutSamples) || !whole(clip.joinSamples))
      return `The fades of clip ${clip.id} are not in whole samples.`
    if (clip.fadeInSamples + clip.fadeOutSamples > clip.length) return `The fades of clip ${clip.id} overlap.`
  }
  return undefined
}

function segmentsProblem(episode: Episode): string | undefined {
  const speakers = new Set(episode.speakers.map((speaker) => speaker.id))
  if (speakers.size !== episode.speakers.length) return 'Two speakers share an id.'
  const lengths = new Map(episode.media.map((item) => [item.id, item.durationSamples]))
  const ids = new Set<string>()
  let last = -1
  for (const segment of episode.segments) {
    if (ids.has(segment.id)) return `Two segments share the id ${segment.id}.`
    ids.add(segment.id)
    if (!speakers.has(segment.speakerId)) return `Segment ${segment.id} belongs to nobody.`
    const end = lengths.get(segment.recordingId)
    if (end === undefined) return `Segment ${segment.id} lies in a recording the episode does not have.`
    if (!whole(segment.startSample) || !whole(segment.endSample))
      return `Segment ${segment.id} is not in whole samples.`
    if (segment.endSample <= segment.startSample) return `Segment ${segment.id} is empty.`
    if (segment.endSample > end) return `Segment ${segment.id} reaches past the end of its recording.`
    if (segment.startSample < last) return 'Segments are not in order.'
    last = segment.startSample
  }
  return undefined
}

function markersProblem(episode: Episode): string | undefined {
  const lengths = new Map(episode.media.map((item) => [item.id, item.durationSamples]))
  const ids = new Set<string>()
  for (const marker of episode.markers) {
    if (ids.has(marker.id)) return `Two markers share the id ${marker.id}.`
    ids.add(marker.id)
    const end = lengths.get(marker.mediaId)
    if (end === undefined) return `Marker ${marker.id} lies in media the episode does not have.`
    if (!whole(marker.sample) || marker.sample >= end) return `Marker ${marker.id} lies outside its media.`
  }
  return undefined
}

function whole(samples: number): boolean {
  return Number.isSafeInteger(samples) && samples >= 0
}
