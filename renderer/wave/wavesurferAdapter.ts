/**
 * The only file that knows wavesurfer. One {@link Wave} is a wavesurfer over a *window* of the timeline: it never
 * scrolls or zooms by itself, so Chromium's limit of 33.5 million pixels per element does not touch it and single
 * samples are drawn the same way as twelve hours.
 */
import WaveSurfer from 'wavesurfer.js'
import type { Seconds } from '#core/time/units.ts'
import { WindowedMedia } from './windowedMedia.ts'

export interface WaveOptions {
  readonly container: HTMLElement
  readonly heightPx: number
  readonly cursorColor: string
  readonly cursorWidthPx: number
  /** Paints the present window on wavesurfer's canvas; device pixels. */
  readonly paint: (context: CanvasRenderingContext2D) => void
}

export interface Wave {
  /** Paints the window again, on wavesurfer's present canvas; cheap enough for every frame. */
  redraw(): void
  /** Puts the cursor at `position` of a window that is `duration` long. */
  setPosition(position: Seconds, duration: Seconds): void
  setHeight(heightPx: number): void
  /** Makes the canvas anew, for a screen of another pixel ratio. */
  relayout(): void
  setCursorColor(color: string): void
  destroy(): void
}

/** wavesurfer wants some peaks to render at all; what is drawn comes from `paint`. */
const PLACEHOLDER_PEAKS = [new Float32Array(2), new Float32Array(2)]

/**
 * Makes a wave in `container`. wavesurfer lays out, sizes its canvas for the screen's pixel ratio and shows the
 * cursor; `paint` fills the canvas. New peaks through `setOptions` would throw the canvases away and make two new
 * ones every frame (7 ms of script for 2,000 columns, 12 ms at the 95th percentile) and still show the old ones, as
 * its renderer keeps the audio data of the last `load`.
 */
export function createWave(options: WaveOptions): Wave {
  const media = new WindowedMedia(1)
  const surfer = WaveSurfer.create({
    container: options.container,
    height: options.heightPx,
    media: media.asMediaElement(),
    peaks: PLACEHOLDER_PEAKS,
    duration: 1,
    interact: false,
    hideScrollbar: true,
    autoScroll: false,
    autoCenter: false,
    cursorColor: options.cursorColor,
    cursorWidth: options.cursorWidthPx,
    renderFunction: (_peaks, context) => options.paint(context),
  })
  // The colours say what kind of clip it is; a second colour for “played” would hide that.
  surfer.getWrapper().dataset.wave = ''
  let destroyed = false
  return {
    redraw() {
      if (destroyed) return
      const canvas = surfer.getWrapper().querySelector<HTMLCanvasElement>('.canvases canvas')
      const context = canvas?.getContext('2d')
      if (!canvas || !context) return
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
      options.paint(context)
    },
    setPosition: (position, duration) => media.show(position, duration),
    setHeight(heightPx) {
      if (!destroyed && surfer.options.height !== heightPx) surfer.setOptions({ height: heightPx })
    },
    relayout() {
      if (!destroyed) surfer.setOptions({})
    },
    setCursorColor(cursorColor) {
      if (!destroyed && surfer.options.cursorColor !== cursorColor) surfer.setOptions({ cursorColor })
    },
    destroy() {
      destroyed = true
      surfer.destroy()
    },
  }
}
