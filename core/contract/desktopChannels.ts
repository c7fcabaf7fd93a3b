/**
 * How the preload and the Electron host talk: names of messages. What the page itself sees of it is
 * `DesktopBridge` alone.
 */
/** From the preload to the host. */
export const TO_HOST = {
  /** The preload listens from now on. */
  ready: 'afterspace:ready',
  requestPort: 'afterspace:request-port',
  pickAudioFiles: 'afterspace:pick-audio-files',
  pickRecordings: 'afterspace:pick-recordings',
  pickFolder: 'afterspace:pick-folder',
  pickImage: 'afterspace:pick-image',
  pickPath: 'afterspace:pick-path',
  pickExportPath: 'afterspace:pick-export-path',
  setMenu: 'afterspace:set-menu',
  revealFile: 'afterspace:reveal-file',
} as const

/** From the host to the preload. */
export const TO_PRELOAD = {
  /** Carries a MessagePort. */
  port: 'afterspace:port-for-page',
  menuCommand: 'afterspace:menu-command',
  openPath: 'afterspace:open-path',
  /** Carries the address's new fragment. */
  goTo: 'afterspace:go-to',
} as const
