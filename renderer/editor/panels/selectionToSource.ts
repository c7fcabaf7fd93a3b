import type { Episode } from '#core/episode/schema.ts'
import { clipsInRange, mediaOf } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

export interface SourceRange {
  readonly recordingId: string
  readonly startSample: Samples
  readonly endSample: Samples
}

/** The stretches of recordings that play in a timeline range; sponsor reads are left out. */
export function timelineRangeToSource(
  episode: Pick<Episode, 'clips' | 'media'>,
  { from, to }: { readonly from: Samples; readonly to: Samples },
): SourceRange[] {
  const ranges: SourceRange[] = []
  for (const { clip, timelineStart, timelineEnd } of clipsInRange(episode.clips, from, to)) {
    if (mediaOf(episode, clip.mediaId)?.kind !== 'recording') continue
    const startSample = clip.start + Math.max(0, from - timelineStart)
    const endSample = clip.start + Math.min(to, timelineEnd) - timelineStart
    const last = ranges.at(-1)
    if (last?.recordingId === clip.mediaId && last.endSample === startSample)
      ranges[ranges.length - 1] = { ...last, endSample }
    else ranges.push({ recordingId: clip.mediaId, startSample, endSample })
  }
  return ranges
}
