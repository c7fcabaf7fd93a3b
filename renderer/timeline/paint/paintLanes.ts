/** Paints the speaker lanes. CSS pixels. */
import type { Speaker } from '#core/episode/schema.ts'
import { LANE_HEIGHT, LANE_PADDING } from '../scene/layout.ts'
import { forEachPiece, type TurnPiece, type Turns } from '../scene/turns.ts'
import { type View, viewEnd, xOf } from '../view/geometry.ts'
import type { CanvasLayer } from './canvasLayer.ts'
import { hatch } from './hatch.ts'
import type { Palette } from './palette.ts'
import { Slivers } from './slivers.ts'
import { fitted } from './text.ts'

/** Below this a turn is a guess and looks like one. */
export const SURE_CONFIDENCE = 0.6

export interface LanesScene {
  readonly turns: Turns
  readonly speakers: readonly Speaker[]
  readonly view: View
  readonly scrollTop: number
  readonly selectedSegmentId: string | null
  readonly selection: { from: number; to: number } | null
  /** A turn that is being drawn by hand. */
  readonly pending: { lane: number; from: number; to: number } | null
  readonly focused: boolean
}

export function paintLanes(layer: CanvasLayer, scene: LanesScene, palette: Palette): void {
  const context = layer.begin()
  context.font = `500 11px ${palette.font}`
  context.textBaseline = 'middle'
  const first = Math.max(0, Math.floor(scene.scrollTop / LANE_HEIGHT))
  const last = Math.min(scene.turns.lanes.length, Math.ceil((scene.scrollTop + layer.heightPx) / LANE_HEIGHT))
  context.fillStyle = palette.grid
  for (let lane = first; lane < last; lane++)
    context.fillRect(0, (lane + 1) * LANE_HEIGHT - scene.scrollTop - 1, layer.widthPx, 1)
  paintSelection(context, layer, scene, palette)
  for (let lane = first; lane < last; lane++) paintLane(context, layer, scene, lane, palette)
  paintPending(context, scene, palette)
}

function paintSelection(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  { selection, view }: LanesScene,
  palette: Palette,
): void {
  if (!selection) return
  const from = Math.max(0, xOf(view, selection.from))
  const to = Math.min(layer.widthPx, xOf(view, selection.to))
  context.fillStyle = palette.selection
  if (to > from) context.fillRect(from, 0, to - from, layer.heightPx)
}

function paintLane(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  scene: LanesScene,
  index: number,
  palette: Palette,
): void {
  const speaker = scene.speakers[index]
  if (!speaker) return
  const color = palette.speaker(speaker.color)
  const top = index * LANE_HEIGHT - scene.scrollTop + LANE_PADDING
  const height = LANE_HEIGHT - 2 * LANE_PADDING - 1
  const end = viewEnd(scene.view)
  const selected: TurnPiece[] = []
  const slivers = new Slivers(context, top, height)
  let drawnTo = -Infinity
  context.fillStyle = color
  forEachPiece(scene.turns, index, scene.view.startSample, end, (piece) => {
    const left = Math.max(-8, xOf(scene.view, piece.from))
    const right = Math.min(layer.widthPx + 8, xOf(scene.view, piece.to))
    if (piece.segment.id === scene.selectedSegmentId) selected.push(piece)
    if (right <= drawnTo) return
    const width = right - left
    if (width < MIN_ROUNDED) slivers.add(left, right, piece.segment.confidence < SURE_CONFIDENCE)
    else {
      slivers.flush()
      paintTurn(context, piece, speaker.name, left, top, width - 1, height, color, palette)
      if (left < drawnTo - 1) {
        context.fillStyle = palette.surface
        context.fillRect(left, top, 1, height)
        context.fillStyle = color
      }
    }
    drawnTo = right
  })
  slivers.flush()
  for (const piece of selected) outline(context, scene, piece, top, height, palette)
}

/** Narrower turns are plain rectangles. */
const MIN_ROUNDED = 5

function paintTurn(
  context: CanvasRenderingContext2D,
  piece: TurnPiece,
  name: string,
  left: number,
  top: number,
  width: number,
  height: number,
  color: string,
  palette: Palette,
): void {
  const unsure = piece.segment.confidence < SURE_CONFIDENCE
  context.beginPath()
  context.roundRect(left, top, width, height, Math.min(4, width / 3))
  if (unsure) {
    context.globalAlpha = 0.22
    context.fill()
    context.globalAlpha = 0.5
    context.fillStyle = hatch(context, color)
    context.fill()
    context.globalAlpha = 1
    context.fillStyle = color
  } else context.fill()
  const textLeft = Math.max(0, left) + 7
  const label = fitted(context, unsure ? `${name}?` : name, left + width - 6 - textLeft)
  if (!label) return
  context.fillStyle = unsure ? palette.text : palette.speakerInk
  context.fillText(label, textLeft, top + height / 2 + 0.5)
  context.fillStyle = color
}

function outline(
  context: CanvasRenderingContext2D,
  scene: LanesScene,
  piece: TurnPiece,
  top: number,
  height: number,
  palette: Palette,
): void {
  const left = xOf(scene.view, piece.from)
  const width = Math.max(3, xOf(scene.view, piece.to) - left - 1)
  context.beginPath()
  context.roundRect(left - 1.5, top - 1.5, width + 3, height + 3, 5)
  context.lineWidth = 2
  context.strokeStyle = scene.focused ? palette.focus : palette.text
  context.stroke()
}

function paintPending(context: CanvasRenderingContext2D, scene: LanesScene, palette: Palette): void {
  const { pending, view } = scene
  const speaker = pending && scene.speakers[pending.lane]
  if (!pending || !speaker) return
  const left = xOf(view, pending.from)
  const top = pending.lane * LANE_HEIGHT - scene.scrollTop + LANE_PADDING
  context.beginPath()
  context.roundRect(
    left,
    top,
    Math.max(1, xOf(view, pending.to) - left),
    LANE_HEIGHT - 2 * LANE_PADDING - 1,
    4,
  )
  context.fillStyle = palette.speaker(speaker.color)
  context.globalAlpha = 0.4
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 1
  context.strokeStyle = palette.speaker(speaker.color)
  context.stroke()
}
