import { useMemo } from 'react'
import { episodeChapters } from '#core/formats/chapters.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import { type TimelineRange, useEditor } from '#renderer/state/editor.ts'

interface ChaptersPreviewProps {
  readonly withoutSponsors: boolean
  readonly range: TimelineRange | null
}

/** The chapters that the file will have. */
export function ChaptersPreview({ withoutSponsors, range }: ChaptersPreviewProps) {
  const episode = useEditor((editor) => editor.episode)
  const chapters = useMemo(() => {
    const clips = withoutSponsors ? episode.clips.filter(({ slot }) => !slot) : episode.clips
    return episodeChapters({ ...episode, clips }, range ? { range } : {})
  }, [episode, withoutSponsors, range])
  return (
    <div className="stack chapters-preview">
      <h3>Chapters</h3>
      {chapters.length === 0 ? (
        <p className="muted">None yet. Markers and sponsor reads become chapters.</p>
      ) : (
        <ol>
          {chapters.map(({ start, title }) => (
            <li key={start} className="row">
              <span className="muted numbers">{formatTimecode(start, 0)}</span>
              <span className="truncate">{title}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
