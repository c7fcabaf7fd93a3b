/**
 * Paints the heads of clips: with a name for sponsor reads and silence, for recordings where there are several, plain
 * else. CSS pixels.
 */
import { isSilence } from '#core/episode/silence.ts'
import { clipsInRange, type PlacedClip } from '#core/episode/timeline.ts'
import { type Head, headsOf } from '../scene/heads.ts'
import { FOOT_HEIGHT, HEAD_HEIGHT } from '../scene/layout.ts'
import { viewEnd, xOf } from '../view/geometry.ts'
import type { CanvasLayer } from './canvasLayer.ts'
import { hatch } from './hatch.ts'
import type { MarksScene } from './paintMarks.ts'
import type { Palette } from './palette.ts'
import { fitted } from './text.ts'

/** Narrower clips have no head: a thousand of them would be a grey bar. */
const MIN_HEAD = 6

export function paintHeads(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  scene: MarksScene,
  palette: Palette,
): void {
  const { episode, view } = scene
  context.fillStyle = palette.border
  context.fillRect(0, HEAD_HEIGHT - 1, layer.widthPx, 1)
  const shown = clipsInRange(episode.clips, view.startSample, viewEnd(view))
  const heads = headsOf(episode, shown)
  for (const [i, placed] of shown.entries()) {
    const left = Math.max(-8, xOf(view, placed.timelineStart))
    const right = Math.min(layer.widthPx + 8, xOf(view, placed.timelineEnd))
    const isSelected = placed.clip.id === scene.selectedClipId
    if (isSilence(placed.clip.mediaId)) {
      context.fillStyle = hatch(context, palette.border)
      context.fillRect(left, HEAD_HEIGHT, right - left, layer.heightPx - HEAD_HEIGHT - FOOT_HEIGHT)
    }
    if (placed.clip.slot || isSelected) {
      const color = placed.clip.slot ? palette.waveformRead : palette.accent
      context.fillStyle = color
      context.globalAlpha = isSelected ? 0.16 : 0.09
      context.fillRect(left, HEAD_HEIGHT, right - left, layer.heightPx - HEAD_HEIGHT)
      context.globalAlpha = 1
    }
    if (right - left >= MIN_HEAD) paintHead(context, placed, heads[i]!, left, right, isSelected, palette)
  }
}

function paintHead(
  context: CanvasRenderingContext2D,
  { clip }: PlacedClip,
  head: Head,
  left: number,
  right: number,
  isSelected: boolean,
  palette: Palette,
): void {
  context.beginPath()
  context.roundRect(left + 0.5, 1, right - left - 1, HEAD_HEIGHT - 3, 4)
  const [fill, ink] = clip.slot
    ? [palette.waveformRead, palette.theme === 'dark' ? palette.speakerInk : palette.accentInk]
    : isSelected
      ? [palette.accent, palette.accentInk]
      : [head.isOther ? palette.borderStrong : palette.border, palette.text]
  context.fillStyle = fill
  context.globalAlpha = clip.slot || isSelected ? 1 : 0.55
  context.fill()
  context.globalAlpha = 1
  if (head.name) {
    context.fillStyle = ink
    const textLeft = Math.max(0, left) + 12
    context.fillText(fitted(context, head.name, right - 12 - textLeft), textLeft, HEAD_HEIGHT / 2)
  }
  if (isSelected) {
    context.lineWidth = 1.5
    context.strokeStyle = palette.focus
    context.stroke()
  }
}
