/** What the library screen and dropped files ask of the host, over real HTTP. */
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { sweep } from '#main/library/sweep.ts'
import { THUMBNAIL_COLUMNS } from '#main/media/render/thumbnail.ts'
import { makeSpace } from '../../fixtures/space.ts'
import { insertMedia, mediaRecord, smallEpisode } from '../../support/library.ts'
import { type Client, type Started, startedWebHost } from '../hosts/web/startedWebHost.ts'

const PERSON = { key: 'h', handle: 'ada', userId: '1', toneHz: 220, peakDb: -6, host: true }

async function send(started: Started, name: string, body: Uint8Array | string, batch?: string) {
  const query = new URLSearchParams({ name, ...(batch !== undefined && { batch }) })
  const answer = await started.get(`/media/uploads?${query}`, { method: 'POST', body: Buffer.from(body) })
  return { status: answer.status, ...((await answer.json()) as { path: string; top: string }) }
}

/** Twenty seconds: the first ten spoken, then silence. */
async function importHalfSpoken(started: Started, api: Client): Promise<string> {
  const { bytes } = await makeSpace({
    durationSeconds: 20,
    people: [PERSON],
    turns: [{ key: 'h', startSeconds: 0, endSeconds: 10 }],
    startNtpSeconds: 3_913_056_000,
  })
  const { path } = await send(started, 'half.ts', bytes)
  for await (const event of await api.imports.start({ paths: [path] }))
    if (event.type === 'done') return event.projectId
  throw new Error('No project was made.')
}

describe('a thumbnail', { timeout: 60_000 }, () => {
  it('shows the edit, is kept by its revision, and outlives the peaks', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const projectId = await importHalfSpoken(started, api)
    const get = async (revision: number) => {
      const answer = await started.get(`/media/episodes/${projectId}/thumbnail?revision=${revision}`)
      return {
        status: answer.status,
        cache: answer.headers.get('cache-control'),
        levels: [...Buffer.from(await answer.arrayBuffer())],
      }
    }
    const loud = (levels: number[]) => levels.filter((level) => level > 40).length / levels.length
    const whole = await get(0)
    expect(whole.levels).toHaveLength(THUMBNAIL_COLUMNS)
    expect(loud(whole.levels)).toBeCloseTo(0.5, 1)
    expect(Math.max(...whole.levels.slice(100))).toBeLessThan(20)
    expect(whole.cache).toContain('immutable')

    await api.edits.apply({
      projectId,
      commands: [{ type: 'cut', from: secondsToSamples(5), to: secondsToSamples(20) }],
    })
    const cut = await get(1)
    expect(loud(cut.levels)).toBe(1)
    // What is asked for by an old name is answered with the present, which must not be kept under it.
    expect(await get(0)).toEqual({ ...cut, cache: 'no-store' })

    const { library } = started.services
    for (const { id } of library.media.list()) rmSync(join(library.folder(id), 'peaks.bin'), { force: true })
    expect(library.thumbnails.find(projectId, 1)).toEqual(Buffer.from(cut.levels))
    expect((await get(1)).levels).toEqual(cut.levels)
  })

  it('is nothing yet where there are no peaks, and not found where there is no project', async () => {
    const started = await startedWebHost()
    const { library, projects } = started.services
    insertMedia(library, mediaRecord('bare'))
    unwrap(projects.create(smallEpisode('p1', 'bare')))
    const answer = await started.get('/media/episodes/p1/thumbnail?revision=0')
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([204, 'no-store'])
    expect((await started.get('/media/episodes/nobody/thumbnail')).status).toBe(404)
    expect((await started.get('/media/episodes/..%2f..%2fsecret/thumbnail')).status).toBe(404)
  })
})

