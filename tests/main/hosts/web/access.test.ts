import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startWebHost } from '#main/hosts/web/server.ts'
import { startedWebHost } from './startedWebHost.ts'

describe('the way in', () => {
  it('is the token once, then a cookie that scripts and other sites cannot use', async () => {
    const { host, get } = await startedWebHost()
    expect(new URL(host.url).hostname).toBe('127.0.0.1')
    const welcome = await fetch(`${host.url}&x=1`, { redirect: 'manual' })
    expect(welcome.status).toBe(302)
    expect(welcome.headers.get('location')).toBe('/?x=1')
    const cookie = welcome.headers.getSetCookie()[0]!
    expect(cookie).toMatch(/; HttpOnly(;|$)/)
    expect(cookie).toMatch(/; SameSite=Strict(;|$)/)
    expect(cookie).not.toContain(new URL(host.url).searchParams.get('token'))
    const page = await get('/')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<title>Afterspace')
  })

  it('is closed without the cookie, with another, and with a wrong token', async () => {
    const { host, raw, cookie } = await startedWebHost()
    const paths = [
      '/',
      '/assets/app-1234.js',
      '/media/recordings/a/peaks',
      '/media/uploads?name=a',
      '/nowhere',
    ]
    const name = cookie.split('=')[0]
    const attempts: Record<string, string>[] = [
      {},
      { cookie: `${name}=x` },
      { cookie: `${name}=` },
      { cookie: `x${cookie}` },
    ]
    for (const path of paths)
      for (const headers of attempts) expect((await raw(path, headers)).status, path).toBe(403)
    expect((await raw('/?token=wrong')).status).toBe(403)
    expect((await raw('/?token=')).status).toBe(403)
    expect((await fetch(`${host.origin}/media/uploads?name=a`, { method: 'POST', body: 'x' })).status).toBe(
      403,
    )
  })

  it('keeps two hosts on one machine apart', async () => {
    const [one, two] = [await startedWebHost(), await startedWebHost()]
    const both = `${one.cookie}; ${two.cookie}`
    expect((await one.raw('/', { cookie: both })).status).toBe(200)
    expect((await two.raw('/', { cookie: both })).status).toBe(200)
    expect((await two.raw('/', { cookie: one.cookie })).status).toBe(403)
  })
})

describe('requests that are not of our page', () => {
  it('are refused by Host and Origin, also with the cookie', async () => {
    const { host, raw, cookie } = await startedWebHost()
    const port = new URL(host.origin).port
    const hosts = [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
      `[::1]:${port}`,
    ]
    for (const name of hosts) expect((await raw('/', { cookie, host: name })).status, name).toBe(403)
    const origins = [
      'http://evil.example',
      'null',
      `https://127.0.0.1:${port}`,
      'http://127.0.0.1:1',
      `${host.origin}.evil.example`,
    ]
    for (const origin of origins) expect((await raw('/', { cookie, origin })).status, origin).toBe(403)
    expect((await raw('/', { cookie, origin: host.origin })).status).toBe(200)
    expect(
      (await raw('/', { cookie, host: `localhost:${port}`, origin: `http://localhost:${port}` })).status,
    ).toBe(200)
  })

  it('do not get a WebSocket either', async () => {
    const { host, cookie, connect } = await startedWebHost()
    const { origin } = host
    const refused: Record<string, string>[] = [
      { origin },
      { cookie },
      { cookie, origin: 'http://evil.example' },
      { cookie, origin: 'null' },
      { cookie, origin, host: 'evil.example' },
      { cookie: 'afterspace=x', origin },
    ]
    for (const headers of refused)
      await expect(connect(headers), JSON.stringify(headers)).rejects.toThrow('403')
    const { api } = await connect({ cookie, origin })
    expect(await api.system.info()).toMatchObject({ host: 'web' })
  })
})

describe('paths', () => {
  it('lead nowhere but to our files', async () => {
    const { raw, services } = await startedWebHost()
    const climbs = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '//secret.txt',
      '/%00',
      '/index.html%00.js',
      '/%E0%A4%A',
      '/assets',
      '/media/exports/../library.db',
      '/media/exports/%2e%2e/library.db',
      '/media/exports/..%2flibrary.db/x',
      '/media/exports/..%2f/library.db',
      '/media/exports/.work-1-..%2f..%2f/library.db',
      `/media/exports/${encodeURIComponent(services.library.path)}/library.db`,
      '/media/recordings/..%2f..%2f/peaks',
      '/media/covers/..%2f',
      '/media/nothing',
      '/nowhere',
    ]
    for (const path of climbs) {
      const answer = await raw(path)
      expect([400, 404], `${path}: ${answer.status}`).toContain(answer.status)
      expect(answer.body).not.toMatch(/secret|SQLite/)
    }
  })

  it('of the page say that nothing foreign may run', async () => {
    const { get } = await startedWebHost()
    const page = await get('/')
    const policy = page.headers.get('content-security-policy')!
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
      expect(policy).toContain(part)
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const asset = await get('/assets/app-1234.js')
    expect(asset.headers.get('content-type')).toContain('text/javascript')
    expect(asset.headers.get('cache-control')).toContain('immutable')
  })
})

describe('the host', () => {
  it('outlives peers that go away in the middle or talk nonsense', async () => {
    const { host, cookie, get, connect: connectApi } = await startedWebHost()
    const { port, host: name } = new URL(host.origin)
    for (const headers of ['', `Host: ${name}\r\nOrigin: ${host.origin}\r\nCookie: ${cookie}\r\n`]) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(
        `GET /api HTTP/1.1\r\n${headers}Upgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      await delay(30)
      socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 1, 2, 3]))
      socket.resetAndDestroy()
    }
    const { socket } = await connectApi()
    socket.send('this is no message')
    socket.send(Buffer.from([1, 2, 3]))
    socket.send(JSON.stringify({ i: '1', p: { u: '/nothing' } }))
    await delay(100)
    expect((await get('/')).status).toBe(200)
  })

  it('says that a port is taken', async () => {
    const { host, services } = await startedWebHost()
    const second = await startWebHost(services, {
      pageFolder: join('/', 'nowhere'),
      port: Number(new URL(host.origin).port),
    })
    expect(second).toMatchObject({ ok: false, error: { code: 'usage' } })
  })
})
