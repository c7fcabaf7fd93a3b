import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ORPCError } from '@orpc/client'
import { describe, expect, it, vi } from 'vitest'
import type { EditCommand } from '#core/edit/apply.ts'
import { unwrap } from '#core/problem.ts'
import { assetPath } from '#main/assets.ts'
import { makeTone } from '../../../fixtures/audio.ts'
import { insertMedia, mediaRecord, smallEpisode, tempFolder } from '../../../support/library.ts'
import { type Client, type Started, startedWebHost } from './startedWebHost.ts'

const run = promisify(execFile)

function addProject({ services }: Started, id = 'p1'): string {
  insertMedia(services.library, mediaRecord(`rec-${id}`))
  unwrap(services.projects.create(smallEpisode(id, `rec-${id}`)))
  return id
}

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError)) throw new Error(`Not refused, or not typed: ${error}`)
  expect(error.code).toBe('PROBLEM')
  expect(error.defined).toBe(true)
  expect(JSON.stringify(error.data)).not.toMatch(/node_modules|\.ts:\d|\bat \w+ \(/)
  return error.data as { code: string; message: string; hint: string }
}

async function importTone(started: Started, api: Client, seconds: number): Promise<string> {
  const path = await makeTone(join(tempFolder(), 'tone.wav'), 'wav', { samples: seconds * 48_000 })
  for await (const event of await api.imports.start({ paths: [path] }))
    if (event.type === 'done') return event.projectId
  throw new Error(`No project was made in ${started.services.library.path}`)
}

describe('problems', () => {
  it('arrive typed, whatever is wrong', async () => {
    const started = await startedWebHost()
    const projectId = addProject(started)
    const { api } = await started.connect()
    expect(await problemOf(api.projects.open({ projectId: 'nobody' }))).toMatchObject({ code: 'not-found' })
    const cut: EditCommand = { type: 'cut', from: 5, to: 5 }
    expect(await problemOf(api.edits.apply({ projectId, commands: [cut] }))).toMatchObject({
      code: 'out-of-range',
    })
    const wrong = [
      { type: 'split', at: 5 },
      { type: 'cut', from: 0, until: 9 },
    ] as unknown as EditCommand[]
    expect(await problemOf(api.edits.apply({ projectId, commands: wrong }))).toMatchObject({
      code: 'invalid-command',
      message: expect.stringContaining('cut'),
    })
    expect(await problemOf(api.edits.apply({ projectId, commands: [] }))).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('commands'),
    })
    expect(await problemOf(api.edits.undo({ projectId }))).toMatchObject({ code: 'nothing-to-undo' })
    expect(await problemOf(api.edits.undo({ projectId, count: 0 }))).toMatchObject({ code: 'usage' })
    const stale = api.edits.apply({ projectId, commands: [{ type: 'split', at: 99 }], baseRevision: 7 })
    expect(await problemOf(stale)).toMatchObject({ code: 'stale-revision' })
    const watching = await api.projects.watch({ projectId: 'nobody' })
    expect(await problemOf(watching.next())).toMatchObject({ code: 'not-found' })
    const importing = await api.imports.start({ paths: ['/nowhere/file.wav'] })
    expect(await problemOf(importing.next())).toMatchObject({ code: 'not-found' })
    const detail = await api.projects.show({ projectId })
    expect(detail).toMatchObject({ id: projectId, loudness: { integratedLufs: null } })
    expect(detail.recordings).toMatchObject([{ id: 'rec-p1', missing: true }])
  })

  it('of our own making are told without their insides', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    vi.spyOn(started.services.describe, 'summaries').mockImplementation(() => {
      throw new TypeError('x is not a function')
    })
    expect(await problemOf(api.projects.list())).toMatchObject({ code: 'internal' })
  })
})

describe('watching a project', () => {
  it('tells of another window’s edits, of the command line’s, and ends when it is removed', async () => {
    const started = await startedWebHost()
    const projectId = addProject(started)
    const { api: window } = await started.connect()
    const { api: other } = await started.connect()
    const changes = await window.projects.watch({ projectId })
    const next = async () => (await changes.next()).value as { revision: number } | undefined
    expect(await next()).toEqual({ revision: 0 })
    await other.edits.apply({ projectId, commands: [{ type: 'split', at: 480_000 }] })
    expect(await next()).toEqual({ revision: 1 })
    const { library } = started.services
    await run(process.execPath, [
      assetPath('main/hosts/cli/main.ts'),
      ...['cut', projectId, '--from', '10', '--to', '20', '--library', library.path],
    ])
    expect(await next()).toEqual({ revision: 2 })
    await other.projects.remove({ projectId })
    expect(await changes.next()).toMatchObject({ done: true })
  })

  it('stops listening when the window goes, and when the host ends', async () => {
    const started = await startedWebHost()
    const projectId = addProject(started)
    const stopped = vi.fn()
    const { projects } = started.services
    const listen = projects.onChange.bind(projects)
    vi.spyOn(projects, 'onChange').mockImplementation((listener) => {
      const stop = listen(listener)
      return () => {
        stopped()
        stop()
      }
    })
    const { api, socket } = await started.connect()
    const left = await api.projects.watch({ projectId })
    await left.next()
    await left.return?.()
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(1))
    const aborted = new AbortController()
    const changes = await api.projects.watch({ projectId }, { signal: aborted.signal })
    await changes.next()
    aborted.abort()
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(2))
    await (await api.projects.watch({ projectId })).next()
    socket.close()
    await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(3))
    const { api: last } = await started.connect()
    await (await last.projects.watch({ projectId })).next()
    await started.host.close()
    await started.services.close()
    // Longer than the watcher's own look at the library, which is closed now.
    await delay(1_200)
    expect(stopped).toHaveBeenCalledTimes(4)
  })
})

