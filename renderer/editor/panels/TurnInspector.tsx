import { Play, SquareSplitHorizontal, Trash2 } from 'lucide-react'
import type { Segment } from '#core/episode/schema.ts'
import { sourceRangeToTimeline } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { useRunCommand } from '../uiContext.ts'
import { Facts } from './Facts.tsx'

const ORIGINS: Readonly<Record<Segment['origin'], string>> = {
  hydra: 'The recording’s own tags',
  sidecar: 'A file beside it',
  detected: 'Detected',
  imported: 'Imported',
  manual: 'By hand',
}

/** A turn of a speaker: whose it is. */
export function TurnInspector({ turn }: { readonly turn: Segment }) {
  const run = useEditor((editor) => editor.run)
  const play = useEditor((editor) => editor.play)
  const speakers = useEditor((editor) => editor.episode.speakers)
  const clips = useEditor((editor) => editor.episode.clips)
  const runCommand = useRunCommand()
  const spans = sourceRangeToTimeline(clips, turn.recordingId, turn.startSample, turn.endSample)
  const [first] = spans
  const last = spans.at(-1)
  return (
    <section className="card stack" aria-labelledby="turn-title">
      <h2 id="turn-title">Turn</h2>
      <label className="field">
        <span className="label">Speaker</span>
        <select
          className="select"
          value={turn.speakerId}
          onChange={(event) =>
            run({ type: 'updateSegment', segmentId: turn.id, speakerId: event.target.value })
          }
        >
          {speakers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Facts
        facts={[
          ['Starts', first ? formatTimecode(first.timelineStart) : 'cut'],
          ['Ends', last ? formatTimecode(last.timelineEnd) : 'cut'],
          ['Length', formatLength(turn.endSample - turn.startSample)],
          ['Known from', ORIGINS[turn.origin]],
        ]}
      />
      <div className="row wrap">
        <button
          type="button"
          className="button small"
          disabled={!first}
          onClick={() => first && last && play(first.timelineStart, last.timelineEnd)}
        >
          <Play aria-hidden /> Play
        </button>
        <button type="button" className="button small" onClick={() => runCommand('edit.split')}>
          <SquareSplitHorizontal aria-hidden /> Split at playhead
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => run({ type: 'removeSegments', segmentIds: [turn.id] })}
        >
          <Trash2 aria-hidden /> Remove
        </button>
      </div>
    </section>
  )
}
