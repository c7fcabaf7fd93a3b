import { useEffect, useRef } from 'react'
import { useTheme } from '#renderer/styles/theme.ts'
import { LIVE_COLUMNS, type LivePeaks } from './livePeaks.ts'

const BAR_PX = 3
const GAP_PX = 2

/** Draws the peaks that have arrived, again whenever `version` changes. */
export function LiveWaveform({ peaks, version }: { readonly peaks: LivePeaks; readonly version: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  useEffect(() => {
    if (canvas.current) draw(canvas.current, peaks)
  }, [peaks, version, theme])
  return <canvas ref={canvas} className="live-waveform" aria-hidden />
}

function draw(canvas: HTMLCanvasElement, peaks: LivePeaks): void {
  const ratio = window.devicePixelRatio || 1
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  context.scale(ratio, ratio)
  const bars = Math.floor(width / (BAR_PX + GAP_PX))
  for (let bar = 0; bar < bars; bar++) {
    const arrived = bar / bars <= peaks.fraction
    const level = arrived ? loudest(peaks, bar / bars, (bar + 1) / bars) : 0
    const tall = Math.max(BAR_PX, level * height)
    context.fillStyle = style.getPropertyValue(arrived ? '--accent-text' : '--border')
    context.beginPath()
    context.roundRect(bar * (BAR_PX + GAP_PX), (height - tall) / 2, BAR_PX, tall, BAR_PX / 2)
    context.fill()
  }
}

function loudest(peaks: LivePeaks, from: number, to: number): number {
  let level = 0
  for (let at = Math.floor(from * LIVE_COLUMNS); at < to * LIVE_COLUMNS; at++)
    level = Math.max(level, peaks.max[at] ?? 0, -(peaks.min[at] ?? 0))
  return Math.min(1, level)
}
