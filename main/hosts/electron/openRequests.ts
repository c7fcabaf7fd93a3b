/** What was asked for from outside (arguments, a second start, the system's file manager), until the page listens. */
import { app, ipcMain } from 'electron'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'
import { screenFragment } from '#core/contract/pageAddress.ts'
import type { EditorWindow } from './editorWindow.ts'
import type { OpenRequest } from './launch.ts'
import { isFromPage } from './senders.ts'

interface Message {
  readonly channel: string
  readonly value: string
}

export class OpenRequests {
  readonly #waiting: Message[] = []
  #deliver: ((message: Message) => void) | undefined
  #onArrival = () => {}

  /** Imports a file. The system's own list of recent documents learns of it, too. */
  openFile(path: string): void {
    if (app.isReady()) app.addRecentDocument(path)
    this.#send({ channel: TO_PRELOAD.openPath, value: path })
  }

  /** Shows a screen of the page. */
  goTo(fragment: string): void {
    this.#send({ channel: TO_PRELOAD.goTo, value: fragment })
  }

  /** All that a start asks for; at least that the window comes to the front. */
  open({ demo, projectId, files }: OpenRequest): void {
    if (demo || projectId !== undefined) this.goTo(screenFragment({ demo, projectId }))
    for (const file of files) this.openFile(file)
    this.#onArrival()
  }

  /** Calls back for every request, so that there is a window to show it. */
  onArrival(listener: () => void): void {
    this.#onArrival = listener
  }

  /** From now on requests go to `deliver`, those that wait first; undefined makes them wait again. */
  deliverTo(deliver: ((message: Message) => void) | undefined): void {
    this.#deliver = deliver
    if (deliver) for (const message of this.#waiting.splice(0)) deliver(message)
  }

  #send(message: Message): void {
    if (this.#deliver) this.#deliver(message)
    else this.#waiting.push(message)
    this.#onArrival()
  }
}

/** Files that the system hands over on a Mac; the first come before the app is ready. */
export function setUpFileOpening(requests: OpenRequests): void {
  app.on('open-file', (event, path) => {
    event.preventDefault()
    requests.openFile(path)
  })
}

/** Brings requests to the page as soon as its preload listens. */
export function setUpOpenRequests(requests: OpenRequests, window: EditorWindow): void {
  requests.onArrival(() => window.show())
  ipcMain.on(TO_HOST.ready, (event) => {
    if (!isFromPage(event)) return
    const { sender } = event
    requests.deliverTo(({ channel, value }) => sender.send(channel, value))
  })
  window.onMade(({ webContents }) => {
    requests.deliverTo(undefined)
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) requests.deliverTo(undefined)
    })
    webContents.on('destroyed', () => requests.deliverTo(undefined))
  })
}
