/**
 * From Hydra ticks to people and their turns.
 *
 * Where edges are placed: timed metadata describes the sound that follows it, so a tick at `t` says who
 * speaks from `t` until the next tick, and for {@link TICK_COVERS_SECONDS} at most where the next one is
 * late or missing. Edges are as exact as ticks are dense: within a second of the truth, as a rule.
 *
 * Levels fall to 0 between words, so runs of one person with a hole of up to {@link HOLE_SECONDS} are one
 * turn: with ticks a second apart, a single silent tick does not split a turn and two do.
 */
import { SAMPLE_RATE, type Samples } from '../time/units.ts'
import { type HydraParticipant, type HydraTick, NTP_TO_UNIX_SECONDS } from './hydra.ts'

/** Levels from here on are speech. */
export const SPEAKING_LEVEL = 8
export const TICK_COVERS_SECONDS = 1.5
export const HOLE_SECONDS = 1.5
/** NTP time must run ahead of media time by more than this between two ticks to count as a gap. */
export const GAP_SECONDS = 0.5

/** The host is not among the participants, so this key is ours; all others are `user:…` or `handle:…`. */
export const HOST_KEY = 'host'

export interface HydraSpeaker {
  readonly key: string
  readonly userId: string | null
  readonly name: string
  readonly handle: string | null
  readonly role: 'host' | 'speaker'
  readonly profileUrl: string | null
}

export interface HydraSegment {
  readonly speakerKey: string
  readonly startSample: Samples
  readonly endSample: Samples
  /** Share of the turn in which a tick said that this person speaks; above 0, at most 1. */
  readonly confidence: number
}

/** Sound that the room had and the recording has not; nothing is shifted because of it. */
export interface RecordingGap {
  readonly atSample: Samples
  readonly missingSeconds: number
}

export interface HydraTimeline {
  /** The host first (when there was any tick), then people in the order in which they came on stage. */
  readonly speakers: readonly HydraSpeaker[]
  /** Sorted by start; those of one speaker neither overlap nor touch; two people at once have one each. */
  readonly segments: readonly HydraSegment[]
  readonly gaps: readonly RecordingGap[]
  /** When the recording began, by the clock of the room; null when no tick had a time. */
  readonly startedAtUnixSeconds: number | null
  readonly tickCount: number
}

export interface HydraTimelineOptions {
  /** Length of the recording: no segment and no gap lies past it. */
  readonly durationSamples: Samples
  /** Name of the host where it is known from elsewhere. */
  readonly hostName?: string
  readonly hostHandle?: string
}

interface Run {
  start: Samples
  end: Samples
  spokenSamples: number
}

/** People, turns and gaps of a recording. `ticks` may come in any order. */
export function hydraTimeline(ticks: readonly HydraTick[], options: HydraTimelineOptions): HydraTimeline {
  const sorted = ticks.toSorted((a, b) => a.atSample - b.atSample)
  const people = new Map<string, HydraSpeaker>()
  const runs = new Map<string, Run[]>()
  if (sorted.length > 0) people.set(HOST_KEY, hostOf(options))
  const keys = keyLookup()
  sorted.forEach((tick, place) => {
    const nextAt = sorted[place + 1]?.atSample ?? Number.POSITIVE_INFINITY
    const end = Math.min(nextAt, tick.atSample + TICK_COVERS_SECONDS * SAMPLE_RATE, options.durationSamples)
    const speaking = new Set<string>()
    if ((tick.levels[0] ?? 0) >= SPEAKING_LEVEL) speaking.add(HOST_KEY)
    tick.participants.forEach((person, index) => {
      const key = keys(person)
      if (key === null) return
      people.set(key, speakerOf(key, person, people.get(key)))
      if ((tick.levels[index + 1] ?? 0) >= SPEAKING_LEVEL) speaking.add(key)
    })
    for (const key of speaking) extend(runs, key, Math.max(0, tick.atSample), end)
  })
  return {
    speakers: [...people.values()],
    segments: segmentsOf(runs),
    gaps: gapsOf(sorted, options.durationSamples),
    startedAtUnixSeconds: startOf(sorted),
    tickCount: sorted.length,
  }
}