describe('the list of projects', { timeout: 60_000 }, () => {
  it('tells when it was recorded, and whether it is edited and exported', async () => {
    const started = await startedWebHost()
    const { api } = await started.connect()
    const projectId = await importHalfSpoken(started, api)
    const summary = async () => (await api.projects.list())[0]!
    expect(await summary()).toMatchObject({
      recordedAt: '2024-01-01T00:00:00.000Z',
      isEdited: false,
      exportedAt: null,
      isExportCurrent: false,
    })
    await api.edits.apply({ projectId, commands: [{ type: 'cut', from: 0, to: 48_000 }] })
    expect(await summary()).toMatchObject({ isEdited: true })
    await api.edits.undo({ projectId })
    expect(await summary()).toMatchObject({ isEdited: false, revision: 2 })

    const exported = async (range?: { from: number; to: number }) => {
      const request = { projectId, format: 'wav', destination: 'download', ...(range && { range }) } as const
      for await (const event of await api.exports.start(request)) expect(event.type).toMatch(/progress|done/)
    }
    await exported({ from: 0, to: 48_000 })
    expect(await summary()).toMatchObject({ exportedAt: null })
    await exported()
    const after = await summary()
    expect(after).toMatchObject({ isExportCurrent: true })
    expect(Date.now() - Date.parse(after.exportedAt!)).toBeLessThan(60_000)
    await api.edits.redo({ projectId })
    expect(await summary()).toMatchObject({ isExportCurrent: false, exportedAt: after.exportedAt })
  })
})

describe('files that were dropped together', () => {
  it('lie together, in the folders they came in', async () => {
    const started = await startedWebHost()
    const batch = randomUUID()
    const folder = join(started.services.library.path, 'uploads', batch)
    const talk = await send(started, 'talk.m4a', 'one', batch)
    expect(talk).toMatchObject({ path: join(folder, 'talk.m4a'), top: join(folder, 'talk.m4a') })
    expect(await send(started, 'talk.info.json', '{}', batch)).toMatchObject({
      top: join(folder, 'talk.info.json'),
    })
    const chunk = await send(started, 'room/chunks/chunk_1.aac', 'sound', batch)
    expect(chunk).toMatchObject({
      path: join(folder, 'room', 'chunks', 'chunk_1.aac'),
      top: join(folder, 'room'),
    })
    expect(await send(started, 'talk.m4a', 'two', batch)).toMatchObject({ path: join(folder, 'talk 2.m4a') })
    expect(readFileSync(talk.path, 'utf8')).toBe('one')
    expect(readdirSync(join(started.services.library.path, 'uploads'))).toEqual([batch])
  })

  it.each([
    '../evil.ts',
    'a/../../evil.ts',
    '/etc/evil.ts',
    'a//evil.ts',
    './evil.ts',
    'a\\..\\..\\evil.ts',
    'a/b/c/d/e/f/g/h/evil.ts',
    '',
    'a/',
  ])('cannot leave their folder by %j', async (name) => {
    const started = await startedWebHost()
    const answer = await send(started, name, 'x', randomUUID())
    expect(answer).toMatchObject({ status: 422, error: { code: 'usage' } })
    expect(readdirSync(started.services.library.path, { recursive: true }).join()).not.toContain('evil')
  })

  it('get names that every system takes, and belong to a batch by its UUID alone', async () => {
    const started = await startedWebHost()
    const { library } = started.services
    const batch = randomUUID()
    const { path } = await send(started, 'My: folder/CON/a?.ts', 'x', batch)
    expect(relative(join(library.path, 'uploads', batch), path)).toBe(
      join('My folder', 'recording CON', 'a.ts'),
    )
    for (const wrong of ['..', 'x', `${batch}/..`, '', batch.toUpperCase(), `.work-1-${batch}`])
      expect(await send(started, 'a.ts', 'x', wrong)).toMatchObject({ status: 422 })
    expect(readdirSync(join(library.path, 'uploads'))).toEqual([batch])
  })

  it('stay as long as one of them is in use, and go with the last', async () => {
    const started = await startedWebHost()
    const { library } = started.services
    const batch = randomUUID()
    const used = await send(started, 'room/deep/talk.wav', 'x', batch)
    const other = randomUUID()
    await send(started, 'left/alone.wav', 'x', other)
    insertMedia(library, mediaRecord('talk', { originalPath: used.path }))
    unwrap(started.services.projects.create(smallEpisode('p1', 'talk')))
    const yesterday = new Date(Date.now() - 86_400_000)
    for (const name of [batch, other]) utimesSync(join(library.path, 'uploads', name), yesterday, yesterday)
    sweep(library)
    expect(readdirSync(join(library.path, 'uploads'))).toEqual([batch])
    unwrap(started.services.projects.remove('p1'))
    await started.services.close()
    expect(existsSync(used.path)).toBe(false)
  })
})
