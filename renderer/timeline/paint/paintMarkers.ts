/** Paints markers: a line down the sound and a flag with the title at its foot. CSS pixels. */
import { FOOT_HEIGHT, HEAD_HEIGHT } from '../scene/layout.ts'
import { placedMarkers } from '../scene/marks.ts'
import { xOf } from '../view/geometry.ts'
import { type CanvasLayer, crisp } from './canvasLayer.ts'
import type { MarksScene } from './paintMarks.ts'
import type { Palette } from './palette.ts'
import { fitted, textWidth } from './text.ts'

/** Widest flag, in CSS pixels. */
const MAX_FLAG = 180
const FLAG_PADDING = 7

export function paintMarkers(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  { episode, view }: MarksScene,
  palette: Palette,
): void {
  const top = layer.heightPx - FOOT_HEIGHT
  for (const { marker, at } of placedMarkers(episode)) {
    const x = xOf(view, at)
    if (x < -MAX_FLAG || x > layer.widthPx + 2) continue
    context.fillStyle = palette.accent
    context.fillRect(crisp(x) - 0.5, HEAD_HEIGHT, 1, layer.heightPx - HEAD_HEIGHT)
    const label = fitted(context, marker.title, MAX_FLAG - 2 * FLAG_PADDING)
    context.beginPath()
    context.roundRect(crisp(x) - 0.5, top, flagWidth(context, marker.title), FOOT_HEIGHT - 3, [0, 5, 5, 0])
    context.fill()
    context.fillStyle = palette.accentInk
    context.fillText(label, x + FLAG_PADDING, top + (FOOT_HEIGHT - 3) / 2 + 0.5)
  }
}

/** Width of a marker's flag in the context's font. */
export function flagWidth(context: CanvasRenderingContext2D, title: string): number {
  const label = fitted(context, title, MAX_FLAG - 2 * FLAG_PADDING)
  return textWidth(context, label) + 2 * FLAG_PADDING
}