describe('long work', () => {
  it('ends, and leaves nothing, when its events are not wanted any more', async () => {
    const started = await startedWebHost()
    const path = await makeTone(join(tempFolder(), 'long.mp3'), 'mp3', { samples: 48_000 * 500 })
    const { api, socket } = await started.connect()
    const { library } = started.services
    const isIdle = () => expect(readdirSync(join(library.path, 'media'))).toEqual([])
    for (const leave of [
      async () => {
        const events = await api.imports.start({ paths: [path] })
        await events.next()
        expect(readdirSync(join(library.path, 'media'))).not.toEqual([])
        await events.return?.()
      },
      async () => {
        const stop = new AbortController()
        const events = await api.imports.start({ paths: [path] }, { signal: stop.signal })
        await events.next()
        stop.abort()
      },
      async () => {
        await (await api.imports.start({ paths: [path] })).next()
        socket.terminate()
      },
    ]) {
      await leave()
      await vi.waitFor(isIdle, 10_000)
    }
    expect(library.projects.list()).toEqual([])
    expect(library.media.list()).toEqual([])
  })
})

describe('media', () => {
  it('are served by the range: the edit as a WAV, and peaks', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const projectId = await importTone(started, api, 8)
    const edited = await api.edits.apply({
      projectId,
      commands: [{ type: 'cut', from: 96_000, to: 144_000 }],
    })
    const { revision } = edited
    const path = `/media/episodes/${projectId}/${revision}.wav`
    const whole = Buffer.from(await (await started.get(path)).arrayBuffer())
    const frames = 7 * 48_000
    expect(whole.length).toBeGreaterThanOrEqual(frames * 4 + 44)
    for (const [from, to] of [
      [0, 43],
      [0, 0],
      [1, 99_999],
      [383_001, 384_777],
      [whole.length - 10, whole.length - 1],
    ] as const) {
      const part = await started.get(path, { headers: { range: `bytes=${from}-${to}` } })
      expect(part.status).toBe(206)
      expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to}/${whole.length}`)
      expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(from, to + 1))).toBe(true)
    }
    const head = await started.get(path, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(whole.length))
    expect((await started.get(path, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
    expect((await started.get(`/media/episodes/${projectId}/${revision + 1}.wav`)).status).toBe(409)
    expect((await started.get('/media/episodes/nobody/0.wav')).status).toBe(404)
    const written: string[] = []
    for await (const event of await api.exports.start({
      projectId,
      format: 'wav',
      destination: 'download',
    }))
      if (event.type === 'done') written.push(event.url!)
    const download = await started.get(written[0]!)
    expect(download.headers.get('content-disposition')).toContain('attachment')
    expect(Buffer.from(await download.arrayBuffer()).equals(whole)).toBe(true)

    const [recording] = await api.projects.recordings({ projectId })
    const peaks = `/media/recordings/${recording!.id}/peaks`
    const { durationSamples, levels } = (await (await started.get(peaks)).json()) as {
      durationSamples: number
      levels: { samplesPerBucket: number; buckets: number }[]
    }
    expect(durationSamples).toBe(8 * 48_000)
    for (const [level, { buckets, samplesPerBucket }] of levels.entries()) {
      expect(buckets).toBe(Math.ceil(durationSamples / samplesPerBucket))
      const all = Buffer.from(await (await started.get(`${peaks}/${level}`)).arrayBuffer())
      expect(all.length).toBe(buckets * 4)
      const half = Math.floor(buckets / 2)
      const part = await started.get(`${peaks}/${level}?from=${half}&to=${half + 5}`)
      expect(Buffer.from(await part.arrayBuffer()).equals(all.subarray(half * 4, half * 4 + 20))).toBe(true)
      const beyond = await started.get(`${peaks}/${level}?from=${buckets + 3}&to=${buckets + 9}`)
      expect((await beyond.arrayBuffer()).byteLength).toBe(0)
    }
    for (const query of ['from=-1&to=5', 'from=5&to=1', 'from=x&to=5', 'from=0&to=99999999', 'from=0.5&to=3'])
      expect((await started.get(`${peaks}/0?${query}`)).status, query).toBe(400)
    expect((await started.get(`${peaks}/99`)).status).toBe(422)
    expect((await started.get('/media/recordings/nobody/peaks/0')).status).toBe(404)
  })
})

describe('an upload', () => {
  it('of 200 MB is streamed, not held', async () => {
    const started = await startedWebHost()
    const total = 200 * 1024 * 1024
    const before = process.memoryUsage().rss
    let most = before
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 5)
    const name = encodeURIComponent('../../My: Space?.ts')
    // Another process sends, so that its memory is not in the figure.
    const sender = `
      const sending = require('node:http').request(process.argv[1], { method: 'POST', headers: { cookie: process.argv[2] } }, async (answer) => {
        process.stdout.write(JSON.stringify({ status: answer.statusCode, ...JSON.parse(Buffer.concat(await answer.toArray())) }))
      })
      const block = Buffer.alloc(1024 * 1024)
      require('node:stream').Readable.from(Array(${total / 1024 / 1024}).fill(block)).pipe(sending)`
    const { stdout } = await run(process.execPath, [
      ...['-e', sender, `${started.host.origin}/media/uploads?name=${name}`, started.cookie],
    ])
    clearInterval(timer)
    const { status, path } = JSON.parse(stdout) as { status: number; path: string }
    expect(status).toBe(200)
    expect(path.startsWith(join(started.services.library.path, 'uploads'))).toBe(true)
    expect(path).toMatch(/uploads.[0-9a-f-]+.My Space\.ts$/)
    expect(statSync(path).size).toBe(total)
    console.log(`upload of 200 MB: ${Math.round((most - before) / 1e6)} MB more memory at most`)
    expect(most - before).toBeLessThan(total / 2)
  })

  it('that is broken off leaves nothing', async () => {
    const started = await startedWebHost()
    const uploads = join(started.services.library.path, 'uploads')
    const { hostname, port } = new URL(started.host.origin)
    const sending = request({
      ...{ hostname, port, method: 'POST', path: '/media/uploads?name=a.mp3', agent: false },
      headers: { cookie: started.cookie, 'content-length': 10_000_000 },
    })
    sending.on('error', () => undefined)
    sending.write(Buffer.alloc(100_000))
    await vi.waitFor(() => expect(readdirSync(uploads)).toHaveLength(1))
    sending.destroy()
    await vi.waitFor(() => expect(readdirSync(uploads)).toEqual([]))
  })

  it('can be imported, and goes with its project', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const file = await makeTone(join(tempFolder(), 'a.wav'), 'wav', { samples: 48_000 })
    const answer = await started.get('/media/uploads?name=Talk.wav', {
      method: 'POST',
      body: readFileSync(file),
    })
    const { path } = (await answer.json()) as { path: string }
    let projectId = ''
    for await (const event of await api.imports.start({ paths: [path] }))
      if (event.type === 'done') projectId = event.projectId
    expect(await api.projects.list()).toMatchObject([{ id: projectId, title: 'Talk', missing: false }])
    await api.projects.remove({ projectId })
    expect(await api.projects.list()).toEqual([])
    expect(await problemOf(api.projects.open({ projectId }))).toMatchObject({ code: 'not-found' })
    await api.projects.restore({ projectId })
    expect(await api.projects.list()).toMatchObject([{ id: projectId, title: 'Talk', missing: false }])
    expect(await problemOf(api.projects.restore({ projectId }))).toMatchObject({ code: 'not-found' })
    await api.projects.remove({ projectId })
    await started.services.close()
    expect(readdirSync(join(started.services.library.path, 'uploads'))).toEqual([])
  })
})

describe('covers', () => {
  it('are served as the picture they are', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const { coverId } = await api.covers.add({ path: assetPath('resources/demo/cover.jpg') })
    const picture = await started.get(`/media/covers/${coverId}`)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    const folder = tempFolder()
    writeFileSync(join(folder, 'a.png'), '<svg onload="alert(1)"/>')
    expect(await problemOf(api.covers.add({ path: join(folder, 'a.png') }))).toMatchObject({
      code: 'unsupported',
    })
    expect(await problemOf(api.covers.add({ path: folder }))).toMatchObject({ code: 'unreadable' })
  })
})

describe('a portable project', () => {
  it('is downloaded by a browser window, and uploaded again', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const file = await makeTone(join(tempFolder(), 'a.wav'), 'wav', { samples: 48_000 })
    let projectId = ''
    for await (const event of await api.imports.start({ paths: [file] }))
      if (event.type === 'done') projectId = event.projectId
    let url = ''
    for await (const event of await api.library.pack({ projectId, destination: 'download' }))
      if (event.type === 'done') url = event.url ?? ''
    const packed = Buffer.from(await (await started.get(url)).arrayBuffer())
    const sent = await started.get('/media/uploads?name=a.afterspace', { method: 'POST', body: packed })
    const { path } = (await sent.json()) as { path: string }
    let copyId = ''
    for await (const event of await api.library.unpack({ path }))
      if (event.type === 'done') copyId = event.projectId
    expect((await api.projects.list()).map(({ id }) => id).sort()).toEqual([projectId, copyId].sort())
    // It has done its service.
    expect(readdirSync(join(started.services.library.path, 'uploads'))).toEqual([])
    expect(await problemOf(api.library.relink({ path: file }))).toMatchObject({ code: 'usage' })
    expect((await api.library.storage()).media).toHaveLength(1)
  })
})
