/**
 * What only a desktop can do: the bridge that the preload puts at `window.afterspaceDesktop`. Everything else
 * goes through the contract. The web host has no bridge; the window then uses what browsers offer.
 */
import type { PickPurpose, SaveEnding } from './filePurposes.ts'

/** Name of the bridge on `window`. */
export const DESKTOP_BRIDGE = 'afterspaceDesktop'

/**
 * A MessagePort cannot cross the context bridge. After {@link DesktopBridge.requestPort} the preload hands it
 * over by `window.postMessage(DESKTOP_PORT_MESSAGE, location.origin, [port])`.
 */
export const DESKTOP_PORT_MESSAGE = 'afterspace:port'

/** An entry of the application menu, as the window knows it. */
export interface MenuEntry {
  /** Handed back by `onMenuCommand`. */
  readonly id: string
  readonly label: string
  readonly menu: 'File' | 'Edit' | 'View' | 'Play'
  /** As Electron writes them (`CmdOrCtrl+Z`), to be shown only: the window itself listens to keys. */
  readonly accelerator: string | null
  readonly enabled: boolean
}

/** `PickedFile` is the window's `File`; core has no DOM types. */
export interface DesktopBridge<PickedFile = never> {
  readonly platform: 'darwin' | 'win32' | 'linux'
  /** Asks for a MessagePort to the API; see {@link DESKTOP_PORT_MESSAGE}. */
  requestPort(): void
  /** Paths of audio files that a person chose; empty when the dialog was closed. */
  pickAudioFiles(): Promise<string[]>
  /** Paths of anything that can be brought: recordings, archives, projects, files about them; empty as above. */
  pickRecordings(): Promise<string[]>
  /** A folder: of chunks, an unpacked archive, where originals may be. */
  pickFolder(): Promise<string | null>
  pickImage(): Promise<string | null>
  /** Path of a speaker or transcript file, of an original, or of a folder; null when the dialog was closed. */
  pickPath(purpose: PickPurpose): Promise<string | null>
  /** Where to write an export; null when the dialog was closed. */
  pickExportPath(suggestedName: string, ending: SaveEnding): Promise<string | null>
  /** Path of a dropped file or folder. */
  pathForFile(file: PickedFile): string
  /** Sets the application menu; called again whenever what is enabled changes. */
  setMenu(entries: MenuEntry[]): void
  /** Shows a file in the system's file manager. */
  revealFile(path: string): void
  /** The returned function ends listening. */
  onMenuCommand(listener: (id: string) => void): () => void
  /** A file was opened with Afterspace from outside. */
  onOpenPath(listener: (path: string) => void): () => void
}
