/** Diagonal stripes: what is a guess, or was never there. */

const patterns = new Map<string, CanvasPattern | null>()
const SIZE = 8

/** Stripes of a colour, at the screen's own resolution. */
export function hatch(context: CanvasRenderingContext2D, color: string): CanvasPattern | string {
  const ratio = devicePixelRatio || 1
  const key = `${color}@${ratio}`
  let pattern = patterns.get(key)
  if (pattern === undefined) {
    pattern = makePattern(context, color, ratio)
    patterns.set(key, pattern)
  }
  return pattern ?? color
}

function makePattern(context: CanvasRenderingContext2D, color: string, ratio: number): CanvasPattern | null {
  const tile = new OffscreenCanvas(Math.round(SIZE * ratio), Math.round(SIZE * ratio))
  const pen = tile.getContext('2d')
  if (!pen) return null
  pen.scale(ratio, ratio)
  pen.strokeStyle = color
  pen.lineWidth = 2.5
  for (const shift of [-SIZE, 0, SIZE]) {
    pen.moveTo(shift - 1, SIZE + 1)
    pen.lineTo(shift + SIZE + 1, -1)
  }
  pen.stroke()
  const pattern = context.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio))
  return pattern
}
