/** Paints what lies on the waveform: heads of clips, reads, cuts, selection, markers, gaps. CSS pixels. */
import { type CutPoint, cutPoints } from '#core/episode/cuts.ts'
import type { Episode } from '#core/episode/schema.ts'
import { clipsInRange, mediaOf, type PlacedClip } from '#core/episode/timeline.ts'
import { cutKey } from '#renderer/state/editor.ts'
import { firstCutFrom } from '../hit/hitWave.ts'
import { FOOT_HEIGHT, HEAD_HEIGHT } from '../scene/layout.ts'
import { placedGaps, placedMarkers } from '../scene/marks.ts'
import { type View, viewEnd, xOf } from '../view/geometry.ts'
import { type CanvasLayer, crisp } from './canvasLayer.ts'
import { hatch } from './hatch.ts'
import { paintClipHandles } from './paintClipHandles.ts'
import type { Palette } from './palette.ts'
import { fitted, textWidth } from './text.ts'

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

/** Widest flag of a marker, in CSS pixels. */
const MAX_FLAG = 180
const FLAG_PADDING = 7

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

/** Heads of clips. Clips narrower than this have none: a thousand of them would be a grey bar. */
const MIN_HEAD = 6

function paintHeads(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  scene: MarksScene,
  palette: Palette,
): void {
  const { episode, view } = scene
  context.fillStyle = palette.border
  context.fillRect(0, HEAD_HEIGHT - 1, layer.widthPx, 1)
  for (const placed of clipsInRange(episode.clips, view.startSample, viewEnd(view))) {
    const left = Math.max(-8, xOf(view, placed.timelineStart))
    const right = Math.min(layer.widthPx + 8, xOf(view, placed.timelineEnd))
    const isSelected = placed.clip.id === scene.selectedClipId
    if (placed.clip.slot || isSelected) {
      const color = placed.clip.slot ? palette.waveformRead : palette.accent
      context.fillStyle = color
      context.globalAlpha = isSelected ? 0.16 : 0.09
      context.fillRect(left, HEAD_HEIGHT, right - left, layer.heightPx - HEAD_HEIGHT)
      context.globalAlpha = 1
    }
    if (right - left >= MIN_HEAD) paintHead(context, episode, placed, left, right, isSelected, palette)
  }
}

function paintHead(
  context: CanvasRenderingContext2D,
  episode: Episode,
  { clip }: PlacedClip,
  left: number,
  right: number,
  isSelected: boolean,
  palette: Palette,
): void {
  context.beginPath()
  context.roundRect(left + 0.5, 1, right - left - 1, HEAD_HEIGHT - 3, 4)
  if (clip.slot) {
    context.fillStyle = palette.waveformRead
    context.fill()
    context.fillStyle = palette.theme === 'dark' ? palette.speakerInk : palette.accentInk
    const textLeft = Math.max(0, left) + 12
    const name = mediaOf(episode, clip.mediaId)?.name ?? 'Sponsor read'
    context.fillText(fitted(context, name, right - 12 - textLeft), textLeft, HEAD_HEIGHT / 2)
  } else {
    context.fillStyle = isSelected ? palette.accent : palette.border
    context.globalAlpha = isSelected ? 1 : 0.55
    context.fill()
    context.globalAlpha = 1
  }
  if (isSelected) {
    context.lineWidth = 1.5
    context.strokeStyle = palette.focus
    context.stroke()
  }
}

/** Cuts closer together than this have no handle and no line down the sound, only a tick in the head strip. */
const MIN_HANDLE_GAP = 14

function paintCuts(
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

function paintMarkers(
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
