/** From the clock of the room to places in its recording. */
import type { HydraTimeline, RecordingGap } from '../formats/hydra-timeline.ts'
import type { SpaceFacts } from '../formats/sidecar/spaceFacts.ts'
import { SAMPLE_RATE, type Samples, type Seconds, samplesToSeconds } from '../time/units.ts'

export interface MediaClock {
  /**
   * The sample at which a moment of the room is heard; a moment that was never recorded gives the place at which the
   * recording goes on, one before the recording a negative place. Null where nothing tells when the recording began.
   */
  placeOfMoment(unixSeconds: number): Samples | null
  /** The same for a time that counts from the start of the Space. */
  placeOfOffset(seconds: Seconds): Samples
  /** When the recording began, or the nearest to it that is known: a date. */
  readonly date: number | null
  /**
   * What is doubtful about places: `rough` where the start is no better known than by the first message of a log,
   * `contradicted` where the recording's clock is days off the sidecars', so that places count from the start they give.
   */
  readonly doubt: 'rough' | 'contradicted' | null
}

/** No Space lasts so long: clocks that are further apart do not tell of the same room. */
const DAY_SECONDS = 86_400

/**
 * When a recording began, its own tags know best (`hydra`), then the import (`known`), then the Space's description. A
 * recording may begin later than its Space, and where Hydra says that sound is missing, all that follows lies that
 * much earlier in the recording than in the room.
 */
export function mediaClock(
  hydra: HydraTimeline | null,
  known: number | null,
  facts: readonly SpaceFacts[],
): MediaClock {
  const opened = firstOf(facts, 'startedAtUnixSeconds')
  const began = hydra?.startedAtUnixSeconds ?? known ?? opened
  const firstMessage = firstOf(facts, 'firstMessageUnixSeconds')
  const heard = opened ?? firstMessage
  const isContradicted = began !== null && heard !== null && Math.abs(began - heard) > DAY_SECONDS
  const start = isContradicted ? heard : (began ?? firstMessage)
  const gaps = hydra?.gaps ?? []
  const placeOf = (roomSeconds: Seconds) => Math.round(mediaSeconds(roomSeconds, gaps) * SAMPLE_RATE)
  return {
    placeOfMoment: (unixSeconds) => (start === null ? null : placeOf(unixSeconds - start)),
    placeOfOffset: (seconds) =>
      placeOf(opened !== null && start !== null ? seconds + opened - start : seconds),
    date: began ?? firstOf(facts, 'announcedAtUnixSeconds') ?? firstMessage,
    doubt: isContradicted ? 'contradicted' : began === null ? 'rough' : null,
  }
}

function firstOf(
  facts: readonly SpaceFacts[],
  key: 'startedAtUnixSeconds' | 'announcedAtUnixSeconds' | 'firstMessageUnixSeconds',
): number | null {
  return facts.find((one) => one[key] !== null)?.[key] ?? null
}

function mediaSeconds(roomSeconds: Seconds, gaps: readonly RecordingGap[]): Seconds {
  let missing = 0
  for (const { atSample, missingSeconds } of gaps) {
    const at = samplesToSeconds(atSample)
    if (roomSeconds < at + missing) break
    missing += missingSeconds
    if (roomSeconds < at + missing) return at
  }
  return roomSeconds - missing
}
