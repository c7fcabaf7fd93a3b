/** A list of which only what is in sight, and a little around it, is on the page. */
import { useCallback, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { RowHeights } from './rowHeights.ts'

/** Rows beyond the edges, in CSS pixels, so that scrolling meets no empty place. */
const AROUND_PX = 400
/** Where a row that is gone to stands, as a part of the height. */
const LANDING = 0.3

export interface VirtualRows {
  /** For the element that scrolls; its only child is for {@link listRef}. */
  readonly scrollerRef: (element: HTMLElement | null) => void
  /** For the list: its children are the rows from `first` to before `end`. */
  readonly listRef: (element: HTMLElement | null) => void
  readonly first: number
  readonly end: number
  /** Room above and below those rows. */
  readonly before: number
  readonly after: number
  /** Whether a row is wholly or partly in sight. */
  isInSight(index: number): boolean
  scrollTo(index: number): void
}

/**
 * @param keys what each row shows; a row keeps its measured height, and its place on the screen, by it
 * @param estimate height of a row at a width, until it is measured
 */
export function useVirtualRows<Key extends object>(
  keys: readonly Key[],
  estimate: (index: number, widthPx: number) => number,
): VirtualRows {
  const [scroller, scrollerRef] = useState<HTMLElement | null>(null)
  const [list, listRef] = useState<HTMLElement | null>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [, render] = useReducer((count: number) => count + 1, 0)
  const anchor = useRef<{ key: Key; offset: number } | null>(null)
  const { width } = size
  // Another width breaks all lines anew, so what was measured goes with it.
  const measured = useMemo(() => new WeakMap<Key, number>(), [width])
  const heights = useMemo(
    () => new RowHeights(keys.map((key, index) => measured.get(key) ?? estimate(index, width))),
    [keys, measured, estimate, width],
  )

  const top = scroller?.scrollTop ?? 0
  const first = Math.max(0, heights.indexAt(top - AROUND_PX))
  const end = heights.count === 0 ? 0 : heights.indexAt(top + size.height + AROUND_PX) + 1
  const shown = useRef({ first, end })
  shown.current = { first, end }

  const remember = useCallback(
    (at: HTMLElement) => {
      const index = heights.indexAt(at.scrollTop)
      const key = keys[index]
      anchor.current = key ? { key, offset: at.scrollTop - heights.top(index) } : null
    },
    [heights, keys],
  )

  useLayoutEffect(() => {
    if (!scroller) return
    const resized = () => setSize({ width: scroller.clientWidth, height: scroller.clientHeight })
    const observer = new ResizeObserver(resized)
    observer.observe(scroller)
    resized()
    return () => observer.disconnect()
  }, [scroller])

  useLayoutEffect(() => {
    if (!scroller) return
    const onScroll = () => {
      remember(scroller)
      const { first, end } = shown.current
      const isCovered =
        heights.top(first) <= Math.max(0, scroller.scrollTop - AROUND_PX / 2) &&
        heights.top(end) >=
          Math.min(heights.total, scroller.scrollTop + scroller.clientHeight + AROUND_PX / 2)
      // At once: a scrolled page is painted before React would come to it by itself.
      if (!isCovered) flushSync(render)
    }
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller.removeEventListener('scroll', onScroll)
  }, [scroller, heights, remember])

  // After an edit what was read stays where it was on the screen.
  useLayoutEffect(() => {
    const { key, offset } = anchor.current ?? {}
    const index = key ? keys.indexOf(key) : -1
    if (!scroller || index < 0 || offset === undefined) return
    scroller.scrollTop = heights.top(index) + offset
    render()
  }, [scroller, keys, heights])

  // Rows above that turn out taller or lower than was thought must not move what is in sight.
  useLayoutEffect(() => {
    if (!scroller || !list) return
    let moved = 0
    let isChanged = false
    for (const [i, row] of [...list.children].entries()) {
      const index = first + i
      const key = keys[index]
      if (!key) break
      const { height } = row.getBoundingClientRect()
      const isAbove = heights.top(index) < scroller.scrollTop
      measured.set(key, height)
      const difference = heights.measure(index, height)
      if (difference === 0) continue
      isChanged = true
      if (isAbove) moved += difference
    }
    if (moved !== 0) scroller.scrollTop += moved
    if (isChanged) render()
  })

  const isInSight = useCallback(
    (index: number) =>
      scroller !== null &&
      heights.top(index + 1) > scroller.scrollTop &&
      heights.top(index) < scroller.scrollTop + scroller.clientHeight,
    [scroller, heights],
  )
  const scrollTo = useCallback(
    (index: number) => {
      if (!scroller) return
      scroller.scrollTop = heights.top(index) - scroller.clientHeight * LANDING
      remember(scroller)
      render()
    },
    [scroller, heights, remember],
  )
  return {
    scrollerRef,
    listRef,
    first,
    end,
    before: heights.top(first),
    after: heights.total - heights.top(end),
    isInSight,
    scrollTo,
  }
}
