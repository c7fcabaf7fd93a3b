/** Who was heard when, by the best source that knows. */
import type { HydraTimeline } from '../formats/hydra-timeline.ts'
import type { OpenMic, SpaceFacts } from '../formats/sidecar/spaceFacts.ts'
import { clamp, type Samples } from '../time/units.ts'
import type { MediaClock } from './mediaClock.ts'
import { byStart, joinTurns, type SourceTurn } from './turns.ts'

/**
 * How sure a sidecar's turns are. A caption was said by its person at about that time, its end is a guess; an open mic
 * says no more than that somebody could be heard, and a session is as wide or wider.
 */
const CONFIDENCE = { caption: 0.6, openMic: 0.3, session: 0.25 }
/** Captions of one person that so little parts are one turn: their ends are short guesses. 3 s. */
const CAPTION_HOLE: Samples = 144_000

export interface HeardIn {
  readonly hydra: HydraTimeline | null
  readonly facts: readonly SpaceFacts[]
  readonly passages: readonly {
    readonly speakerKey: string
    readonly startSample: Samples
    readonly endSample: Samples
  }[]
  /** The one key of a person whom a source knows under another. */
  readonly keyOf: (sourceKey: string) => string
  readonly clock: MediaClock
  readonly durationSamples: Samples
}

/**
 * All turns, sorted by start. Where Hydra heard anybody, captions add the turns of people whom it did not know, and
 * open mics nothing: somebody with an open mic whom Hydra never heard did not speak.
 */
export function turnsOf({ hydra, facts, passages, keyOf, clock, durationSamples }: HeardIn): SourceTurn[] {
  const levels = (hydra?.segments ?? []).map((segment) => ({
    ...segment,
    speakerKey: keyOf(segment.speakerKey),
    origin: 'hydra' as const,
  }))
  const known = new Set(levels.map(({ speakerKey }) => speakerKey))
  const captions = passages
    .filter(({ speakerKey }) => !known.has(speakerKey))
    .map(({ speakerKey, startSample, endSample }) => ({
      speakerKey,
      startSample,
      endSample,
      confidence: CONFIDENCE.caption,
      origin: 'sidecar' as const,
    }))
  if (levels.length > 0 || captions.length > 0)
    return [...joinTurns(levels, 0), ...joinTurns(captions, CAPTION_HOLE)].sort(byStart)
  const ranges = (mics: readonly OpenMic[], confidence: number) =>
    joinTurns(
      mics.flatMap((mic) => turnOf(mic, keyOf(mic.personKey), confidence, clock, durationSamples) ?? []),
      0,
    )
  const openMics = ranges(
    facts.flatMap((one) => one.openMics),
    CONFIDENCE.openMic,
  )
  if (openMics.length > 0) return openMics
  return ranges(
    facts.flatMap(({ sessions }) => sessions),
    CONFIDENCE.session,
  )
}

function turnOf(
  { startUnixSeconds, endUnixSeconds }: OpenMic,
  speakerKey: string,
  confidence: number,
  clock: MediaClock,
  durationSamples: Samples,
): SourceTurn | null {
  const start = clock.placeOfMoment(startUnixSeconds)
  const end = endUnixSeconds === null ? durationSamples : clock.placeOfMoment(endUnixSeconds)
  if (start === null || end === null) return null
  const startSample = clamp(start, 0, durationSamples)
  const endSample = clamp(end, 0, durationSamples)
  return startSample < endSample
    ? { speakerKey, startSample, endSample, confidence, origin: 'sidecar' }
    : null
}
