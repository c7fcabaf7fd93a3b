/** The small label beside the pointer. One element, moved by hand, because the things it explains are pixels. */
export class Tip {
  readonly #element: HTMLElement

  constructor(element: HTMLElement) {
    this.#element = element
  }

  /** Shows a text near a point of `within`, kept inside the page. */
  show(text: string, within: HTMLElement, x: number, y: number): void {
    const box = within.getBoundingClientRect()
    if (this.#element.textContent !== text) this.#element.textContent = text
    this.#element.hidden = false
    const { offsetWidth, offsetHeight } = this.#element
    const left = Math.max(4, Math.min(box.left + x + 14, innerWidth - offsetWidth - 4))
    const top = Math.max(4, Math.min(box.top + y + 18, innerHeight - offsetHeight - 4))
    this.#element.style.transform = `translate(${left}px, ${top}px)`
  }

  hide(): void {
    this.#element.hidden = true
  }
}
