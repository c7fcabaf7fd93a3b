import { useEffect, useRef, useState } from 'react'
import { useTheme } from '#renderer/styles/theme.ts'
import { fetchThumbnail, whenSeen } from './thumbnails.ts'

const BAR_PX = 2
const GAP_PX = 1
const FULL_SCALE = 255

/** The waveform of an episode in small; a calm line until it is there, or where there is none. */
export function Thumbnail({ id, revision }: { readonly id: string; readonly revision: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [levels, setLevels] = useState<Uint8Array | null>(null)
  const theme = useTheme()

  useEffect(() => {
    const leaving = new AbortController()
    const load = () =>
      fetchThumbnail({ id, revision }, leaving.signal).then(
        (fetched) => fetched && setLevels(fetched),
        // A picture is missing, no more; the list says by itself when the connection is lost.
        () => undefined,
      )
    const stop = whenSeen(canvas.current!, load)
    return () => {
      stop()
      leaving.abort()
    }
  }, [id, revision])

  useEffect(() => {
    if (levels) draw(canvas.current!, levels)
  }, [levels, theme])

  return <canvas ref={canvas} className={`thumbnail ${levels ? '' : 'blank'}`} aria-hidden />
}

function draw(canvas: HTMLCanvasElement, levels: Uint8Array): void {
  const ratio = window.devicePixelRatio || 1
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  context.fillStyle = getComputedStyle(canvas).getPropertyValue('--waveform')
  // Quiet rooms fill their row, too; but what is all but silent stays a line.
  const loudest = Math.max(64, ...levels)
  const bars = Math.floor((width + GAP_PX) / (BAR_PX + GAP_PX))
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.floor((bar / bars) * levels.length)
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * levels.length))
    const level = Math.max(...levels.subarray(from, to)) / FULL_SCALE
    const tall = Math.max(BAR_PX, (level * FULL_SCALE * height) / loudest)
    context.beginPath()
    context.roundRect(bar * (BAR_PX + GAP_PX), (height - tall) / 2, BAR_PX, tall, BAR_PX / 2)
    context.fill()
  }
}
