/**
 * What an import knows of a recording, from the tags in its sound and the files beside it. Who speaks when is taken
 * from what is most to be trusted: Hydra's levels, then captions, then open microphones and spoken sessions; from a
 * roster alone come people without turns.
 */
import type { ImportedPassage, ImportedPeople } from '../episode/imported.ts'
import type { HydraTimeline } from '../formats/hydra-timeline.ts'
import {
  SIDECAR_FORMATS,
  type SidecarFormat,
  type SpaceCaption,
  type SpaceFacts,
} from '../formats/sidecar/spaceFacts.ts'
import type { Samples } from '../time/units.ts'
import { placeCaptions } from './captions.ts'
import { castOf } from './cast.ts'
import { chooseSpace } from './chooseSpace.ts'
import { turnsOf } from './heard.ts'
import { mediaClock } from './mediaClock.ts'

export interface Sources {
  readonly hydra: HydraTimeline | null
  readonly sidecars: readonly SpaceFacts[]
  readonly durationSamples: Samples
  /** When the recording began, as the import knows from elsewhere than a sidecar; Hydra's clock wins over it. */
  readonly startedAtUnixSeconds: number | null
  /** The Space that the recording's name tells of (`spaceIdOf`), if it does. */
  readonly spaceId?: string | null
}

export interface MergedSources {
  readonly spaceId: string | null
  readonly title: string | null
  /** Null where nothing names the host. */
  readonly host: { readonly name: string; readonly handle: string | null } | null
  /** When the recording began, or else when the room opened: a date for the episode. */
  readonly startedAtUnixSeconds: number | null
  /** Null where nobody is known. Every segment says whether it is Hydra's or a sidecar's. */
  readonly people: ImportedPeople | null
  /** The transcript, sorted by start. */
  readonly passages: readonly ImportedPassage[]
  /** Sentences for a person. */
  readonly warnings: readonly string[]
}

/** Puts together what all sources say of one recording. */
export function mergeSources({ hydra, sidecars, durationSamples, ...known }: Sources): MergedSources {
  const startedAtUnixSeconds = hydra?.startedAtUnixSeconds ?? known.startedAtUnixSeconds
  const wanted = { spaceId: known.spaceId ?? null, startedAtUnixSeconds, durationSamples }
  const chosen = chooseSpace(sidecars, wanted)
  const facts = chosen.facts.toSorted(byTrust)
  const clock = mediaClock(hydra, known.startedAtUnixSeconds, facts)
  const cast = castOf(hydra, facts)

  const captions = captionsOf(facts)
  const placeOf = ({ atUnixSeconds, offsetSeconds }: SpaceCaption) => {
    if (atUnixSeconds !== null) return clock.placeOfMoment(atUnixSeconds)
    return offsetSeconds === null ? null : clock.placeOfOffset(offsetSeconds)
  }
  const placed = placeCaptions(captions, placeOf, durationSamples)
  const passages = placed.passages.map((passage) => ({
    ...passage,
    speakerKey: cast.keyOf(passage.speakerKey),
  }))
  const segments = turnsOf({ hydra, facts, passages, keyOf: cast.keyOf, clock, durationSamples })
  const spoke = new Set([...segments, ...passages].map(({ speakerKey }) => speakerKey))
  const speakers = cast.speakers(spoke)

  const warnings = [...chosen.warnings, ...facts.flatMap((one) => one.warnings)]
  if (placed.outside > 0)
    warnings.push(
      `${placed.outside} of ${captions.length} captions lie outside the recording and were left out.`,
    )
  const isByRoom = passages.length > 0 && captions.some(({ atUnixSeconds }) => atUnixSeconds !== null)
  if (clock.doubt === 'rough' && isByRoom)
    warnings.push('Nothing says when the Space began, so captions may be some seconds early.')
  if (clock.doubt === 'contradicted')
    warnings.push(
      'The recording and the files beside it are days apart; their times count from the Space’s start.',
    )
  if (segments.length > 0 && passages.length === 0 && segments.every(({ origin }) => origin === 'sidecar'))
    warnings.push('Turns were taken from open microphones, so they are wider than what was said.')

  const { host } = cast
  const hostName = host?.name ?? host?.handle ?? null
  return {
    spaceId: chosen.spaceId,
    title: facts.find(({ title }) => title !== null)?.title ?? null,
    host: host && hostName !== null ? { name: hostName, handle: host.handle } : null,
    startedAtUnixSeconds: clock.date,
    people: speakers.length > 0 ? { speakers, segments, origin: 'sidecar' } : null,
    passages,
    warnings: [...new Set(warnings)],
  }
}

function byTrust(a: SpaceFacts, b: SpaceFacts): number {
  return SIDECAR_FORMATS.indexOf(a.origin) - SIDECAR_FORMATS.indexOf(b.origin)
}

/** A log's text says the same as the log with rounder times, so it is read only where the log says nothing. */
function captionsOf(facts: readonly SpaceFacts[]): readonly SpaceCaption[] {
  const of = (format: SidecarFormat) =>
    facts.filter(({ origin }) => origin === format).flatMap(({ captions }) => captions)
  const logged = of('captions-log')
  return logged.length > 0 ? logged : of('captions-text')
}
