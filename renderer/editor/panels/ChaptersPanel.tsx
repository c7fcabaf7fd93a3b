import { Bookmark, Plus, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import type { Episode, Marker } from '#core/episode/schema.ts'
import { sourceToTimeline } from '#core/episode/timeline.ts'
import { formatTimecode } from '#core/time/timecode.ts'
import type { Samples } from '#core/time/units.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { Empty } from '#renderer/ui/Empty.tsx'
import { IconButton } from '#renderer/ui/IconButton.tsx'
import { InlineEdit } from '#renderer/ui/InlineEdit.tsx'
import { useRunCommand } from '../uiContext.ts'

interface Chapter {
  readonly marker: Marker
  /** Null when its moment is cut. */
  readonly at: Samples | null
}

function chaptersOf(markers: Episode['markers'], clips: Episode['clips']): Chapter[] {
  return markers
    .map((marker) => ({ marker, at: sourceToTimeline(clips, marker) ?? null }))
    .toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))
}

/** Markers, which become the chapters of the export. */
export function ChaptersPanel() {
  const markers = useEditor((editor) => editor.episode.markers)
  const clips = useEditor((editor) => editor.episode.clips)
  const run = useEditor((editor) => editor.run)
  const seek = useEditor((editor) => editor.seek)
  const runCommand = useRunCommand()
  const chapters = useMemo(() => chaptersOf(markers, clips), [markers, clips])
  return (
    <div className="panel">
      <div className="row spread panel-head">
        <h2>Chapters</h2>
        <button type="button" className="button small quiet" onClick={() => runCommand('edit.marker')}>
          <Plus aria-hidden /> At playhead
        </button>
      </div>
      {chapters.length === 0 && (
        <Empty icon={Bookmark} title="No chapters yet">
          <p>
            Put the playhead where a topic begins and press <kbd>M</kbd>. Listeners jump by chapters in their
            player.
          </p>
        </Empty>
      )}
      <ul className="rows">
        {chapters.map(({ marker, at }) => (
          <li key={marker.id} className="list-row">
            {at === null ? (
              <span className="badge warning">cut</span>
            ) : (
              <button
                type="button"
                className="time-link numbers"
                aria-label={`${formatTimecode(at, 0)}: go to ${marker.title}`}
                onClick={() => seek(at)}
              >
                {formatTimecode(at, 0)}
              </button>
            )}
            <InlineEdit
              label={`Title of chapter ${marker.title}`}
              value={marker.title}
              onChange={(title) => run({ type: 'updateMarker', markerId: marker.id, title })}
            />
            <IconButton
              icon={Trash2}
              label={`Remove ${marker.title}`}
              small
              onClick={() => run({ type: 'removeMarker', markerId: marker.id })}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
