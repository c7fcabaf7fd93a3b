import { useEffect, useRef } from 'react'
import { useTheme } from '#renderer/styles/theme.ts'
import { drawBars } from '#renderer/wave/drawBars.ts'
import { LIVE_COLUMNS, type LivePeaks } from './livePeaks.ts'

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
  drawBars(canvas, { barPx: 3, gapPx: 2 }, (from, to) =>
    from <= peaks.fraction
      ? { level: loudest(peaks, from, to), color: '--accent-text' }
      : { level: 0, color: '--border' },
  )
}

function loudest(peaks: LivePeaks, from: number, to: number): number {
  let level = 0
  for (let at = Math.floor(from * LIVE_COLUMNS); at < to * LIVE_COLUMNS; at++)
    level = Math.max(level, peaks.max[at] ?? 0, -(peaks.min[at] ?? 0))
  return Math.min(1, level)
}
