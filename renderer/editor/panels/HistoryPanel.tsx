import { useEffect, useRef } from 'react'
import { useEditor } from '#renderer/state/editor.ts'

/** Steps shown; earlier ones are reached by undoing. */
const SHOWN = 300
const times = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

/** Every step; a click goes there. */
export function HistoryPanel() {
  const { steps, position } = useEditor((editor) => editor.history)
  const undo = useEditor((editor) => editor.undo)
  const redo = useEditor((editor) => editor.redo)
  const waiting = useEditor((editor) => editor.waiting)
  const current = useRef<HTMLButtonElement>(null)
  const first = Math.max(0, Math.min(steps.length - SHOWN, position - SHOWN / 2))

  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [position])

  function goTo(wanted: number) {
    if (wanted < position) undo(position - wanted)
    if (wanted > position) redo(wanted - position)
  }

  const places = steps.slice(first, first + SHOWN).map((step, index) => ({
    at: first + index + 1,
    label: step.label,
    time: times.format(new Date(step.at)),
  }))
  if (first === 0) places.unshift({ at: 0, label: 'As imported', time: '' })
  return (
    <div className="panel">
      <div className="row spread panel-head">
        <h2>History</h2>
        <span className="faint numbers">
          {position} of {steps.length}
        </span>
      </div>
      <p className="muted panel-note">Nothing is lost: go back to any step, also after a restart.</p>
      <ol className="history">
        {places.map(({ at, label, time }) => (
          <li key={at}>
            <button
              type="button"
              ref={at === position ? current : null}
              className="history-step"
              data-undone={at > position}
              aria-current={at === position ? 'step' : undefined}
              disabled={waiting}
              onClick={() => goTo(at)}
            >
              <span className="truncate">{label}</span>
              <span className="faint numbers">{time}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
