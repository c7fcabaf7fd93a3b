/** Minimap and ruler: where to look, and where to play. */
import { trackPointer } from '../drag/pointer.ts'
import { trackWheel } from '../drag/wheel.ts'
import { viewportOf } from '../stage/place.ts'
import type { Stage } from '../stage/stage.ts'
import { sampleAt } from '../view/geometry.ts'

/** Drag moves the visible part, a click goes there. */
export function attachMinimapInput(stage: Stage): void {
  const { minimap } = stage.elements
  const perPixel = () => stage.duration / Math.max(1, minimap.clientWidth)
  const center = (x: number) => {
    const { view, setView } = stage.editor
    setView({ startSample: x * perPixel() - (view.widthPx * view.samplesPerPixel) / 2 })
  }
  trackPointer(
    minimap,
    {
      hover() {},
      drag(start) {
        const { view } = stage.editor
        const { left, width } = viewportOf(minimap.clientWidth, view, stage.duration)
        const inside = start.x >= left && start.x <= left + width
        const before = view.startSample
        if (!inside) center(start.x)
        const first = stage.editor.view.startSample
        return {
          move: (at) => stage.editor.setView({ startSample: first + (at.x - start.x) * perPixel() }),
          end() {},
          cancel: () => stage.editor.setView({ startSample: before }),
        }
      },
      click: (at) => center(at.x),
      doubleClick: (at) => stage.editor.seek(at.x * perPixel()),
      pan: (dx) => stage.pan(dx),
      scrollAtEdge() {},
    },
    stage.signal,
  )
  trackWheel(
    minimap,
    {
      scroll: (dx) => stage.pan(dx),
      zoom: (factor) => stage.zoom(factor, stage.editor.view.widthPx / 2),
    },
    stage.signal,
  )
}

/** Click and drag on the ruler move the playhead. */
export function attachRulerInput(stage: Stage): void {
  const { ruler } = stage.elements
  const seek = (x: number) => stage.editor.seek(sampleAt(stage.editor.view, x, stage.duration))
  trackPointer(
    ruler,
    {
      hover() {},
      drag: () => ({ move: (at) => seek(at.x), end: (at) => seek(at.x), cancel() {} }),
      click: (at) => seek(at.x),
      doubleClick() {},
      pan: (dx) => stage.pan(dx),
      scrollAtEdge: (dx) => stage.pan(dx),
    },
    stage.signal,
  )
  trackWheel(
    ruler,
    { scroll: (dx) => stage.pan(dx), zoom: (factor, x) => stage.zoom(factor, x) },
    stage.signal,
  )
}
