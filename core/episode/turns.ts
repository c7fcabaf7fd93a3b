/** Turns of speakers as the timeline shows them. */
import type { Samples } from '../time/units.ts'
import type { Episode, Segment, Speaker } from './schema.ts'
import { sourceRangeToTimeline } from './timeline.ts'

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
    for (const span of sourceRangeToTimeline(
      episode.clips,
      segment.recordingId,
      segment.startSample,
      segment.endSample,
    )) {
      if (last?.to === span.timelineStart) {
        last = { ...last, to: span.timelineEnd }
        turns[turns.length - 1] = last
      } else {
        last = { from: span.timelineStart, to: span.timelineEnd, speaker, segment }
        turns.push(last)
      }
    }
  }
  return turns.sort((a, b) => a.from - b.from || a.to - b.to)
}
