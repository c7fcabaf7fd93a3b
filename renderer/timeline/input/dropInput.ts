/** Sponsor reads dropped from the library onto the waveform or the lanes. */
import { formatTimecode } from '#core/time/timecode.ts'
import { READ_DRAG_TYPE } from '#renderer/state/editor.ts'
import { snapped } from '../scene/snap.ts'
import type { Stage } from '../stage/stage.ts'
import { sampleAt } from '../view/geometry.ts'

export function attachDropInput(stage: Stage, onDropRead: (readId: string, atSample: number) => void): void {
  const { wave, lanes } = stage.elements
  const { signal } = stage
  const placeOf = (event: DragEvent) => {
    const { view, episode, playhead } = stage.editor
    const sample = sampleAt(view, event.clientX - wave.getBoundingClientRect().left, stage.duration)
    return event.altKey ? sample : snapped(episode, view, sample, { extra: [playhead] })
  }
  const stop = () => {
    stage.show({ dropAt: null })
    stage.tip.hide()
  }
  for (const element of [wave, lanes]) {
    element.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes(READ_DRAG_TYPE)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        const dropAt = placeOf(event)
        if (dropAt !== stage.transient.dropAt) stage.show({ dropAt })
        const box = element.getBoundingClientRect()
        stage.tip.show(
          `Place at ${formatTimecode(dropAt, 1)}`,
          element,
          event.clientX - box.left,
          event.clientY - box.top,
        )
      },
      { signal },
    )
    element.addEventListener('dragleave', stop, { signal })
    element.addEventListener(
      'drop',
      (event) => {
        const readId = event.dataTransfer?.getData(READ_DRAG_TYPE)
        if (!readId) return
        event.preventDefault()
        event.stopPropagation()
        const at = placeOf(event)
        stop()
        onDropRead(readId, at)
      },
      { signal },
    )
  }
}
