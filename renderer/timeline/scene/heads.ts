/** What the heads of clips say. Pure. */
import type { Episode } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { mediaOf, type PlacedClip } from '#core/episode/timeline.ts'

export interface Head {
  /** Empty where there is nothing to tell apart. */
  readonly name: string
  /** Whether its recording is another than the one before it in the list of recordings: those look different. */
  readonly isOther: boolean
}

/**
 * The heads of neighbouring clips. With several recordings each stretch of one is named once: where it begins, and
 * at the first of `shown`, so that it is known wherever one looks.
 */
export function headsOf(episode: Pick<Episode, 'clips' | 'media'>, shown: readonly PlacedClip[]): Head[] {
  const recordings = episode.media.filter(({ kind }) => kind === 'recording').map(({ id }) => id)
  return shown.map(({ clip, index }, place) => {
    const isFirst = place === 0 || episode.clips[index - 1]?.mediaId !== clip.mediaId
    const isTold = clip.slot !== undefined || isSilence(clip.mediaId) || (recordings.length > 1 && isFirst)
    return {
      name: isTold ? (mediaOf(episode, clip.mediaId)?.name ?? '') : '',
      isOther: recordings.indexOf(clip.mediaId) % 2 === 1,
    }
  })
}
