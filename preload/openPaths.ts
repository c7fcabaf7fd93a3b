import { ipcRenderer } from 'electron'
import { TO_PRELOAD } from '#core/contract/desktopChannels.ts'

const listeners = new Set<(path: string) => void>()
/** Paths that came before the page listened. */
const waiting: string[] = []

function deliver(): void {
  if (listeners.size === 0) return
  for (const path of waiting.splice(0)) for (const listener of listeners) listener(path)
}

ipcRenderer.on(TO_PRELOAD.openPath, (_event, path: string) => {
  waiting.push(path)
  deliver()
})

/** Calls back with every file that is opened from outside, those that wait included; returns how to stop. */
export function onOpenPath(listener: (path: string) => void): () => void {
  listeners.add(listener)
  // Not from within: the page may be about to take the listener away again.
  queueMicrotask(deliver)
  return () => {
    listeners.delete(listener)
  }
}

/** Goes to the screens that the host names; the page's router follows the address's fragment. */
export function followAddresses(): void {
  ipcRenderer.on(TO_PRELOAD.goTo, (_event, fragment: string) => {
    location.hash = fragment
  })
}
