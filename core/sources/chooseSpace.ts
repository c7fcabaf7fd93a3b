/** Which facts are about the Space of a recording: an archive lists many, and a folder may hold several. */
import type { SpaceFacts } from '../formats/sidecar/spaceFacts.ts'
import { type Samples, samplesToSeconds } from '../time/units.ts'

export interface WantedSpace {
  /** Null where nothing but the facts themselves tells which Space was recorded. */
  readonly spaceId: string | null
  readonly startedAtUnixSeconds: number | null
  readonly durationSamples: Samples
}

export interface ChosenFacts {
  readonly spaceId: string | null
  readonly facts: readonly SpaceFacts[]
  readonly warnings: readonly string[]
}

/** Clocks of phones and rooms differ; a Space that began this much later may still be the one recorded. */
const SLACK_SECONDS = 300

/**
 * The facts about one Space, and those that are about none in particular. The Space is the wanted one, or else the
 * one that most files but an archive's list name, or else the only one on that list that was live at the time.
 */
export function chooseSpace(all: readonly SpaceFacts[], wanted: WantedSpace): ChosenFacts {
  const named = all.filter(({ origin }) => origin !== 'archive-spaces')
  const listed = all.filter(({ origin }) => origin === 'archive-spaces')
  const spaceId = wanted.spaceId ?? mostNamed(named) ?? listedAt(listed, wanted)
  const kept = named.filter((facts) => facts.spaceId === null || facts.spaceId === spaceId)
  const others = new Set(named.flatMap((facts) => (kept.includes(facts) ? [] : [facts.spaceId])))
  const warnings = [...others].map((id) => `What a file says of another Space (${id}) was left out.`)
  const ofList = spaceId === null ? [] : listed.filter((facts) => facts.spaceId === spaceId)
  return { spaceId, facts: [...kept, ...ofList], warnings }
}

/** The id that most facts have, the first of equals. */
function mostNamed(facts: readonly SpaceFacts[]): string | null {
  const counts = new Map<string, number>()
  for (const { spaceId } of facts) if (spaceId) counts.set(spaceId, (counts.get(spaceId) ?? 0) + 1)
  return [...counts].reduce<[string | null, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [null, 0],
  )[0]
}

function listedAt(listed: readonly SpaceFacts[], wanted: WantedSpace): string | null {
  const live = listed.filter((facts) => facts.spaceId !== null && wasLive(facts, wanted))
  return live.length === 1 ? live[0]!.spaceId : null
}

/** Whether the recording can be of this Space; where it has no time, only its length tells. */
function wasLive(facts: SpaceFacts, { startedAtUnixSeconds, durationSamples }: WantedSpace): boolean {
  const from = facts.startedAtUnixSeconds ?? facts.announcedAtUnixSeconds ?? Number.NEGATIVE_INFINITY
  const to = facts.endedAtUnixSeconds ?? Number.POSITIVE_INFINITY
  if (startedAtUnixSeconds === null) return to - from >= samplesToSeconds(durationSamples) - SLACK_SECONDS
  return startedAtUnixSeconds >= from - SLACK_SECONDS && startedAtUnixSeconds <= to + SLACK_SECONDS
}
