/**
 * Turns too narrow for a shape, on whole device pixels and those that touch in one go: of thousands in sight only
 * some hundred rectangles are drawn.
 */
export class Slivers {
  readonly #context: CanvasRenderingContext2D
  readonly #top: number
  readonly #height: number
  readonly #ratio = devicePixelRatio || 1
  #left = 0
  #right = -1
  #unsure = false

  constructor(context: CanvasRenderingContext2D, top: number, height: number) {
    this.#context = context
    this.#top = top
    this.#height = height
  }

  add(left: number, right: number, unsure: boolean): void {
    const first = Math.floor(left * this.#ratio)
    const end = Math.max(first + 1, Math.round(right * this.#ratio))
    if (first <= this.#right && unsure === this.#unsure) {
      this.#right = Math.max(this.#right, end)
      return
    }
    this.flush()
    this.#left = first
    this.#right = end
    this.#unsure = unsure
  }

  flush(): void {
    if (this.#right <= this.#left) return
    this.#context.globalAlpha = this.#unsure ? 0.5 : 1
    this.#context.fillRect(
      this.#left / this.#ratio,
      this.#top,
      (this.#right - this.#left) / this.#ratio,
      this.#height,
    )
    this.#context.globalAlpha = 1
    this.#left = this.#right
  }
}
