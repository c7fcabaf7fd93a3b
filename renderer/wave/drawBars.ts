/** Waveforms in small, as bars with round ends. */

interface Bar {
  /** 0 to 1. */
  readonly level: number
  /** The name of a colour of the theme: `--accent`. */
  readonly color: string
}

interface BarSizes {
  readonly barPx: number
  readonly gapPx: number
}

/** Fills a canvas with bars, crisp at its size on the page; `barOf` is asked for each part `[from, to)` of 0 to 1. */
export function drawBars(
  canvas: HTMLCanvasElement,
  { barPx, gapPx }: BarSizes,
  barOf: (from: number, to: number) => Bar,
): void {
  const ratio = window.devicePixelRatio || 1
  const { clientWidth: width, clientHeight: height } = canvas
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  const style = getComputedStyle(canvas)
  const bars = Math.floor((width + gapPx) / (barPx + gapPx))
  for (let bar = 0; bar < bars; bar++) {
    const { level, color } = barOf(bar / bars, (bar + 1) / bars)
    const tall = Math.max(barPx, level * height)
    context.fillStyle = style.getPropertyValue(color)
    context.beginPath()
    context.roundRect(bar * (barPx + gapPx), (height - tall) / 2, barPx, tall, barPx / 2)
    context.fill()
  }
}
