/** Paints cut points: a line down the sound and a handle of two halves at its head. CSS pixels. */
import { type CutPoint, cutPoints } from '#core/episode/cuts.ts'
import { cutKey } from '#renderer/state/editor.ts'
import { firstCutFrom } from '../hit/hitWave.ts'
import { HEAD_HEIGHT } from '../scene/layout.ts'
import { type View, viewEnd, xOf } from '../view/geometry.ts'
import { type CanvasLayer, crisp } from './canvasLayer.ts'
import type { MarksScene } from './paintMarks.ts'
import type { Palette } from './palette.ts'

/** Cuts closer together than this have no handle and no line down the sound, only a tick in the head strip. */
const MIN_HANDLE_GAP = 14

export function paintCuts(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  scene: MarksScene,
  palette: Palette,
): void {
  const { view } = scene
  const points = cutPoints(scene.episode)
  const last = viewEnd(view) + 10 * view.samplesPerPixel
  let handleTo = -Infinity
  let tickAt = -Infinity
  for (let i = firstCutFrom(points, view.startSample - 10 * view.samplesPerPixel); i < points.length; i++) {
    const point = points[i]!
    if (point.at > last) break
    const x = Math.max(1, Math.min(layer.widthPx - 1, crisp(xOf(view, point.at))))
    const key = cutKey(point)
    const isLit = key === scene.selectedCut || key === scene.hoveredCut
    if (x - tickAt < 2 && !isLit) continue
    const isAlone = x - handleTo >= MIN_HANDLE_GAP && !isCrowded(points, i, view)
    tickAt = x
    context.fillStyle = point.kind === 'cut' ? palette.cut : palette.muted
    context.globalAlpha = isLit ? 1 : 0.45
    const isFull = isAlone || isLit
    const top = isFull ? 2 : 9
    const height = (isFull ? layer.heightPx : HEAD_HEIGHT - 2) - top
    context.fillRect(x - (isLit ? 1 : 0.5), top, isLit ? 2 : 1, height)
    context.globalAlpha = 1
    if (!isFull) continue
    handleTo = x
    paintCutHandle(context, x, point.kind === 'cut', isLit, palette)
  }
}

/** Whether the next cut is too near; so that a dense row of cuts has no handles at all rather than some. */
function isCrowded(points: readonly CutPoint[], index: number, view: View): boolean {
  const next = points[index + 1]
  return next !== undefined && next.at - points[index]!.at < MIN_HANDLE_GAP * view.samplesPerPixel
}

/** Two halves, as each side of a cut is dragged by itself. */
function paintCutHandle(
  context: CanvasRenderingContext2D,
  x: number,
  isCut: boolean,
  isLit: boolean,
  palette: Palette,
): void {
  context.fillStyle = isLit ? palette.text : isCut ? palette.cut : palette.muted
  context.strokeStyle = palette.surface
  context.lineWidth = 1.5
  for (const side of [-1, 1]) {
    context.beginPath()
    context.moveTo(x + side * 0.75, 3)
    context.lineTo(x + side * 6, 3)
    context.lineTo(x + side * 6, 8)
    context.lineTo(x + side * 0.75, 15)
    context.closePath()
    context.stroke()
    context.fill()
  }
}
