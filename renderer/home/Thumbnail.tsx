import { useEffect, useRef, useState } from 'react'
import { useTheme } from '#renderer/styles/theme.ts'
import { drawBars } from '#renderer/wave/drawBars.ts'
import { fetchThumbnail, whenSeen } from './thumbnails.ts'

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
  // Quiet rooms fill their row, too; but what is all but silent stays a line.
  const loudest = Math.max(64, ...levels)
  drawBars(canvas, { barPx: 2, gapPx: 1 }, (from, to) => {
    const first = Math.floor(from * levels.length)
    const part = levels.subarray(first, Math.max(first + 1, Math.floor(to * levels.length)))
    return { level: Math.max(...part) / loudest, color: '--waveform' }
  })
}
