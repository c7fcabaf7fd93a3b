import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TO_HOST } from '#core/contract/desktopChannels.ts'
import { removeFolders, type StartedHost, startHost } from './startedHost.ts'
import { FrameDouble, preventable } from './windowDouble.ts'

let host: StartedHost
const contents = () => host.electron.seen.windows[0]!.webContents

beforeAll(async () => {
  host = await startHost()
})
afterAll(async () => {
  await host.stop()
  removeFolders()
})

describe('the window', () => {
  it('is sandboxed and isolated, and shows our page', () => {
    const [window] = host.electron.seen.windows
    expect(host.electron.seen.isSandboxed).toBe(true)
    expect(window!.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(window!.loaded).toEqual(['afterspace://app/#/'])
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'refuses %s to anywhere else',
    (name) => {
      const isRefused = (url: string) => {
        const event = preventable({ url })
        contents().emit(name, event)
        return event.isPrevented
      }
      expect(isRefused('https://example.com/')).toBe(true)
      expect(isRefused('file:///etc/passwd')).toBe(true)
      expect(isRefused('afterspace://other/')).toBe(true)
      expect(isRefused('afterspace://app/media/covers/1')).toBe(true)
      expect(isRefused('afterspace://app.example.com/')).toBe(true)
      expect(isRefused('afterspace://app/#/project/1')).toBe(false)
    },
  )

  it('opens no windows; web links go to the browser, other addresses nowhere', () => {
    const { windowOpenHandler } = contents()
    expect(windowOpenHandler!({ url: 'https://example.com/a' })).toEqual({ action: 'deny' })
    expect(windowOpenHandler!({ url: 'file:///usr/bin/true' })).toEqual({ action: 'deny' })
    expect(windowOpenHandler!({ url: 'afterspace://app/' })).toEqual({ action: 'deny' })
    expect(host.electron.seen.opened).toEqual(['https://example.com/a'])
  })

  it('takes no webview and no download', () => {
    const webview = preventable()
    contents().emit('will-attach-webview', webview)
    const download = preventable()
    host.electron.session.emit('will-download', download)
    expect([webview.isPrevented, download.isPrevented]).toEqual([true, true])
  })

  it('gets no permission, and loads nothing over the network', () => {
    const answers: boolean[] = []
    for (const permission of ['media', 'notifications', 'fullscreen', 'clipboard-read'])
      host.electron.seen.permissionRequest!(null, permission, (ok) => answers.push(ok))
    expect(answers).toEqual([false, false, false, false])
    expect(host.electron.seen.permissionCheck!()).toBe(false)
    expect(host.electron.seen.blockedUrls).toEqual(
      expect.arrayContaining(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']),
    )
  })
})

describe('who may talk to the host', () => {
  const ours = 'afterspace://app/'

  it.each([
    ['a page from elsewhere', () => new FrameDouble('https://example.com/')],
    ['a page whose address only looks like ours', () => new FrameDouble('afterspace://app.example.com/')],
    ['a frame in our page', () => new FrameDouble(ours, new FrameDouble(ours))],
    ['a frame that is gone', () => null],
  ])('not %s', async (_name, frame) => {
    const from = frame()
    host.electron.tell(TO_HOST.requestPort, [], from)
    expect(from?.posted ?? []).toEqual([])
    host.electron.tell(TO_HOST.revealFile, ['/home/somebody/talk.wav'], from)
    expect(host.electron.seen.opened).not.toContain('/home/somebody/talk.wav')
    await expect(host.electron.ask(TO_HOST.pickAudioFiles, [], from)).rejects.toThrow('Only the page')
    expect(host.electron.seen.fileDialogs).toEqual([])
  })

  it('the page itself', () => {
    host.electron.tell(TO_HOST.revealFile, ['/home/somebody/talk.wav'])
    expect(host.electron.seen.opened).toContain('/home/somebody/talk.wav')
    host.electron.tell(TO_HOST.revealFile, ['relative.wav'])
    host.electron.tell(TO_HOST.revealFile, [42])
    expect(host.electron.seen.opened).not.toContain('relative.wav')
  })
})
