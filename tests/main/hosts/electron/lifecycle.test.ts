import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'
import { ffmpeg } from '../../../fixtures/ffmpeg.ts'
import { findItem } from './electronDouble.ts'
import {
  removeFolders,
  type StartedHost,
  type StartOptions,
  startHost,
  temporaryFolder,
} from './startedHost.ts'
import { preventable } from './windowDouble.ts'

let host: StartedHost
const started = async (options?: StartOptions) => {
  host = await startHost(options)
  return host.electron
}
afterEach(async () => {
  await host.stop()
  vi.restoreAllMocks()
})
afterAll(removeFolders)

const firstWindow = () => host.electron.seen.windows[0]!
/** What the page was sent, after its preload has said that it listens. */
const sent = () => {
  host.electron.tell(TO_HOST.ready)
  return firstWindow().webContents.sent
}

describe('starting', () => {
  it.each([
    [['--demo'], 'afterspace://app/#/demo'],
    [['--project', 'a b'], 'afterspace://app/#/project/a%20b'],
    [[], 'afterspace://app/#/'],
  ])('with %j shows %s', async (args, address) => {
    await started({ args })
    expect(firstWindow().loaded).toEqual([address])
  })

  it('imports the files it was given, once the page listens', async () => {
    const electron = await started({ args: ['/music/talk.ts'] })
    expect(firstWindow().webContents.sent).toEqual([])
    expect(sent()).toEqual([{ channel: TO_PRELOAD.openPath, value: '/music/talk.ts' }])
    expect(electron.seen.recentDocuments).toEqual(['/music/talk.ts'])
  })

  it('says what is wrong with the library and how to go on, and ends', async () => {
    const onTerminal = vi.spyOn(console, 'error').mockReturnValue()
    const electron = await started({
      prepare({ libraryPath }) {
        const db = new Database(join(libraryPath, 'library.db'))
        db.pragma('user_version = 9999')
        db.close()
      },
    })
    const [box] = electron.seen.errorBoxes
    expect(box?.title).toBe('Afterspace cannot start')
    expect(box?.content).toContain('newer Afterspace')
    expect(box?.content).toContain('Update Afterspace')
    expect(onTerminal).toHaveBeenCalledExactlyOnceWith(box?.content)
    expect(electron.seen.windows).toEqual([])
    expect(electron.seen.exitCode).toBe(1)
  })

  it('says the same when the library’s folder is a file', async () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const place = join(temporaryFolder(), 'taken')
    writeFileSync(place, 'not a folder')
    const electron = await started({ args: ['--library', place] })
    expect(electron.seen.errorBoxes[0]?.content).toContain(place)
    expect(electron.seen.exitCode).toBe(1)
  })
})

describe('a second start', () => {
  it('hands over what it was asked for and ends', async () => {
    const electron = await started({ hasLock: false, args: ['--demo', '/music/talk.ts'] })
    expect(electron.seen.lockData).toEqual({ demo: true, projectId: undefined, files: ['/music/talk.ts'] })
    expect(electron.seen.hasQuit).toBe(true)
    expect(electron.seen.windows).toEqual([])
    electron.app.exit(0)
  })

  it('brings the first one’s window to the front and opens the file there', async () => {
    const electron = await started()
    sent()
    electron.app.emit('second-instance', {}, [], '/', { demo: false, files: ['/music/talk.ts'] })
    expect(firstWindow().calls).toEqual(expect.arrayContaining(['show', 'focus']))
    expect(sent()).toEqual([{ channel: TO_PRELOAD.openPath, value: '/music/talk.ts' }])
    electron.app.emit('second-instance', {}, [], '/', { demo: false, projectId: 'p1', files: [] })
    expect(sent().at(-1)).toEqual({ channel: TO_PRELOAD.goTo, value: '#/project/p1' })
  })

  it('with nothing to open, or nonsense, only brings the window to the front', async () => {
    const electron = await started()
    sent()
    electron.app.emit('second-instance', {}, [], '/', { files: 'nonsense' })
    expect(firstWindow().calls).toContain('focus')
    expect(sent()).toEqual([])
  })

  it('is one for each library that is named', async () => {
    const electron = await started()
    expect(electron.seen.userData).toBe(join(host.libraryPath, 'electron'))
  })
})

