import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { useEditor } from '#renderer/state/editor.ts'
import { piecesOf } from '../scene/turns.ts'

/** Says which turn is selected, for those who do not see the lanes. */
export function SelectedTurn() {
  const text = useEditor((editor) => {
    if (editor.selectedSegmentId === null) return ''
    const [piece] = piecesOf(editor.episode, editor.selectedSegmentId)
    if (!piece) return 'The selected turn is cut.'
    const name = editor.episode.speakers[piece.lane]?.name ?? 'Speaker'
    return `${name}, ${formatTimecode(piece.from, 1)}, ${formatLength(piece.to - piece.from)}`
  })
  return (
    <div className="visually-hidden" role="status">
      {text}
    </div>
  )
}
