/** Facts about an episode that follow from the document. */
import { clamp, type Samples } from '../time/units.ts'
import { coverageOf } from './coverage.ts'
import type { Episode, Slot } from './schema.ts'
import { episodeDuration, placeClips, sourceToTimeline } from './timeline.ts'
import { heardAt, speakerTurns } from './turns.ts'

/** A sponsor read on the timeline. */
export interface PlacedRead {
  readonly clipId: string
  readonly mediaId: string
  readonly slot: Slot
  readonly timelineStart: Samples
  readonly length: Samples
}

/** All sponsor reads in timeline order. */
export function placedReads(episode: Pick<Episode, 'clips'>): PlacedRead[] {
  return placeClips(episode.clips).flatMap(({ clip, timelineStart }) =>
    clip.slot
      ? [{ clipId: clip.id, mediaId: clip.mediaId, slot: clip.slot, timelineStart, length: clip.length }]
      : [],
  )
}

/** Markers with the place where they play, null when their moment is cut; in timeline order, cut ones last. */
export function placedMarkers(episode: Pick<Episode, 'clips' | 'markers'>) {
  return episode.markers
    .map((marker) => ({ ...marker, timelineSample: sourceToTimeline(episode.clips, marker) ?? null }))
    .sort((a, b) => (a.timelineSample ?? Infinity) - (b.timelineSample ?? Infinity))
}

/** Samples that each speaker talks in the edit, by speaker id. About O(segments + clips). */
export function talkSamples({
  clips,
  speakers,
  segments,
}: Pick<Episode, 'clips' | 'speakers' | 'segments'>): Map<string, Samples> {
  const talk = new Map(speakers.map((speaker) => [speaker.id, 0]))
  for (const recordingId of new Set(segments.map((segment) => segment.recordingId))) {
    // One for each end, because starts come in order and so, nearly, do ends; both in turn would walk to and fro.
    const beforeStart = coverageOf(clips, recordingId)
    const beforeEnd = coverageOf(clips, recordingId)
    for (const segment of segments) {
      if (segment.recordingId !== recordingId) continue
      const heard = beforeEnd(segment.endSample) - beforeStart(segment.startSample)
      talk.set(segment.speakerId, (talk.get(segment.speakerId) ?? 0) + heard)
    }
  }
  return talk
}

/** Where in the episode a mid-roll may go: 40 to 70 % through. */
const MID_ROLL = { from: 0.4, best: 0.55, to: 0.7 }

/** What stays of a pause on either side of a read, where the pause is long enough: 0.5 s. */
const PAUSE_EDGE: Samples = 24_000

/**
 * The timeline place of a slot: pre-roll at the start, post-roll at the end, mid-roll in the pause between two
 * turns nearest to 55 % of the way (40 to 70 %), or exactly there where nobody pauses.
 */
export function slotPosition(episode: Pick<Episode, 'clips' | 'segments'>, slot: Slot): Samples {
  const duration = episodeDuration(episode)
  if (slot === 'pre') return 0
  if (slot === 'post') return duration
  const best = Math.round(duration * MID_ROLL.best)
  let nearest = best
  let distance = Infinity
  for (const { from, to } of pauses(episode)) {
    const edge = Math.min(PAUSE_EDGE, Math.floor((to - from) / 2))
    const place = clamp(best, from + edge, to - edge)
    const away = Math.abs(place - best)
    if (place >= duration * MID_ROLL.from && place <= duration * MID_ROLL.to && away < distance) {
      nearest = place
      distance = away
    }
  }
  return nearest
}

/**
 * Timeline ranges in which no turn is marked, between turns. Clips of media without any turns (sponsor reads,
 * recordings nobody has marked) count as spoken from end to end.
 */
export function pauses(episode: Pick<Episode, 'clips' | 'segments'>): { from: Samples; to: Samples }[] {
  const marked = new Set(episode.segments.map((segment) => segment.recordingId))
  const spoken = episode.segments.flatMap((segment) => heardAt(episode, segment))
  for (const { clip, timelineStart, timelineEnd } of placeClips(episode.clips))
    if (!marked.has(clip.mediaId)) spoken.push({ from: timelineStart, to: timelineEnd })
  spoken.sort((a, b) => a.from - b.from)
  const found: { from: Samples; to: Samples }[] = []
  let end = spoken[0]?.to ?? 0
  for (const { from, to } of spoken) {
    if (from > end) found.push({ from: end, to: from })
    end = Math.max(end, to)
  }
  return found
}

/** Breath that stays around speech when the ends are trimmed: 0.3 s. */
const SPEECH_PAD: Samples = 14_400

/** The timeline range from the first turn to the last, with a breath around it; undefined where none is known. */
export function speechRange(
  episode: Pick<Episode, 'clips' | 'segments' | 'speakers'>,
): { from: Samples; to: Samples } | undefined {
  const turns = speakerTurns(episode)
  if (turns.length === 0) return undefined
  const last = turns.reduce((end, turn) => Math.max(end, turn.to), 0)
  return {
    from: Math.max(0, turns[0]!.from - SPEECH_PAD),
    to: Math.min(episodeDuration(episode), last + SPEECH_PAD),
  }
}
