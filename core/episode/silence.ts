/** Silence on the timeline: a media item of its own kind that no file stands behind. */
import type { Samples } from '../time/units.ts'
import type { Media } from './schema.ts'

const PREFIX = 'silence-'

/** A silence that is as long as it is wanted, so that nothing is hidden beside its clip. */
export function silenceMedia(serial: number, durationSamples: Samples): Media {
  return { id: `${PREFIX}${serial}`, kind: 'silence', name: 'Silence', durationSamples, gaps: [] }
}

/** Whether a media id is one of {@link silenceMedia}: nothing is read for it, and the library does not know it. */
export function isSilence(mediaId: string): boolean {
  return mediaId.startsWith(PREFIX)
}
