import { type RefObject, useLayoutEffect, useRef } from 'react'
import { libraryView } from './libraryView.ts'

/** Brings the library back to where it was scrolled to, once its list is there. */
export function useScrollMemory(isReady: boolean): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const scrolled = element.current
    if (!scrolled || !isReady) return
    scrolled.scrollTop = libraryView.getState().scrollTop
    const remember = () => libraryView.setState({ scrollTop: scrolled.scrollTop })
    scrolled.addEventListener('scroll', remember, { passive: true })
    return () => scrolled.removeEventListener('scroll', remember)
  }, [isReady])
  return element
}
