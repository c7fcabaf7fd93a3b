import { useMemo } from 'react'
import type { Episode } from '#core/episode/schema.ts'
import { mediaOf, placeClips, sourceToTimeline } from '#core/episode/timeline.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { useEditor } from '#renderer/state/editor.ts'

interface Chapter {
  readonly id: string
  readonly at: number
  readonly title: string
}

function chaptersOf(
  episode: Pick<Episode, 'clips' | 'media' | 'markers'>,
  withoutSponsors: boolean,
): Chapter[] {
  const markers = episode.markers.flatMap((marker) => {
    const at = sourceToTimeline(episode.clips, marker)
    return at === undefined ? [] : [{ id: marker.id, at, title: marker.title }]
  })
  const reads = withoutSponsors
    ? []
    : placeClips(episode.clips).flatMap(({ clip, timelineStart }) =>
        clip.slot
          ? [{ id: clip.id, at: timelineStart, title: mediaOf(episode, clip.mediaId)?.name ?? 'Sponsor' }]
          : [],
      )
  return [...markers, ...reads].sort((a, b) => a.at - b.at)
}

/** The chapters that the file will have. */
export function ChaptersPreview({ withoutSponsors }: { readonly withoutSponsors: boolean }) {
  const episode = useEditor((editor) => editor.episode)
  const chapters = useMemo(() => chaptersOf(episode, withoutSponsors), [episode, withoutSponsors])
  return (
    <div className="stack chapters-preview">
      <h3>Chapters</h3>
      {chapters.length === 0 ? (
        <p className="muted">None yet. Markers and sponsor reads become chapters.</p>
      ) : (
        <ol>
          {chapters.map(({ id, at, title }) => (
            <li key={id} className="row">
              <span className="muted numbers">{formatTimecode(at, 0)}</span>
              <span className="truncate">{title}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
