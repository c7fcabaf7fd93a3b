/** Presses, drags and clicks on one element, as one state machine: pressed, then dragging or clicked. */
import { DRAG_START_PX } from '../scene/layout.ts'

/** A place on the element in CSS pixels, and the keys held. */
export interface PointerAt {
  readonly x: number
  readonly y: number
  readonly alt: boolean
  readonly shift: boolean
}

/** A drag under way. `cancel` (Escape, lost pointer) must leave everything as before. */
export interface Drag {
  move(at: PointerAt): void
  end(at: PointerAt): void
  cancel(): void
}

export interface PointerHandlers {
  /** The pointer moves without a button; null when it leaves. */
  hover(at: PointerAt | null): void
  /** A press became a drag: what drags from `start`, or null when nothing there can be dragged. */
  drag(start: PointerAt): Drag | null
  click(at: PointerAt): void
  doubleClick(at: PointerAt): void
  /** A drag with the middle button: by how many pixels since the last call. */
  pan(dx: number): void
  /** The pointer is dragged beyond an edge: by how many pixels to scroll. */
  scrollAtEdge(dx: number): void
}

/** Owns every listener until `signal` aborts. */
export function trackPointer(element: HTMLElement, handlers: PointerHandlers, signal: AbortSignal): void {
  let start: PointerAt | null = null
  let drag: Drag | null = null
  let panningFrom: number | null = null
  let edgeTimer: ReturnType<typeof setInterval> | undefined
  let last: PointerAt | null = null

  const place = (event: MouseEvent): PointerAt => {
    const box = element.getBoundingClientRect()
    return {
      x: event.clientX - box.left,
      y: event.clientY - box.top,
      alt: event.altKey,
      shift: event.shiftKey,
    }
  }

  function finish(): void {
    clearInterval(edgeTimer)
    edgeTimer = undefined
    start = null
    drag = null
    panningFrom = null
  }

  function cancel(): void {
    drag?.cancel()
    finish()
  }

  function scrollBeyondEdge(at: PointerAt): void {
    last = at
    const beyond = at.x < 0 ? at.x : Math.max(0, at.x - element.clientWidth)
    if (beyond === 0) {
      clearInterval(edgeTimer)
      edgeTimer = undefined
      return
    }
    edgeTimer ??= setInterval(() => {
      if (!last || !drag) return
      const over = last.x < 0 ? last.x : last.x - element.clientWidth
      handlers.scrollAtEdge(Math.sign(over) * Math.min(40, 4 + Math.abs(over) / 3))
      drag.move(last)
    }, 16)
  }

  const options = { signal }
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button === 1) {
        event.preventDefault()
        panningFrom = event.clientX
      } else if (event.button === 0 && !event.ctrlKey) start = place(event)
      else return
      element.setPointerCapture(event.pointerId)
      element.focus({ preventScroll: true })
    },
    options,
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      const at = place(event)
      if (panningFrom !== null) {
        handlers.pan(panningFrom - event.clientX)
        panningFrom = event.clientX
      } else if (drag) {
        drag.move(at)
        scrollBeyondEdge(at)
      } else if (start) {
        if (Math.hypot(at.x - start.x, at.y - start.y) < DRAG_START_PX) return
        drag = handlers.drag(start)
        if (drag) drag.move(at)
        else start = null
      } else handlers.hover(at)
    },
    options,
  )
  element.addEventListener(
    'pointerup',
    (event) => {
      const at = place(event)
      const [ending, pressed] = [drag, start]
      finish()
      if (ending) ending.end(at)
      else if (pressed) handlers.click(at)
    },
    options,
  )
  element.addEventListener('pointercancel', cancel, options)
  element.addEventListener('pointerleave', () => handlers.hover(null), options)
  element.addEventListener('dblclick', (event) => handlers.doubleClick(place(event)), options)
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !drag) return
      event.stopPropagation()
      cancel()
    },
    { signal, capture: true },
  )
  signal.addEventListener('abort', cancel, { once: true })
}
