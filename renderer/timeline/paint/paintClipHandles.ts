/** Paints the selected clip's fades and gain with what they are dragged by. CSS pixels. */
import { isSilence } from '#core/episode/silence.ts'
import { placeClips } from '#core/episode/timeline.ts'
import { fadeHandles } from '../hit/hitWave.ts'
import { FADE_HANDLE_PX, FOOT_HEIGHT, fadeHandleY, gainToY, HEAD_HEIGHT } from '../scene/layout.ts'
import { xOf } from '../view/geometry.ts'
import type { CanvasLayer } from './canvasLayer.ts'
import type { MarksScene } from './paintMarks.ts'
import type { Palette } from './palette.ts'
import { textWidth } from './text.ts'

export function paintClipHandles(
  context: CanvasRenderingContext2D,
  layer: CanvasLayer,
  scene: MarksScene,
  palette: Palette,
): void {
  const { view, episode } = scene
  const placed = placeClips(episode.clips).find(({ clip }) => clip.id === scene.selectedClipId)
  // Silence has neither level nor fades.
  if (!placed || isSilence(placed.clip.mediaId)) return
  const left = xOf(view, placed.timelineStart)
  const right = xOf(view, placed.timelineEnd)
  if (right < 0 || left > layer.widthPx || right - left < 4 * FADE_HANDLE_PX) return
  const { clip } = placed
  const top = HEAD_HEIGHT + 2
  const bottom = layer.heightPx - FOOT_HEIGHT
  const fadeInEnd = xOf(view, placed.timelineStart + clip.fadeInSamples)
  const fadeOutStart = xOf(view, placed.timelineEnd - clip.fadeOutSamples)

  context.lineWidth = 1.25
  context.strokeStyle = palette.focus
  if (clip.fadeInSamples > 0) fadeLine(context, left, bottom, fadeInEnd, top)
  if (clip.fadeOutSamples > 0) fadeLine(context, right, bottom, fadeOutStart, top)

  const gainY = Math.round(gainToY(clip.gainDb, layer.heightPx)) + 0.5
  context.setLineDash(clip.gainDb === 0 ? [3, 4] : [])
  context.beginPath()
  context.moveTo(Math.max(0, left), gainY)
  context.lineTo(Math.min(layer.widthPx, right), gainY)
  context.stroke()
  context.setLineDash([])
  if (clip.gainDb !== 0) {
    const label = `${clip.gainDb > 0 ? '+' : '−'}${Math.abs(clip.gainDb).toFixed(1)} dB`
    chip(context, label, Math.max(0, left) + 12, gainY + (gainY < 60 ? 14 : -13), palette)
  }

  const handles = fadeHandles(view, placed)
  for (const x of [handles.fadeIn, handles.fadeOut]) {
    context.beginPath()
    context.roundRect(
      x - FADE_HANDLE_PX,
      fadeHandleY() - FADE_HANDLE_PX,
      2 * FADE_HANDLE_PX,
      2 * FADE_HANDLE_PX,
      3,
    )
    context.fillStyle = palette.overlay
    context.fill()
    context.stroke()
  }
}

/** A text with ground of its own, so that it can be read over sound. */
function chip(context: CanvasRenderingContext2D, text: string, x: number, y: number, palette: Palette): void {
  context.beginPath()
  context.roundRect(x - 5, y - 8, textWidth(context, text) + 10, 16, 4)
  context.fillStyle = palette.overlay
  context.fill()
  context.fillStyle = palette.text
  context.fillText(text, x, y + 0.5)
}

/** A quarter of a sine, as the mixer fades. */
function fadeLine(
  context: CanvasRenderingContext2D,
  silentX: number,
  bottom: number,
  fullX: number,
  top: number,
): void {
  context.beginPath()
  context.moveTo(silentX, bottom)
  for (let step = 1; step <= 16; step++) {
    const share = step / 16
    context.lineTo(
      silentX + (fullX - silentX) * share,
      bottom - (bottom - top) * Math.sin((Math.PI / 2) * share),
    )
  }
  context.stroke()
}
