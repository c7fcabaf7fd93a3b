/**
 * Electron as far as the host calls it. There is a double because the host's behaviour is to be tested where
 * Electron's binary is not: set-up never downloads it for the tests. It records what the host asks for and lets a
 * test play the system's part; tests/electron drives the real program where there is one.
 */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { IpcMainEvent, MenuItemConstructorOptions, WebFrameMain } from 'electron'
import {
  type ContentsDouble,
  type FrameDouble,
  preventable,
  WindowDouble,
  type WindowOptions,
} from './windowDouble.ts'

type RequestHandler = (request: Request) => Promise<Response> | Response
type Ask = (event: object, ...args: unknown[]) => unknown

/** What the host has done, and what a person answers. */
interface Seen {
  /** Open windows. */
  readonly windows: WindowDouble[]
  privileged: { scheme: string; privileges?: object }[]
  readonly protocolHandlers: Map<string, RequestHandler>
  permissionRequest?: (contents: null, permission: string, done: (isGranted: boolean) => void) => void
  permissionCheck?: () => boolean
  blockedUrls: string[]
  /** Addresses and paths handed to the system. */
  readonly opened: string[]
  readonly errorBoxes: { title: string; content: string }[]
  readonly messageBoxes: { message: string; detail: string; buttons: string[] }[]
  readonly fileDialogs: {
    filters?: { extensions: string[] }[]
    defaultPath?: string
    properties?: string[]
  }[]
  readonly recentDocuments: string[]
  menu: MenuItemConstructorOptions[]
  lockData?: unknown
  exitCode?: number
  answers: { messageBox: number; openDialog: string[]; saveDialog: string }
  isSandboxed: boolean
  hasQuit: boolean
  userData: string
}

type App = EventEmitter & { quit(): void; exit(code: number): void }

export interface ElectronDouble {
  /** What `import 'electron'` gives. */
  readonly module: object
  readonly seen: Seen
  readonly app: App
  readonly session: EventEmitter
  /** Makes the app ready and lets the host act on it. */
  becomeReady(): Promise<void>
  /** A message as the preload sends it, by default from the page's top frame. */
  tell(channel: string, args?: unknown[], frame?: FrameDouble | null): void
  /** A question as the preload asks it. */
  ask(channel: string, args?: unknown[], frame?: FrameDouble | null): Promise<unknown>
}