function hostOf(options: HydraTimelineOptions): HydraSpeaker {
  return {
    key: HOST_KEY,
    userId: null,
    name: options.hostName || 'Host',
    handle: options.hostHandle || null,
    role: 'host',
    profileUrl: null,
  }
}

/**
 * The key of a participant: the user id, or else the handle. Somebody with neither cannot be told from
 * others (a place in the list says nothing, it changes) and gets none.
 */
function keyLookup(): (person: HydraParticipant) => string | null {
  // Lists are shared between ticks, so the same objects come by thousands of times.
  const known = new WeakMap<HydraParticipant, string>()
  return (person) => {
    const before = known.get(person)
    if (before !== undefined) return before
    const handle = handleOf(person).toLowerCase()
    const key = person.userId ? `user:${person.userId}` : handle ? `handle:${handle}` : null
    if (key !== null) known.set(person, key)
    return key
  }
}

/** What is known of a person so far, the latest words winning over earlier ones. */
function speakerOf(key: string, person: HydraParticipant, before: HydraSpeaker | undefined): HydraSpeaker {
  const handle = handleOf(person) || before?.handle || null
  const profileUrl = person.profileUrl || before?.profileUrl || null
  if (before && before.handle === handle && before.profileUrl === profileUrl) return before
  const userId = person.userId || null
  return { key, userId, name: handle ?? person.userId, handle, role: 'speaker', profileUrl }
}

function handleOf(person: HydraParticipant): string {
  return person.userName.replace(/^@/, '')
}

function extend(runs: Map<string, Run[]>, key: string, start: Samples, end: Samples): void {
  if (end <= start) return
  const own = runs.get(key) ?? []
  runs.set(key, own)
  const last = own.at(-1)
  if (last && start - last.end <= HOLE_SECONDS * SAMPLE_RATE) {
    last.end = end
    last.spokenSamples += end - start
  } else {
    own.push({ start, end, spokenSamples: end - start })
  }
}

function segmentsOf(runs: Map<string, Run[]>): HydraSegment[] {
  const segments = [...runs].flatMap(([speakerKey, own]) =>
    own.map((run) => ({
      speakerKey,
      startSample: run.start,
      endSample: run.end,
      confidence: run.spokenSamples / (run.end - run.start),
    })),
  )
  return segments.sort((a, b) => a.startSample - b.startSample || a.endSample - b.endSample)
}

/**
 * Where the clock of the room ran ahead of the sound. The lead must still be there at the following tick:
 * a tag that merely came late in the stream is followed by one that is on time again.
 */
function gapsOf(ticks: readonly HydraTick[], durationSamples: Samples): RecordingGap[] {
  const clocked = ticks.flatMap(({ atSample, ntpSeconds }) =>
    ntpSeconds === null ? [] : [{ atSample, lead: ntpSeconds - atSample / SAMPLE_RATE }],
  )
  const gaps: RecordingGap[] = []
  for (let place = 1; place < clocked.length; place++) {
    const { atSample, lead } = clocked[place]!
    const missing = lead - clocked[place - 1]!.lead
    const later = clocked[place + 1]
    const lasting = later ? later.lead - clocked[place - 1]!.lead : missing
    if (Math.min(missing, lasting) <= GAP_SECONDS) continue
    gaps.push({
      atSample: Math.min(atSample, durationSamples),
      missingSeconds: Math.round(missing * 1e3) / 1e3,
    })
  }
  return gaps
}

function startOf(ticks: readonly HydraTick[]): number | null {
  const first = ticks.find((tick) => tick.ntpSeconds !== null)
  if (!first || first.ntpSeconds === null) return null
  return first.ntpSeconds - NTP_TO_UNIX_SECONDS - first.atSample / SAMPLE_RATE
}
