/** Paints what lies on the waveform: heads of clips, reads, cuts, selection, markers, gaps. CSS pixels. */
import type { Episode } from '#core/episode/schema.ts'
import { FOOT_HEIGHT, HEAD_HEIGHT } from '../scene/layout.ts'
import { placedGaps } from '../scene/marks.ts'
import { type View, xOf } from '../view/geometry.ts'
import { type CanvasLayer, crisp } from './canvasLayer.ts'
import { hatch } from './hatch.ts'
import { paintClipHandles } from './paintClipHandles.ts'
import { paintCuts } from './paintCuts.ts'
import { paintHeads } from './paintHeads.ts'
import { paintMarkers } from './paintMarkers.ts'
import type { Palette } from './palette.ts'

export interface MarksScene {
  readonly episode: Episode
  readonly view: View
  readonly selection: { from: number; to: number } | null
  readonly selectedClipId: string | null
  readonly selectedCut: string | null
  /** Key of the cut under the pointer. */
  readonly hoveredCut: string | null
  /** Where something being dragged would fall. */
  readonly dropAt: number | null
}

export function paintMarks(layer: CanvasLayer, scene: MarksScene, palette: Palette): void {
  const context = layer.begin()
  context.font = `500 11px ${palette.font}`
  context.textBaseline = 'middle'
  paintSelection(context, layer, scene, palette)
  paintGaps(context, layer, scene, palette)
  paintHeads(context, layer, scene, palette)
  paintCuts(context, layer, scene, palette)
  paintClipHandles(context, layer, scene, palette)
  paintMarkers(context, layer, scene, palette)
  if (scene.dropAt !== null) {
    const x = crisp(xOf(scene.view, scene.dropAt))
    context.fillStyle = palette.waveformRead
    context.fillRect(x - 1.5, 0, 3, layer.heightPx)
    context.beginPath()
    context.moveTo(x - 7, 0)
    context.lineTo(x + 7, 0)
    context.lineTo(x, 9)
    context.fill()
  }
}

function paintSelection(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  { selection, view }: MarksScene,
  palette: Palette,
): void {
  if (!selection) return
  const from = xOf(view, selection.from)
  const to = xOf(view, selection.to)
  if (to < 0 || from > layer.widthPx) return
  const left = Math.max(-4, from)
  context.fillStyle = palette.selection
  context.fillRect(left, 0, Math.min(layer.widthPx + 4, to) - left, layer.heightPx)
  context.fillStyle = palette.selectionEdge
  for (const x of [from, to]) context.fillRect(Math.round(x) - 0.5, 0, 1.5, layer.heightPx)
}

function paintGaps(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  { episode, view }: MarksScene,
  palette: Palette,
): void {
  for (const { at } of placedGaps(episode)) {
    const x = xOf(view, at)
    if (x < -6 || x > layer.widthPx + 6) continue
    context.fillStyle = palette.sunken
    context.fillRect(x - 4, HEAD_HEIGHT, 8, layer.heightPx - HEAD_HEIGHT - FOOT_HEIGHT)
    context.fillStyle = hatch(context, palette.faint)
    context.fillRect(x - 4, HEAD_HEIGHT, 8, layer.heightPx - HEAD_HEIGHT - FOOT_HEIGHT)
  }
}
