import { Crop, Play, Scissors } from 'lucide-react'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import type { TimelineRange } from '#renderer/state/editor.ts'
import { useRunCommand } from '../uiContext.ts'
import { Facts } from './Facts.tsx'

/** The selected range. */
export function SelectionInspector({ selection }: { readonly selection: TimelineRange }) {
  const run = useRunCommand()
  return (
    <section className="card stack" aria-labelledby="selection-title">
      <h2 id="selection-title">Selection</h2>
      <Facts
        facts={[
          ['From', formatTimecode(selection.from)],
          ['To', formatTimecode(selection.to)],
          ['Length', formatLength(selection.to - selection.from)],
        ]}
      />
      <div className="row wrap">
        <button type="button" className="button small" onClick={() => run('play.selection')}>
          <Play aria-hidden /> Play
        </button>
        <button type="button" className="button small" onClick={() => run('edit.keep')}>
          <Crop aria-hidden /> Keep only this
        </button>
        <button type="button" className="button small primary" onClick={() => run('edit.cut')}>
          <Scissors aria-hidden /> Cut
        </button>
      </div>
    </section>
  )
}
