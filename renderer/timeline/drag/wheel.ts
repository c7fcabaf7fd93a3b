/** The wheel: scrolls along the timeline; with Ctrl or Cmd, or by a pinch, zooms at the pointer. */

export interface WheelHandlers {
  scroll(dx: number): void
  /** `factor` > 1 goes closer; `x` in CSS pixels of the element. */
  zoom(factor: number, x: number): void
  /** Shift and wheel; false when there is nothing to scroll that way. */
  scrollVertically?(dy: number): boolean
}

const LINE_PX = 16
const PAGE_PX = 400
/** Zoom of one pixel of wheel: a notch of 100 is a factor of 1.35. */
const ZOOM_PER_PX = 0.003
/** A pinch reports small steps. */
const PINCH_PER_PX = 0.01
const SMALL_STEP_PX = 30

/** Owns the listener until `signal` aborts. */
export function trackWheel(element: HTMLElement, handlers: WheelHandlers, signal: AbortSignal): void {
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? PAGE_PX : 1
      const dx = event.deltaX * unit
      const dy = event.deltaY * unit
      if (event.ctrlKey || event.metaKey) {
        const perPx = Math.abs(dy) < SMALL_STEP_PX ? PINCH_PER_PX : ZOOM_PER_PX
        handlers.zoom(Math.exp(-dy * perPx), event.clientX - element.getBoundingClientRect().left)
      } else if (event.shiftKey && handlers.scrollVertically?.(dy || dx)) return
      else handlers.scroll(Math.abs(dx) > Math.abs(dy) ? dx : dy)
    },
    { signal, passive: false },
  )
}
