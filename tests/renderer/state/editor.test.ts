import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEpisode } from '#core/episode/create.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { connectSocket } from '#renderer/api/connection.ts'
import { createEditor } from '#renderer/state/createEditor.ts'
import type { Player } from '#renderer/state/editor.ts'
import { type MemoryHost, startMemoryHost } from '../support/memoryHost.ts'

const imported = createEpisode({
  id: 'episode',
  title: 'Test',
  recording: { id: 'rec', name: 'test.ts', durationSamples: 480_000, gaps: [] },
  people: { origin: 'hydra', speakers: [], segments: [] },
})

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** No sound in these tests: a player that stands still. */
const silent = (): Player => ({
  element: null as unknown as HTMLAudioElement,
  position: () => 0,
  seek() {},
  play() {},
  pause() {},
  setRate() {},
  destroy() {},
})

async function openWindow(host: MemoryHost) {
  const connection = connectSocket(host.address)
  const opened = await connection.api.projects.open({ projectId: 'episode' })
  const editor = createEditor(connection, 'episode', opened, silent)
  closing.push(
    () => connection.close(),
    () => editor.destroy(),
  )
  return editor.store
}

async function start() {
  const host = await startMemoryHost(imported)
  closing.push(() => host.close())
  return { host, store: await openWindow(host) }
}

const settled = (store: Awaited<ReturnType<typeof openWindow>>) =>
  vi.waitFor(() => expect(store.getState()).toMatchObject({ saving: 0, waiting: false }), 5_000)

describe('an edit', () => {
  it('shows at once and is acknowledged in order', async () => {
    const { host, store } = await start()
    for (let i = 0; i < 20; i++) expect(store.getState().run({ type: 'cut', from: 0, to: 480 }).ok).toBe(true)
    expect(episodeDuration(store.getState().episode)).toBe(480_000 - 20 * 480)
    expect(store.getState()).toMatchObject({ saving: 20, savedRevision: null })
    await settled(store)
    expect(host.episode()).toEqual(store.getState().episode)
    expect(store.getState()).toMatchObject({ savedRevision: 20, history: { position: 20 } })
  })

  it('that breaks a rule changes nothing and says why', async () => {
    const { host, store } = await start()
    expect(store.getState().run({ type: 'cut', from: 0, to: 480_000 }).ok).toBe(false)
    expect(store.getState()).toMatchObject({ problem: { code: 'invariant' }, saving: 0, episode: imported })
    expect(host.history().revision).toBe(0)
  })

  it('drafted while dragging is shown but only logged when it is committed', async () => {
    const { host, store } = await start()
    store.getState().draft({ type: 'cut', from: 0, to: 1_000 })
    store.getState().draft({ type: 'cut', from: 0, to: 2_000 })
    expect(episodeDuration(store.getState().episode)).toBe(478_000)
    expect(store.getState().committed).toEqual(imported)
    store.getState().commitDraft()
    await settled(store)
    expect(host.history().steps.map(({ label }) => label)).toEqual(['Cut 42 ms'])
    store.getState().draft({ type: 'cut', from: 0, to: 1_000 })
    store.getState().draft(null)
    expect(store.getState().episode).toBe(store.getState().committed)
  })
})

describe('undo and redo', () => {
  it('are instant from what the window remembers', async () => {
    const { host, store } = await start()
    const opened = store.getState().episode
    store.getState().run({ type: 'cut', from: 0, to: 1_000 })
    store.getState().run({ type: 'split', at: 5_000 })
    const done = store.getState().episode
    store.getState().undo(2)
    expect(store.getState().episode).toBe(opened)
    store.getState().redo(2)
    expect(store.getState().episode).toBe(done)
    await settled(store)
    expect(host.episode()).toEqual(done)
    expect(host.history()).toMatchObject({ position: 2, revision: 6 })
  })

  it('fetch the document when an earlier window made the step', async () => {
    const { host, store } = await start()
    store.getState().run({ type: 'cut', from: 0, to: 1_000 })
    await settled(store)
    const later = await openWindow(host)
    later.getState().undo()
    expect(later.getState().waiting).toBe(true)
    expect(later.getState().run({ type: 'split', at: 9 })).toMatchObject({ error: { code: 'library-busy' } })
    await settled(later)
    expect(later.getState().episode).toEqual(imported)
  })
})

describe('a change from elsewhere', () => {
  it('is shown by itself', async () => {
    const { host, store } = await start()
    await vi.waitFor(() => expect(store.getState().savedRevision).toBe(0))
    host.editElsewhere({ type: 'cut', from: 0, to: 48_000 })
    await vi.waitFor(() => expect(episodeDuration(store.getState().episode)).toBe(432_000), 5_000)
    expect(store.getState().history.steps).toHaveLength(1)
  })
})

describe('a lost connection', () => {
  it.each(['before', 'after'] as const)('%s an edit arrived neither loses nor doubles it', async (when) => {
    const { host, store } = await start()
    host.loseNext(when)
    for (let i = 0; i < 5; i++) store.getState().run({ type: 'cut', from: 0, to: 1_000 })
    await settled(store)
    expect(host.history().revision).toBe(5)
    expect(host.episode()).toEqual(store.getState().episode)
    expect(store.getState().problem).toBeNull()
  })
})
