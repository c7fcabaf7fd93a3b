/** Paints the time ruler. CSS pixels. */

import { type View, xOf } from '../view/geometry.ts'
import { ticksOf } from '../view/ticks.ts'
import { type CanvasLayer, crisp } from './canvasLayer.ts'
import type { Palette } from './palette.ts'

export function paintRuler(
  layer: CanvasLayer,
  view: View,
  duration: number,
  selection: { from: number; to: number } | null,
  palette: Palette,
): void {
  const context = layer.begin()
  const { widthPx, heightPx } = layer
  if (selection) {
    const from = Math.max(0, xOf(view, selection.from))
    const to = Math.min(widthPx, xOf(view, selection.to))
    context.fillStyle = palette.selection
    if (to > from) context.fillRect(from, 0, to - from, heightPx)
  }
  context.font = `500 11px ${palette.font}`
  context.fontVariantCaps = 'normal'
  context.textBaseline = 'middle'
  context.fillStyle = palette.muted
  const minor = new Path2D()
  const major = new Path2D()
  for (const { sample, label } of ticksOf(view)) {
    if (sample > duration) break
    const x = crisp(xOf(view, sample))
    if (label === null) {
      minor.moveTo(x, heightPx - 5)
      minor.lineTo(x, heightPx)
      continue
    }
    major.moveTo(x, heightPx - 10)
    major.lineTo(x, heightPx)
    context.fillText(label, x + 5, heightPx / 2 - 2)
  }
  context.lineWidth = 1 / (devicePixelRatio || 1)
  context.strokeStyle = palette.borderStrong
  context.stroke(minor)
  context.strokeStyle = palette.faint
  context.stroke(major)
}
