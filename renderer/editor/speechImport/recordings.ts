import type { Episode, Media } from '#core/episode/schema.ts'
import { timelineToSource } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

export function recordingsOf({ media }: Pick<Episode, 'media'>): Media[] {
  return media.filter(({ kind }) => kind === 'recording')
}

/** Id of the recording that plays at the playhead, else of the first; a document has at least one. */
export function recordingUnder({ episode, playhead }: { episode: Episode; playhead: Samples }): string {
  const recordings = recordingsOf(episode)
  const here = timelineToSource(episode.clips, playhead)?.mediaId
  return (recordings.find(({ id }) => id === here) ?? recordings[0])?.id ?? ''
}
