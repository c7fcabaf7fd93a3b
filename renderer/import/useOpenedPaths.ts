import { useEffect, useRef } from 'react'
import { desktop } from '#renderer/api/desktop.ts'

/** The system hands over several files one by one; what comes in quick succession was opened together. */
const TOGETHER_MS = 200

/** Calls back with the paths that were opened from outside, those of one gesture at once. */
export function useOpenedPaths(onPaths: (paths: readonly string[]) => void): void {
  const latest = useRef(onPaths)
  latest.current = onPaths
  useEffect(() => {
    let waiting: string[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = desktop?.onOpenPath((path) => {
      waiting.push(path)
      clearTimeout(timer)
      timer = setTimeout(() => {
        latest.current(waiting)
        waiting = []
      }, TOGETHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }, [])
}
