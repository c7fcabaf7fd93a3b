/**
 * Electron as far as the host calls it. There is a double because the host's behaviour is to be tested where
 * Electron's binary is not: set-up never downloads it for the tests. It records what the host asks for and lets a
 * test play the system's part; tests/electron drives the real program where there is one.
 */
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { IpcMainEvent, MenuItemConstructorOptions, Rectangle, WebFrameMain } from 'electron'

export class FrameDouble {
  url: string
  readonly parent: FrameDouble | null
  /** What the host posted to it. */
  readonly posted: { channel: string; ports: MessagePort[] }[] = []

  constructor(url: string, parent: FrameDouble | null = null) {
    this.url = url
    this.parent = parent
  }

  postMessage(channel: string, _message: unknown, ports: MessagePort[] = []): void {
    this.posted.push({ channel, ports })
  }
}

export class ContentsDouble extends EventEmitter {
  readonly mainFrame = new FrameDouble('about:blank')
  readonly sent: { channel: string; value: unknown }[] = []
  reloads = 0
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined

  send(channel: string, value: unknown): void {
    this.sent.push({ channel, value })
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler
  }

  reload(): void {
    this.reloads += 1
  }
}

export interface WindowOptions extends Partial<Rectangle> {
  readonly webPreferences: Record<string, unknown>
}

export class WindowDouble extends EventEmitter {
  readonly webContents = new ContentsDouble()
  readonly options: WindowOptions
  readonly loaded: string[] = []
  readonly calls: string[] = []
  bounds: Rectangle
  #isMaximized = false
  #isDestroyed = false
  #onClosed: () => void

  constructor(options: WindowOptions, onClosed: () => void) {
    super()
    this.options = options
    this.#onClosed = onClosed
    this.bounds = { x: 10, y: 20, width: options.width ?? 0, height: options.height ?? 0 }
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.mainFrame.url = url
    return Promise.resolve()
  }

  getNormalBounds = () => this.bounds
  isMaximized = () => this.#isMaximized
  isMinimized = () => this.calls.includes('minimize')
  isDestroyed = () => this.#isDestroyed
  show = () => this.calls.push('show')
  focus = () => this.calls.push('focus')
  restore = () => this.calls.push('restore')

  maximize(): void {
    this.#isMaximized = true
  }

  /** As Electron does: asks by `close`, and is gone after `closed` when nobody objected. */
  close(): void {
    const event = preventable()
    this.emit('close', event)
    if (event.isPrevented || this.#isDestroyed) return
    this.#isDestroyed = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    this.#onClosed()
  }
}

export function preventable<T extends object>(properties?: T) {
  const event = {
    ...properties,
    isPrevented: false,
    preventDefault() {
      event.isPrevented = true
    },
  }
  return event
}

type RequestHandler = (request: Request) => Promise<Response> | Response
type Ask = (event: object, ...args: unknown[]) => unknown

/** A fresh Electron. `hasLock` false plays a second start. */
export function createElectron({ hasLock = true, userData = '' } = {}) {
  const windows: WindowDouble[] = []
  const seen = {
    windows,
    privileged: [] as { scheme: string; privileges?: object }[],
    protocolHandlers: new Map<string, RequestHandler>(),
    permissionRequest: undefined as
      | ((contents: null, name: string, done: (ok: boolean) => void) => void)
      | undefined,
    permissionCheck: undefined as (() => boolean) | undefined,
    blockedUrls: [] as string[],
    opened: [] as string[],
    errorBoxes: [] as { title: string; content: string }[],
    messageBoxes: [] as { message: string; detail: string; buttons: string[] }[],
    fileDialogs: [] as { filters?: { extensions: string[] }[]; defaultPath?: string }[],
    recentDocuments: [] as string[],
    menu: [] as MenuItemConstructorOptions[],
    lockData: undefined as unknown,
    exitCode: undefined as number | undefined,
    /** What a person answers. */
    answers: { messageBox: 0, openDialog: [] as string[], saveDialog: '' },
    isSandboxed: false,
    hasQuit: false,
    userData,
  }
  const ready = Promise.withResolvers<void>()
  let isReady = false

  const app = Object.assign(new EventEmitter(), {
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
      seen.messageBoxes.push(args.at(-1) as (typeof seen.messageBoxes)[number])
      return { response: seen.answers.messageBox, checkboxChecked: false }
    },
    showOpenDialog: async (...args: unknown[]) => {
      seen.fileDialogs.push(args.at(-1) as (typeof seen.fileDialogs)[number])
      return { canceled: seen.answers.openDialog.length === 0, filePaths: seen.answers.openDialog }
    },
    showSaveDialog: async (...args: unknown[]) => {
      seen.fileDialogs.push(args.at(-1) as (typeof seen.fileDialogs)[number])
      return { canceled: seen.answers.saveDialog === '', filePath: seen.answers.saveDialog }
    },
  }

  const defaultSession = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: typeof seen.permissionRequest) => {
      seen.permissionRequest = handler
    },
    setPermissionCheckHandler: (handler: typeof seen.permissionCheck) => {
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
      registerSchemesAsPrivileged: (schemes: typeof seen.privileged) => {
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
    /** Makes the app ready and lets the host act on it. */
    async becomeReady(): Promise<void> {
      isReady = true
      ready.resolve()
      await new Promise((resolve) => setImmediate(resolve))
    },
    /** A message as the preload sends it, by default from the page's top frame. */
    tell(
      channel: string,
      args: unknown[] = [],
      frame: FrameDouble | null = windows[0]!.webContents.mainFrame,
    ) {
      ipcMain.emit(channel, eventOf(frame, windows[0]!.webContents), ...args)
    },
    /** A question as the preload asks it. */
    async ask(
      channel: string,
      args: unknown[] = [],
      frame: FrameDouble | null = windows[0]!.webContents.mainFrame,
    ) {
      return questions.get(channel)?.(eventOf(frame, windows[0]!.webContents), ...args)
    },
  }
}

export type ElectronDouble = ReturnType<typeof createElectron>

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
