/** Electron's window, its contents and frames, as far as the host calls them; see electronDouble.ts for why. */
import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import type { Rectangle } from 'electron'

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
