import { ipcRenderer } from 'electron'
import { DESKTOP_PORT_MESSAGE } from '#core/contract/desktop.ts'
import { TO_PRELOAD } from '#core/contract/desktopChannels.ts'

/** Passes each port from the host on to the page: to this very origin, so to no page that may have come instead. */
export function handPortOver(): void {
  ipcRenderer.on(TO_PRELOAD.port, (event) => {
    window.postMessage(DESKTOP_PORT_MESSAGE, location.origin, [...event.ports])
  })
}
