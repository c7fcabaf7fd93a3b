import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ffmpeg } from '../../../fixtures/ffmpeg.ts'
import {
  type Api,
  PAGE_HTML,
  removeFolders,
  type StartedHost,
  startHost,
  temporaryFolder,
} from './startedHost.ts'

let host: StartedHost
let api: Api
let projectId: string

beforeAll(async () => {
  const recording = join(temporaryFolder(), 'talk.wav')
  await ffmpeg(['-f', 'lavfi', '-i', 'sine=frequency=440:duration=2:sample_rate=48000', recording])
  host = await startHost()
  api = host.connect().api
  for await (const event of await api.imports.start({ paths: [recording] }))
    if (event.type === 'done') projectId = event.projectId
})

afterAll(async () => {
  await host.stop()
  removeFolders()
})

describe('what the window loads', () => {
  it('is the page, with a policy that lets in nothing from elsewhere', async () => {
    const response = await host.get('/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(PAGE_HTML)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('comes over a scheme that was registered in time as a proper, seekable origin', () => {
    expect(host.electron.seen.privileged).toEqual([
      {
        scheme: 'afterspace',
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
      },
    ])
    expect([...host.electron.seen.protocolHandlers.keys()]).toEqual(['afterspace'])
  })

  it('is not served under another host, nor from outside the page’s folder', async () => {
    const handler = host.electron.seen.protocolHandlers.get('afterspace')!
    expect((await handler(new Request('afterspace://elsewhere/'))).status).toBe(404)
    expect((await host.get('/..%2f..%2fetc/passwd')).status).toBe(404)
  })

  it('is the edit as a WAV: a range is answered with exactly its bytes', async () => {
    const { history } = await api.projects.open({ projectId })
    const path = `/media/episodes/${projectId}/${history.revision}.wav`
    const whole = await host.get(path)
    expect(whole.status).toBe(200)
    const bytes = new Uint8Array(await whole.arrayBuffer())
    expect(whole.headers.get('content-length')).toBe(String(bytes.length))

    const part = await host.get(path, { Range: 'bytes=100001-150000' })
    expect(part.status).toBe(206)
    expect(part.headers.get('accept-ranges')).toBe('bytes')
    expect(part.headers.get('content-range')).toBe(`bytes 100001-150000/${bytes.length}`)
    expect(part.headers.get('content-length')).toBe('50000')
    const partBytes = new Uint8Array(await part.arrayBuffer())
    expect(Buffer.from(partBytes).equals(Buffer.from(bytes.subarray(100_001, 150_001)))).toBe(true)
    expect(partBytes.some((byte) => byte !== 0)).toBe(true)
  })
})

describe('the API over a port', () => {
  it('answers, and names its host', async () => {
    const info = await api.system.info()
    expect(info.host).toBe('electron')
    expect(info.libraryPath).toBe(host.libraryPath)
  })

  it('applies an edit and brings typed problems over', async () => {
    const before = await api.projects.open({ projectId })
    const cut = { type: 'cut' as const, from: 0, to: 48_000 }
    const { revision, steps } = await api.edits.apply({ projectId, commands: [cut] })
    expect(steps).toMatchObject([{ revision, label: 'Cut 1.0 s' }])
    expect(revision).toBe(before.history.revision + 1)
    await expect(api.projects.open({ projectId: 'none' })).rejects.toMatchObject({
      code: 'PROBLEM',
      data: { code: 'not-found' },
    })
  })

  it('moves to a new port when the page is loaded anew', async () => {
    const first = host.connect()
    const closed = new Promise((resolve) => first.port.once('close', resolve))
    const second = host.connect()
    await closed
    expect((await second.api.projects.list()).map(({ id }) => id)).toEqual([projectId])
    api = second.api
  })
})
