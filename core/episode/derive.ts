/** Facts about an episode that follow from the document. */
import type { Samples } from '../time/units.ts'
import type { Episode, Slot } from './schema.ts'
import { clipsOfMedia, episodeDuration, placeClips, sourceToTimeline } from './timeline.ts'
import { speakerTurns } from './turns.ts'

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

/** Samples that each speaker talks in the edit, by speaker id. O(segments + clips) for clips in source order. */
export function talkSamples(
  episode: Pick<Episode, 'clips' | 'speakers' | 'segments' | 'media'>,
): Map<string, Samples> {
  const talk = new Map(episode.speakers.map((speaker) => [speaker.id, 0]))
  for (const media of episode.media) {
    const clips = clipsOfMedia(episode.clips, media.id)
      .map(({ clip }) => clip)
      .sort((a, b) => a.start - b.start)
    // `longest` bounds how far back a clip that still overlaps can begin.
    const longest = clips.reduce((most, clip) => Math.max(most, clip.length), 0)
    for (const segment of episode.segments) {
      if (segment.recordingId !== media.id) continue
      let played = 0
      for (let i = firstFrom(clips, segment.startSample - longest); i < clips.length; i++) {
        const clip = clips[i]!
        if (clip.start >= segment.endSample) break
        const end = Math.min(segment.endSample, clip.start + clip.length)
        played += Math.max(0, end - Math.max(segment.startSample, clip.start))
      }
      talk.set(segment.speakerId, (talk.get(segment.speakerId) ?? 0) + played)
    }
  }
  return talk
}

function firstFrom(clips: readonly { start: number }[], start: number): number {
  let low = 0
  let high = clips.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (clips[middle]!.start < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Where in the episode a mid-roll may go: 40 to 70 % through. */
const MID_ROLL = { from: 0.4, best: 0.55, to: 0.7 }

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
  for (const pause of pauses(episode)) {
    const middle = Math.round((pause.from + pause.to) / 2)
    const away = Math.abs(middle - best)
    if (middle >= duration * MID_ROLL.from && middle <= duration * MID_ROLL.to && away < distance) {
      nearest = middle
      distance = away
    }
  }
  return nearest
}

/** Timeline ranges in which no turn is marked, between turns; empty where no turns are known. */
export function pauses(episode: Pick<Episode, 'clips' | 'segments'>): { from: Samples; to: Samples }[] {
  const spoken: { from: Samples; to: Samples }[] = []
  const byRecording = Map.groupBy(episode.segments, (segment) => segment.recordingId)
  for (const { clip, timelineStart } of placeClips(episode.clips)) {
    const segments = byRecording.get(clip.mediaId)
    if (!segments) {
      spoken.push({ from: timelineStart, to: timelineStart + clip.length })
      continue
    }
    for (const segment of segments) {
      if (segment.startSample >= clip.start + clip.length) break
      const from = Math.max(segment.startSample, clip.start)
      const to = Math.min(segment.endSample, clip.start + clip.length)
      if (from < to)
        spoken.push({ from: timelineStart + from - clip.start, to: timelineStart + to - clip.start })
    }
  }
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
