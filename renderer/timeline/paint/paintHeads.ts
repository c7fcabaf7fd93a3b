/** Paints the heads of clips: plain for recordings, with a name for sponsor reads. CSS pixels. */
import type { Episode } from '#core/episode/schema.ts'
import { clipsInRange, mediaOf, type PlacedClip } from '#core/episode/timeline.ts'
import { HEAD_HEIGHT } from '../scene/layout.ts'
import { viewEnd, xOf } from '../view/geometry.ts'
import type { CanvasLayer } from './canvasLayer.ts'
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
