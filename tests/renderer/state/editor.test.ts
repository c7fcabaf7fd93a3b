import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEpisode } from '#core/episode/create.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { connectSocket } from '#renderer/api/connection.ts'
import { createEditor } from '#renderer/state/createEditor.ts'
import type { EditorStore, Player } from '#renderer/state/editor.ts'
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
  return { store: editor.store, api: connection.api }
}

async function start() {
  const host = await startMemoryHost(imported)
  closing.push(() => host.close())
  return { host, ...(await openWindow(host)) }
}

const settled = (store: EditorStore) =>
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
    const { store: later } = await openWindow(host)
    later.getState().undo()
    expect(later.getState().waiting).toBe(true)
    expect(later.getState().run({ type: 'split', at: 9 })).toMatchObject({ error: { code: 'library-busy' } })
    await settled(later)
    expect(later.getState().episode).toEqual(imported)
  })
})

describe('an edit that the main process makes', () => {
  it('comes after the edits of this window, refuses others meanwhile, and is undone at once', async () => {
    const { host, store, api } = await start()
    store.getState().run({ type: 'cut', from: 0, to: 1_000 })
    const before = store.getState().episode
    const asked = store.getState().editInMain(() => {
      expect(host.history().revision).toBe(1)
      expect(store.getState().run({ type: 'split', at: 9 })).toMatchObject({
        error: { code: 'library-busy' },
      })
      const command = { type: 'insertSilence' as const, at: 0, lengthSamples: 48_000 }
      return api.edits.apply({
        projectId: 'episode',
        commands: [command],
        baseRevision: store.getState().history.revision,
        withEpisode: true,
      })
    })
    await asked
    expect(store.getState().episode).toEqual(host.episode())
    expect(episodeDuration(store.getState().episode)).toBe(480_000 - 1_000 + 48_000)
    expect(store.getState()).toMatchObject({ waiting: false, saving: 0, savedRevision: 2 })
    expect(store.getState().history).toMatchObject({ position: 2, revision: 2 })
    expect(store.getState().announcement).toContain('silence')
    store.getState().undo()
    expect(store.getState().episode).toBe(before)
    await settled(store)
    expect(host.episode()).toEqual(before)
  })

  it('that fails changes nothing, and edits go on', async () => {
    const { host, store } = await start()
    const wrong = new Error('no')
    await expect(store.getState().editInMain(() => Promise.reject(wrong))).rejects.toBe(wrong)
    expect(store.getState()).toMatchObject({ waiting: false, episode: imported })
    expect(store.getState().run({ type: 'cut', from: 0, to: 1_000 }).ok).toBe(true)
    await settled(store)
    expect(host.history().revision).toBe(1)
  })

  it('shows all there is when something else was edited in between', async () => {
    const { host, store, api } = await start()
    await store.getState().editInMain(() => {
      host.editElsewhere({ type: 'cut', from: 0, to: 48_000 })
      const commands = [{ type: 'split' as const, at: 9_600 }]
      return api.edits.apply({ projectId: 'episode', commands, baseRevision: 1, withEpisode: true })
    })
    expect(store.getState().episode).toEqual(host.episode())
    expect(store.getState().history).toMatchObject({ position: 2, revision: 2 })
  })

  it('that took long is shown by asking, with what was edited here meanwhile', async () => {
    const { host, store } = await start()
    store.getState().run({ type: 'cut', from: 0, to: 1_000 })
    await store.getState().settled()
    host.editElsewhere({ type: 'insertSilence', at: 0, lengthSamples: 4_800 })
    await store.getState().refresh()
    expect(store.getState().episode).toEqual(host.episode())
    expect(episodeDuration(store.getState().episode)).toBe(480_000 - 1_000 + 4_800)
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