describe('a file from the system', () => {
  it('is imported, also when the page is being loaded anew', async () => {
    const electron = await started()
    sent()
    firstWindow().webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    const event = preventable()
    electron.app.emit('open-file', event, '/music/talk.ts')
    expect(event.isPrevented).toBe(true)
    expect(firstWindow().webContents.sent).toEqual([])
    expect(sent()).toEqual([{ channel: TO_PRELOAD.openPath, value: '/music/talk.ts' }])
  })
})

describe('the window', () => {
  it('opens where it was, maximised, and remembers where it is', async () => {
    const saved = { x: 100, y: 50, width: 1000, height: 700, isMaximized: true }
    await started({
      prepare({ userData }) {
        mkdirSync(userData)
        writeFileSync(join(userData, 'window.json'), JSON.stringify(saved))
      },
    })
    const window = firstWindow()
    expect(window.options).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 })
    expect(window.isMaximized()).toBe(true)
    window.bounds = { x: 7, y: 8, width: 900, height: 600 }
    await host.stop()
    const text = readFileSync(join(host.libraryPath, 'electron', 'window.json'), 'utf8')
    expect(JSON.parse(text)).toEqual({ x: 7, y: 8, width: 900, height: 600, isMaximized: true })
  })

  it('opens with its default size after damage', async () => {
    await started({
      prepare({ userData }) {
        mkdirSync(userData)
        writeFileSync(join(userData, 'window.json'), '{"x":1')
      },
    })
    expect(firstWindow().options).toMatchObject({ width: 1440, height: 900 })
    expect(firstWindow().options.x).toBeUndefined()
  })

  it('comes back after its process has died', async () => {
    const electron = await started()
    firstWindow().webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(electron.seen.messageBoxes[0]?.detail).toContain('Your edits are saved')
    expect(firstWindow().webContents.reloads).toBe(1)
  })
})

describe('the menu', () => {
  it('follows the page, and sends what is chosen', async () => {
    const electron = await started()
    const entry = { id: 'edit.undo', label: 'Undo', menu: 'Edit', accelerator: 'CmdOrCtrl+Z', enabled: false }
    const shown = () => findItem(electron.seen.menu, 'edit.undo')
    expect(shown()).toBeUndefined()
    electron.tell(TO_HOST.setMenu, [[entry]])
    await expect.poll(shown).toMatchObject({ label: 'Undo', enabled: false })
    electron.tell(TO_HOST.setMenu, [[{ ...entry, enabled: true }]])
    await expect.poll(() => shown()?.enabled).toBe(true)
    electron.tell(TO_HOST.setMenu, [[{ ...entry, menu: 'Apple' }]])
    electron.tell(TO_HOST.setMenu, ['nonsense'])
    ;(shown()!.click as unknown as () => void)()
    expect(sent()).toEqual([{ channel: TO_PRELOAD.menuCommand, value: 'edit.undo' }])
    firstWindow().webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    await expect.poll(shown).toBeUndefined()
  })
})

describe('quitting', () => {
  it('closes the library when nothing runs, without a question', async () => {
    const electron = await started()
    await host.stop()
    expect(electron.seen.exitCode).toBe(0)
    expect(electron.seen.messageBoxes).toEqual([])
    // A library that was closed leaves no journal behind.
    expect(existsSync(join(host.libraryPath, 'library.db'))).toBe(true)
    expect(existsSync(join(host.libraryPath, 'library.db-wal'))).toBe(false)
  })

  it('asks while an import runs; it goes on until somebody agrees', async () => {
    const recording = join(temporaryFolder(), 'long.wav')
    await ffmpeg(['-f', 'lavfi', '-i', 'anoisesrc=duration=600:sample_rate=48000', recording])
    const electron = await started()
    const { api, port } = host.connect()
    const events = (await api.imports.start({ paths: [recording] }))[Symbol.asyncIterator]()
    await events.next()

    electron.seen.answers.messageBox = 0
    electron.app.quit()
    await expect.poll(() => electron.seen.messageBoxes.length).toBe(1)
    expect(electron.seen.messageBoxes[0]).toMatchObject({
      message: 'An import is still running.',
      buttons: ['Keep working', 'Quit anyway'],
    })
    expect(electron.seen.windows).toHaveLength(1)
    expect((await events.next()).done).toBe(false)

    // As Electron does when the window goes: its ports close.
    firstWindow().once('closed', () => port.close())
    await host.stop()
    expect(electron.seen.messageBoxes).toHaveLength(2)
    expect(electron.seen.exitCode).toBe(0)
    expect(existsSync(join(host.libraryPath, 'library.db-wal'))).toBe(false)
  })
})