/** A fresh Electron. `hasLock` false plays a second start. */
export function createElectron({ hasLock = true, userData = '' } = {}): ElectronDouble {
  const windows: WindowDouble[] = []
  const seen: Seen = {
    windows,
    privileged: [],
    protocolHandlers: new Map(),
    blockedUrls: [],
    opened: [],
    errorBoxes: [],
    messageBoxes: [],
    fileDialogs: [],
    recentDocuments: [],
    menu: [],
    answers: { messageBox: 0, openDialog: [], saveDialog: '' },
    isSandboxed: false,
    hasQuit: false,
    userData,
  }
  const ready = Promise.withResolvers<void>()
  let isReady = false

  const app: App = Object.assign(new EventEmitter(), {
    isPackaged: false,
    isReady: () => isReady,
    whenReady: () => ready.promise,
    enableSandbox: () => {
      seen.isSandboxed = true
    },
    requestSingleInstanceLock: (data: unknown) => {
      seen.lockData = data
      return hasLock
    },
    getPath: (name: string) => (name === 'userData' ? seen.userData : `/home/${name}`),
    setPath: (name: string, path: string) => {
      if (name === 'userData') seen.userData = path
    },
    addRecentDocument: (path: string) => seen.recentDocuments.push(path),
    setAboutPanelOptions: () => {},
    exit: (code: number) => {
      seen.exitCode = code
      app.emit('exited')
    },
    /** As Electron does: `before-quit`, every window's `close`, `will-quit`. */
    quit: () => {
      seen.hasQuit = true
      const event = preventable()
      app.emit('before-quit', event)
      if (event.isPrevented) return
      for (const window of [...windows]) window.close()
      if (windows.length === 0) app.emit('will-quit', preventable())
    },
  })

  class BrowserWindow extends WindowDouble {
    constructor(options: WindowOptions) {
      super(options, () => {
        windows.splice(windows.indexOf(this), 1)
        if (windows.length === 0) app.emit('window-all-closed')
      })
      windows.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }

  class MessageChannelMain {
    readonly port1: MessagePort
    readonly port2: MessagePort
    constructor() {
      const { port1, port2 } = new MessageChannel()
      this.port1 = port1
      this.port2 = port2
    }
  }

  const questions = new Map<string, Ask>()
  const ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, answer: Ask) => questions.set(channel, answer),
  })

  const dialog = {
    showErrorBox: (title: string, content: string) => seen.errorBoxes.push({ title, content }),
    showMessageBox: async (...args: unknown[]) => {
      seen.messageBoxes.push(args.at(-1) as Seen['messageBoxes'][number])
      return { response: seen.answers.messageBox, checkboxChecked: false }
    },
    showOpenDialog: async (...args: unknown[]) => {
      seen.fileDialogs.push(args.at(-1) as Seen['fileDialogs'][number])
      return { canceled: seen.answers.openDialog.length === 0, filePaths: seen.answers.openDialog }
    },
    showSaveDialog: async (...args: unknown[]) => {
      seen.fileDialogs.push(args.at(-1) as Seen['fileDialogs'][number])
      return { canceled: seen.answers.saveDialog === '', filePath: seen.answers.saveDialog }
    },
  }

  const defaultSession = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: NonNullable<Seen['permissionRequest']>) => {
      seen.permissionRequest = handler
    },
    setPermissionCheckHandler: (handler: NonNullable<Seen['permissionCheck']>) => {
      seen.permissionCheck = handler
    },
    setDevicePermissionHandler: () => {},
    webRequest: {
      onBeforeRequest: (filter: { urls: string[] }) => {
        seen.blockedUrls = filter.urls
      },
    },
  })

  const module = {
    app,
    BrowserWindow,
    MessageChannelMain,
    ipcMain,
    dialog,
    session: { defaultSession },
    protocol: {
      registerSchemesAsPrivileged: (schemes: Seen['privileged']) => {
        if (isReady) throw new Error('Too late to register a scheme.')
        seen.privileged = schemes
      },
      handle: (scheme: string, handler: RequestHandler) => seen.protocolHandlers.set(scheme, handler),
    },
    nativeTheme: { shouldUseDarkColors: true },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    shell: {
      openExternal: async (url: string) => void seen.opened.push(url),
      openPath: async (path: string) => void seen.opened.push(path),
      showItemInFolder: (path: string) => void seen.opened.push(path),
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({
        template,
        getMenuItemById: (id: string) => findItem(template, id),
      }),
      setApplicationMenu: ({ template }: { template: MenuItemConstructorOptions[] }) => {
        seen.menu = template
      },
    },
  }

  return {
    module,
    seen,
    app,
    session: defaultSession,
    async becomeReady() {
      isReady = true
      ready.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
    tell(channel, args = [], frame = windows[0]!.webContents.mainFrame) {
      ipcMain.emit(channel, eventOf(frame, windows[0]!.webContents), ...args)
    },
    async ask(channel, args = [], frame = windows[0]!.webContents.mainFrame) {
      return questions.get(channel)?.(eventOf(frame, windows[0]!.webContents), ...args)
    },
  }
}

function eventOf(frame: FrameDouble | null, sender: ContentsDouble) {
  return { sender, senderFrame: frame as unknown as WebFrameMain } as unknown as IpcMainEvent
}

/** An entry of a menu by its id, however deep. */
export function findItem(
  items: readonly MenuItemConstructorOptions[],
  id: string,
): MenuItemConstructorOptions | undefined {
  for (const item of items) {
    if (item.id === id) return item
    const found = Array.isArray(item.submenu) ? findItem(item.submenu, id) : undefined
    if (found) return found
  }
  return undefined
}
