/** The one window. On a Mac it may be closed while the program goes on, and is made anew when it is wanted. */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { screenFragment } from '#core/contract/pageAddress.ts'
import { assetPath } from '#main/assets.ts'
import { PAGE_URL } from './origin.ts'
import {
  formatWindowState,
  readStateFile,
  restoreWindowState,
  SMALLEST_WINDOW,
  writeStateFile,
} from './windowState.ts'

/** The page's `--bg`, so that nothing flashes before the first paint. */
const BACKGROUND = { dark: '#0f1115', light: '#f3f4f6' } as const

export class EditorWindow {
  #window: BrowserWindow | undefined
  readonly #prepare: ((window: BrowserWindow) => void)[] = []

  /** The window while it is open. */
  get current(): BrowserWindow | undefined {
    return this.#window
  }

  /** Runs for every window that is made, before its page loads. */
  onMade(prepare: (window: BrowserWindow) => void): void {
    this.#prepare.push(prepare)
  }

  /** Makes the window with a screen, or brings the one there is to the front. */
  show(fragment = screenFragment({})): void {
    const window = this.#window
    if (window) {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      return
    }
    this.#make(fragment)
  }

  #make(fragment: string): void {
    const statePath = join(app.getPath('userData'), 'window.json')
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    const state = restoreWindowState(readStateFile(statePath), screens)
    const window = new BrowserWindow({
      ...state.bounds,
      minWidth: SMALLEST_WINDOW.width,
      minHeight: SMALLEST_WINDOW.height,
      show: false,
      title: 'Afterspace',
      icon: assetPath('resources/icons/icon-512.png'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        preload: assetPath('dist/preload/preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        devTools: !app.isPackaged,
        // Dictionaries would be fetched from elsewhere.
        spellcheck: false,
      },
    })
    this.#window = window
    if (state.isMaximized) window.maximize()
    window.once('ready-to-show', () => window.show())
    window.on('close', () =>
      writeStateFile(statePath, formatWindowState(window.getNormalBounds(), window.isMaximized())),
    )
    window.on('closed', () => {
      this.#window = undefined
    })
    for (const prepare of this.#prepare) prepare(window)
    void window.loadURL(PAGE_URL + fragment)
  }
}
