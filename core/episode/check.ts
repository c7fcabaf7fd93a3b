/** The invariants of the document, checked after every edit and, as a matcher, in the tests. */
import { fail, ok, type Result } from '../problem.ts'
import type { Episode, Passage } from './schema.ts'

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
      ? segmentsProblem(episode, before)
      : undefined) ??
    (episode.passages !== before?.passages || episode.speakers !== before?.speakers
      ? passagesProblem(episode, before)
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

function segmentsProblem(episode: Episode, before: Episode | undefined): string | undefined {
  const { segments } = episode
  const people = new Set(episode.speakers.map((speaker) => speaker.id))
  if (people.size !== episode.speakers.length) return 'Two speakers share an id.'
  const lengths = new Map(episode.media.map((item) => [item.id, item.durationSamples]))
  const { from, to } = freshSpan(isGround(episode, before, people) ? before.segments : [], segments)
  const twice = sharedId(segments, from, to)
  if (twice !== undefined) return `Two segments share the id ${twice}.`
  for (let i = from; i < to; i++) {
    const segment = segments[i]!
    if (!people.has(segment.speakerId)) return `Segment ${segment.id} belongs to nobody.`
    const end = lengths.get(segment.recordingId)
    if (end === undefined) return `Segment ${segment.id} lies in a recording the episode does not have.`
    if (!whole(segment.startSample) || !whole(segment.endSample))
      return `Segment ${segment.id} is not in whole samples.`
    if (segment.endSample <= segment.startSample) return `Segment ${segment.id} is empty.`
    if (segment.endSample > end) return `Segment ${segment.id} reaches past the end of its recording.`
  }
  return isInOrder(segments, from, to) ? undefined : 'Segments are not in order.'
}

function passagesProblem(episode: Episode, before: Episode | undefined): string | undefined {
  const { passages } = episode
  const people = new Set(episode.speakers.map((speaker) => speaker.id))
  const lengths = new Map(episode.media.map((item) => [item.id, item.durationSamples]))
  const { from, to } = freshSpan(isGround(episode, before, people) ? before.passages : [], passages)
  const twice = sharedId(passages, from, to)
  if (twice !== undefined) return `Two passages share the id ${twice}.`
  for (let i = from; i < to; i++) {
    const passage = passages[i]!
    if (passage.speakerId !== null && !people.has(passage.speakerId))
      return `Passage ${passage.id} belongs to a speaker who is not there.`
    const wrong = passageProblem(passage, lengths.get(passage.recordingId))
    if (wrong) return `Passage ${passage.id} ${wrong}.`
  }
  return isInOrder(passages, from, to) ? undefined : 'Passages are not in order.'
}

function passageProblem({ words, startSample, endSample }: Passage, end: number | undefined) {
  if (end === undefined) return 'lies in a recording the episode does not have'
  if (!whole(startSample) || !whole(endSample)) return 'is not in whole samples'
  if (endSample <= startSample) return 'is empty'
  if (endSample > end) return 'reaches past the end of its recording'
  if (words.length === 0) return 'has no words'
  let from = startSample
  for (const word of words) {
    if (!whole(word.startSample) || !whole(word.endSample)) return 'has words that are not in whole samples'
    if (word.startSample < from || word.endSample < word.startSample) return 'has words out of order'
    if (word.endSample > endSample) return 'has a word past its end'
    from = word.startSample
  }
  return undefined
}

/** Whether what `before` says of its media and people still holds: nobody and nothing went, so only what is new counts. */
function isGround(
  episode: Episode,
  before: Episode | undefined,
  people: ReadonlySet<string>,
): before is Episode {
  return before?.media === episode.media && before.speakers.every((speaker) => people.has(speaker.id))
}

/** So many new items are compared with all others one by one; for more, all ids are put into a set. */
const FEW = 16

/** An id that an item of `[from, to)` shares with any other; undefined where there is none. */
function sharedId(items: readonly { readonly id: string }[], from: number, to: number): string | undefined {
  if (to - from <= FEW) {
    for (let i = from; i < to; i++)
      for (let j = 0; j < items.length; j++) if (items[j]!.id === items[i]!.id && j !== i) return items[i]!.id
    return undefined
  }
  const ids = new Set<string>()
  for (const { id } of items) {
    if (ids.has(id)) return id
    ids.add(id)
  }
  return undefined
}

function isInOrder(items: readonly { readonly startSample: number }[], from: number, to: number): boolean {
  for (let i = Math.max(1, from); i <= to && i < items.length; i++)
    if (items[i]!.startSample < items[i - 1]!.startSample) return false
  return true
}

/** Where `now` may differ from `before`: what comes ahead of the span and behind it are the very same items. */
function freshSpan<Item>(before: readonly Item[], now: readonly Item[]): { from: number; to: number } {
  const most = Math.min(before.length, now.length)
  let from = 0
  while (from < most && before[from] === now[from]) from++
  let tail = 0
  while (tail < most - from && before.at(-1 - tail) === now.at(-1 - tail)) tail++
  return { from, to: now.length - tail }
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
