import { type FormEvent, useState } from 'react'
import { formatTimecode } from '#core/time/timecode.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { useEditor, useEditorStore } from '#renderer/state/editor.ts'
import { Modal } from '#renderer/ui/Modal.tsx'
import { NumberField } from '#renderer/ui/NumberField.tsx'

/** Longest silence that the window offers; an hour of it is a slip of the hand already. */
const MAX_SECONDS = 3600

/** Asks how long, and puts silence where the playhead is. */
export function SilenceDialog({ onClose }: { readonly onClose: () => void }) {
  const store = useEditorStore()
  const playhead = useEditor((editor) => editor.playhead)
  const [at] = useState(playhead)
  const [seconds, setSeconds] = useState(1)

  function insert(event: FormEvent) {
    event.preventDefault()
    const done = store.getState().run({ type: 'insertSilence', at, lengthSamples: secondsToSamples(seconds) })
    if (done.ok) onClose()
  }

  return (
    <Modal
      title="Insert silence"
      description={`At ${formatTimecode(at, 1)}, where the playhead is. What follows moves later.`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form="insert-silence" className="button primary">
            Insert
          </button>
        </>
      }
    >
      <form id="insert-silence" onSubmit={insert}>
        <NumberField
          label="Length"
          unit="s"
          decimals={2}
          value={seconds}
          min={0.01}
          max={MAX_SECONDS}
          step={0.5}
          onChange={setSeconds}
        />
      </form>
    </Modal>
  )
}
