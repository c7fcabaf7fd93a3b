/** What is marked on the waveform besides sound: markers and gaps at their timeline places. Cached by identity. */
import type { Clip, Episode, Gap, Marker, Media } from '#core/episode/schema.ts'
import { sourceToTimeline } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'

export interface PlacedMarker {
  readonly marker: Marker
  readonly at: Samples
}

export interface PlacedGap {
  readonly gap: Gap
  readonly at: Samples
}

const markerCache = new WeakMap<
  readonly Clip[],
  { markers: readonly Marker[]; placed: readonly PlacedMarker[] }
>()

/** Markers whose moment plays, in timeline order. */
export function placedMarkers(episode: Pick<Episode, 'clips' | 'markers'>): readonly PlacedMarker[] {
  const known = markerCache.get(episode.clips)
  if (known?.markers === episode.markers) return known.placed
  const placed = episode.markers
    .flatMap((marker): PlacedMarker[] => {
      const at = sourceToTimeline(episode.clips, marker)
      return at === undefined ? [] : [{ marker, at }]
    })
    .sort((a, b) => a.at - b.at)
  markerCache.set(episode.clips, { markers: episode.markers, placed })
  return placed
}

const gapCache = new WeakMap<readonly Clip[], { media: readonly Media[]; placed: readonly PlacedGap[] }>()

/** Gaps of the recordings whose place plays, in timeline order. */
export function placedGaps(episode: Pick<Episode, 'clips' | 'media'>): readonly PlacedGap[] {
  const known = gapCache.get(episode.clips)
  if (known?.media === episode.media) return known.placed
  const placed = episode.media
    .flatMap((media) =>
      media.gaps.flatMap((gap): PlacedGap[] => {
        const at = sourceToTimeline(episode.clips, { mediaId: media.id, sample: gap.atSample })
        return at === undefined ? [] : [{ gap, at }]
      }),
    )
    .sort((a, b) => a.at - b.at)
  gapCache.set(episode.clips, { media: episode.media, placed })
  return placed
}
