/** A canvas that stays crisp on every screen: its backing store follows the device's pixel ratio. */
export class CanvasLayer {
  readonly canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  widthPx = 0
  heightPx = 0

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser draws no canvas')
    this.canvas = canvas
    this.#context = context
  }

  /** Sets the size in CSS pixels; cheap when nothing changed. */
  resize(widthPx: number, heightPx: number): void {
    const ratio = devicePixelRatio || 1
    const width = Math.max(1, Math.round(widthPx * ratio))
    const height = Math.max(1, Math.round(heightPx * ratio))
    this.widthPx = widthPx
    this.heightPx = heightPx
    if (this.canvas.width !== width) this.canvas.width = width
    if (this.canvas.height !== height) this.canvas.height = height
    this.canvas.style.width = `${widthPx}px`
    this.canvas.style.height = `${heightPx}px`
  }

  /** An empty context in CSS pixels. */
  begin(): CanvasRenderingContext2D {
    const ratio = devicePixelRatio || 1
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.#context.clearRect(0, 0, this.widthPx, this.heightPx)
    return this.#context
  }
}

/** Calls back when the page moves to a screen of another pixel ratio, or is zoomed. */
export function watchPixelRatio(onChange: () => void, signal: AbortSignal): void {
  const watch = () =>
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        onChange()
        watch()
      },
      { once: true, signal },
    )
  watch()
}

/** `x` moved to the middle of a device pixel, so that a line one pixel wide is sharp. */
export function crisp(x: number): number {
  const ratio = devicePixelRatio || 1
  return (Math.round(x * ratio) + 0.5) / ratio
}
