/** Turns of speakers as the timeline shows them. */
import type { Samples } from '../time/units.ts'
import type { Episode, Segment, Speaker } from './schema.ts'
import { clipsInSourceOrder } from './sourceOrder.ts'

/** A stretch of the timeline `[from, to)` in which a person speaks. */
export interface Turn {
  readonly from: Samples
  readonly to: Samples
  readonly speaker: Speaker
  readonly segment: Segment
}

/** All turns of the edit in timeline order; what is cut is left out, a turn across a cut is one turn. */
export function speakerTurns(episode: Pick<Episode, 'clips' | 'segments' | 'speakers'>): Turn[] {
  const speakers = new Map(episode.speakers.map((speaker) => [speaker.id, speaker]))
  const turns: Turn[] = []
  for (const segment of episode.segments) {
    const speaker = speakers.get(segment.speakerId)
    if (!speaker) continue
    let last: Turn | undefined
    for (const { from, to } of heardAt(episode, segment)) {
      if (last?.to === from) {
        last = { ...last, to }
        turns[turns.length - 1] = last
      } else {
        last = { from, to, speaker, segment }
        turns.push(last)
      }
    }
  }
  return turns.sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The timeline ranges at which clips play a segment, in timeline order; they never overlap. */
export function heardAt(
  { clips }: Pick<Episode, 'clips'>,
  { recordingId, startSample, endSample }: Segment,
): { from: Samples; to: Samples }[] {
  return clipsInSourceOrder(clips, recordingId)
    .near(startSample, endSample)
    .flatMap(({ clip, timelineStart }) => {
      const start = Math.max(startSample, clip.start)
      const end = Math.min(endSample, clip.start + clip.length)
      if (start >= end) return []
      return [{ from: timelineStart + start - clip.start, to: timelineStart + end - clip.start }]
    })
    .sort((a, b) => a.from - b.from)
}
