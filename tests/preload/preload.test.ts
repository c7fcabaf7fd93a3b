/**
 * The preload on a double of the three parts of Electron that it uses, since Electron's binary is not everywhere;
 * tests/electron looks at the bridge in the real program.
 */
import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DESKTOP_PORT_MESSAGE, type DesktopBridge } from '#core/contract/desktop.ts'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'

/** All that the bridge may have; the compiler keeps it in step with the contract. */
const MEMBERS: Record<keyof DesktopBridge, true> = {
  platform: true,
  requestPort: true,
  pickAudioFiles: true,
  pickRecordings: true,
  pickFolder: true,
  pickImage: true,
  pickPath: true,
  pickExportPath: true,
  pathForFile: true,
  setMenu: true,
  revealFile: true,
  onMenuCommand: true,
  onOpenPath: true,
}

class Field {
  readonly type = 'text'
}

let toHost: [string, ...unknown[]][]
let posted: unknown[][]
let exposed: Record<string, DesktopBridge<string>>
let ipcRenderer: EventEmitter
const page = { activeElement: null as unknown, executed: [] as string[] }
const address = { origin: 'afterspace://app', hash: '#/' }

beforeEach(async () => {
  toHost = []
  posted = []
  exposed = {}
  page.activeElement = null
  page.executed = []
  ipcRenderer = Object.assign(new EventEmitter(), {
    send: (...message: [string, ...unknown[]]) => toHost.push(message),
    invoke: async (...message: [string, ...unknown[]]) => {
      toHost.push(message)
      return ['/music/talk.ts']
    },
  })
  vi.resetModules()
  vi.doMock('electron', () => ({
    ipcRenderer,
    webUtils: { getPathForFile: (file: string) => `/dropped/${file}` },
    contextBridge: {
      exposeInMainWorld: (name: string, bridge: DesktopBridge<string>) => {
        exposed[name] = bridge
      },
    },
  }))
  vi.stubGlobal('location', address)
  vi.stubGlobal('window', { postMessage: (...message: unknown[]) => posted.push(message) })
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('HTMLTextAreaElement', class {})
  vi.stubGlobal('HTMLElement', class {})
  vi.stubGlobal('document', {
    get activeElement() {
      return page.activeElement
    },
    execCommand: (command: string) => page.executed.push(command),
  })
  await import('../../preload/preload.ts')
})

const bridge = () => exposed.afterspaceDesktop!
const fromHost = (channel: string, ...args: unknown[]) => ipcRenderer.emit(channel, { ports: [] }, ...args)
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the bridge', () => {
  it('is all that the page sees, and offers exactly the contract', () => {
    expect(Object.keys(exposed)).toEqual(['afterspaceDesktop'])
    expect(Object.keys(bridge()).sort()).toEqual(Object.keys(MEMBERS).sort())
  })

  it('tells the host that it listens', () => {
    expect(toHost).toEqual([[TO_HOST.ready]])
  })

  it('asks the host by name, with the arguments it was given', async () => {
    expect(await bridge().pickAudioFiles()).toEqual(['/music/talk.ts'])
    await bridge().pickPath('folder')
    await bridge().pickRecordings()
    await bridge().pickFolder()
    await bridge().pickExportPath('Episode', 'mp3')
    bridge().revealFile('/music/episode.mp3')
    bridge().setMenu([])
    expect(toHost.slice(1)).toEqual([
      [TO_HOST.pickAudioFiles],
      [TO_HOST.pickPath, 'folder'],
      [TO_HOST.pickRecordings],
      [TO_HOST.pickFolder],
      [TO_HOST.pickExportPath, 'Episode', 'mp3'],
      [TO_HOST.revealFile, '/music/episode.mp3'],
      [TO_HOST.setMenu, []],
    ])
    expect(bridge().pathForFile('talk.ts' as never)).toBe('/dropped/talk.ts')
  })

  it('hands the port to the page’s own origin only', () => {
    bridge().requestPort()
    expect(toHost.at(-1)).toEqual([TO_HOST.requestPort])
    const port = {}
    ipcRenderer.emit(TO_PRELOAD.port, { ports: [port] }, null)
    expect(posted).toEqual([[DESKTOP_PORT_MESSAGE, 'afterspace://app', [port]]])
  })
})

describe('files opened from outside', () => {
  it('wait for the page, and come once', async () => {
    fromHost(TO_PRELOAD.openPath, '/music/talk.ts')
    const paths: string[] = []
    // React may take a listener away and put it back at once.
    bridge().onOpenPath((path) => paths.push(`first ${path}`))()
    await settled()
    const stop = bridge().onOpenPath((path) => paths.push(path))
    await settled()
    fromHost(TO_PRELOAD.openPath, '/music/next.ts')
    expect(paths).toEqual(['/music/talk.ts', '/music/next.ts'])
    stop()
    fromHost(TO_PRELOAD.openPath, '/music/later.ts')
    expect(paths).toHaveLength(2)
  })
})

describe('the menu', () => {
  it('reaches the page until it stops listening', () => {
    const ids: string[] = []
    const stop = bridge().onMenuCommand((id) => ids.push(id))
    fromHost(TO_PRELOAD.menuCommand, 'edit.undo')
    stop()
    fromHost(TO_PRELOAD.menuCommand, 'edit.redo')
    expect(ids).toEqual(['edit.undo'])
  })

  it('undoes typing while a person types, not the edit', () => {
    const ids: string[] = []
    bridge().onMenuCommand((id) => ids.push(id))
    page.activeElement = new Field()
    fromHost(TO_PRELOAD.menuCommand, 'edit.undo')
    fromHost(TO_PRELOAD.menuCommand, 'play.toggle')
    expect(page.executed).toEqual(['undo'])
    expect(ids).toEqual(['play.toggle'])
  })
})

describe('screens that the host names', () => {
  it('are gone to by the address', () => {
    fromHost(TO_PRELOAD.goTo, '#/project/p1')
    expect(address.hash).toBe('#/project/p1')
  })
})
