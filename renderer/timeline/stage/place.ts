/** Page elements that follow the view. */
import { cutPoints } from '#core/episode/cuts.ts'
import { clamp } from '#core/time/units.ts'
import { cutKey, type Editor } from '#renderer/state/editor.ts'
import { type View, xOf } from '../view/geometry.ts'
import type { StageElements } from './elements.ts'

/** Narrowest rectangle on the minimap that can still be taken hold of. */
const MIN_VIEWPORT_PX = 10

/** The rectangle on the minimap, at what is visible. */
export function placeViewport(viewport: HTMLElement, minimapPx: number, view: View, duration: number): void {
  const { left, width } = viewportOf(minimapPx, view, duration)
  viewport.style.transform = `translateX(${left}px)`
  viewport.style.width = `${width}px`
}

/** Pixels of the minimap's rectangle. */
export function viewportOf(minimapPx: number, view: View, duration: number): { left: number; width: number } {
  const perSample = minimapPx / Math.max(1, duration)
  const width = clamp(view.widthPx * view.samplesPerPixel * perSample, MIN_VIEWPORT_PX, minimapPx)
  return { left: clamp(view.startSample * perSample, 0, minimapPx - width), width }
}

/** The popover's anchor, at the selected cut; inside the window also when the cut has left it. */
export function placeCutAnchor(elements: StageElements, editor: Editor): void {
  if (editor.selectedCut === null) return
  const point = cutPoints(editor.episode).find((candidate) => cutKey(candidate) === editor.selectedCut)
  if (!point) return
  const x = clamp(xOf(editor.view, point.at), 0, editor.view.widthPx)
  elements.cutAnchor.style.transform = `translateX(${x}px)`
}
