/** Who in a file is whom in the episode: a proposal, for a person to accept or change. */
import type { Episode, Segment, Speaker } from '../episode/schema.ts'
import { SourceOrder } from '../episode/sourceOrder.ts'
import { SAMPLE_RATE, type Samples } from '../time/units.ts'
import type { PlacedTurn } from './joinTurns.ts'
import type { PlacedSpeech } from './place.ts'

export interface SpeakerMatch {
  /** The name as the file has it. */
  readonly key: string
  readonly turns: number
  readonly talkSamples: Samples
  /** Who that is already; null where a new person is to be added. */
  readonly speakerId: string | null
  /** The existing person's name, or the new one's. */
  readonly name: string
  /** How the person was found: by name, by handle, by speaking at the same time, or not at all. */
  readonly reason: 'name' | 'handle' | 'overlap' | 'new'
  /** Share of the file's speech that falls into turns of that person, 0 to 1; null where it was not asked. */
  readonly overlap: number | null
}

/** Speech at the same time means the same person when it is at least this much, … */
const DOMINANT_SHARE = 0.5
/** … so many times as much as with anybody else, … */
const DOMINANT_RATIO = 2
/** … and not just a moment. */
const DOMINANT_SAMPLES: Samples = 2 * SAMPLE_RATE

/** What the document takes for a name. */
const MAX_NAME = 500

/**
 * A proposal for every name of a file, in its order: the person of that name or handle (capitals, accents and
 * `_` do not count) when there is one only; else who speaks at the same time, where one clearly does; else new.
 */
export function matchSpeakers(
  { speakers, turns }: Pick<PlacedSpeech, 'speakers' | 'turns'>,
  episode: Pick<Episode, 'speakers' | 'segments'>,
  recordingId: string,
): SpeakerMatch[] {
  const names = uniqueBy(episode.speakers, ({ name }) => name)
  const handles = uniqueBy(episode.speakers, ({ handle }) => handle)
  const segments = new SourceOrder(
    episode.segments.filter((segment) => segment.recordingId === recordingId),
    ({ startSample }) => startSample,
    ({ endSample }) => endSample,
  )
  const turnsOf = Map.groupBy(turns, ({ speaker }) => speaker)
  return speakers.map((key) => {
    const own = turnsOf.get(key) ?? []
    const talkSamples = own.reduce((sum, { startSample, endSample }) => sum + endSample - startSample, 0)
    const about = { key, turns: own.length, talkSamples }
    const byName = names.get(comparable(key))
    if (byName) return { ...about, ...existing(byName), reason: 'name', overlap: null }
    const byHandle = handles.get(comparable(key))
    if (byHandle) return { ...about, ...existing(byHandle), reason: 'handle', overlap: null }
    const together = dominant(overlaps(own, segments), talkSamples)
    const speaker = episode.speakers.find(({ id }) => id === together?.speakerId)
    if (speaker && together)
      return { ...about, ...existing(speaker), reason: 'overlap', overlap: together.share }
    return { ...about, speakerId: null, name: newName(key), reason: 'new', overlap: null }
  })
}

function existing({ id, name }: Speaker) {
  return { speakerId: id, name }
}

/** A name as it is compared. Only Latin's, Greek's and Cyrillic's accents go: elsewhere marks are letters. */
function comparable(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .replace(/^@/, '')
}

/** Speakers by what `nameOf` gives; a name that two have tells neither. */
function uniqueBy(speakers: readonly Speaker[], nameOf: (speaker: Speaker) => string | null) {
  const found = new Map<string, Speaker>()
  const twice = new Set<string>()
  for (const speaker of speakers) {
    const name = comparable(nameOf(speaker) ?? '')
    if (found.has(name)) twice.add(name)
    found.set(name, speaker)
  }
  for (const name of ['', ...twice]) found.delete(name)
  return found
}

function overlaps(turns: readonly PlacedTurn[], segments: SourceOrder<Segment>): Map<string, Samples> {
  const shared = new Map<string, Samples>()
  for (const { startSample, endSample } of turns)
    for (const segment of segments.near(startSample, endSample)) {
      const length = Math.min(endSample, segment.endSample) - Math.max(startSample, segment.startSample)
      if (length > 0) shared.set(segment.speakerId, (shared.get(segment.speakerId) ?? 0) + length)
    }
  return shared
}

function dominant(shared: ReadonlyMap<string, Samples>, talkSamples: Samples) {
  const [best, second] = [...shared].sort(([, a], [, b]) => b - a)
  if (!best) return undefined
  const [speakerId, samples] = best
  const isDominant =
    samples >= DOMINANT_SAMPLES &&
    samples >= talkSamples * DOMINANT_SHARE &&
    samples >= (second?.[1] ?? 0) * DOMINANT_RATIO
  return isDominant ? { speakerId, share: Math.min(1, samples / talkSamples) } : undefined
}

/** A name for the document: RTTM's `Ada_Lovelace` in two words, a diarizer's `SPEAKER_00` and a handle as they are. */
function newName(key: string): string {
  const words = /^(speaker_\d+$|@)/i.test(key) ? key : key.replaceAll('_', ' ')
  return words.trim().slice(0, MAX_NAME).trim() || 'Speaker'
}
