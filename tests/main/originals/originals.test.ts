import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { dropDerived, storage } from '#main/library/storage.ts'
import { PEAKS_FILE, WORKING_COPY } from '#main/media/mediaRecord.ts'
import { forgetFrameIndex } from '#main/media/source/frameBytes.ts'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { demoSpacePath } from '#main/projects/demo.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { tempFolder } from '../../support/library.ts'
import { edit, imported, preview, servicesIn } from '../packing/packing.ts'

const PATIENCE = 60_000
const SAMPLES = 480_000

/** A project of ten seconds, played from its original. */
async function project(kind = 'wav') {
  const folder = tempFolder()
  const place = join(folder, 'Recordings', 'May')
  mkdirSync(place, { recursive: true })
  const path = await makeTone(join(place, `talk.${kind}`), kind, { samples: SAMPLES })
  const services = servicesIn(join(folder, 'library'))
  const id = await imported(services, path)
  const mediaId = services.library.media.list()[0]!.id
  const isMissing = () => services.describe.summaries()[0]!.missing
  const relink = (to: string) =>
    services.originals.relink({ projectId: id }, to, new AbortController().signal)
  return { folder, place, path, services, id, mediaId, isMissing, relink }
}

describe('an original that was moved', { timeout: PATIENCE }, () => {
  it('is taken at its new place by its bytes, and everything stays exact', async () => {
    const { folder, path, services, id, mediaId, isMissing, relink } = await project()
    const sound = await preview(services, id, 44, 200_044)
    const before = services.library.find(mediaId)!
    const moved = join(folder, 'elsewhere.bin')
    renameSync(path, moved)
    utimesSync(moved, 1, 1)
    expect(isMissing()).toBe(true)
    expect(await relink(join(folder, 'nowhere.wav'))).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(unwrap(await relink(moved))).toEqual({
      relinked: [{ mediaId, path: moved, isExact: true }],
      warnings: [],
    })
    expect(isMissing()).toBe(false)
    expect(services.library.find(mediaId)).toEqual({
      ...before,
      originalPath: moved,
      originalModifiedMs: 1000,
    })
    expect((await preview(services, id, 44, 200_044)).equals(sound)).toBe(true)
  })

  it('is found in a folder, however deep within reason, and among others of its size', async () => {
    const { folder, path, mediaId, isMissing, relink } = await project()
    const deep = join(folder, 'disk', 'a', 'b', 'c')
    mkdirSync(deep, { recursive: true })
    const decoy = await makeTone(join(folder, 'disk', 'decoy.wav'), 'wav', { samples: SAMPLES, toneHz: 500 })
    expect(unwrap(await relink(join(folder, 'disk')))).toMatchObject({
      relinked: [],
      warnings: [expect.stringContaining('where it was')],
    })
    const moved = join(deep, 'x')
    renameSync(path, moved)
    expect(await relink(decoy.replace('decoy.wav', 'nowhere'))).toMatchObject({ ok: false })
    expect(unwrap(await relink(join(folder, 'disk')))).toMatchObject({ relinked: [{ mediaId, path: moved }] })
    expect(isMissing()).toBe(false)
    rmSync(moved)
    expect(await relink(join(folder, 'disk'))).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('is found by itself when the project is opened: renamed, beside, in a renamed folder', async () => {
    const { folder, place, path, services, id, isMissing } = await project()
    const places = [
      join(place, 'renamed.wav'),
      join(folder, 'Recordings', 'June', 'talk.wav'),
      join(folder, 'Recordings', 'June', 'sub', 'talk.wav'),
      join(folder, 'Recordings', 'June', 'talk 2.wav'),
    ]
    let current = path
    for (const next of places) {
      mkdirSync(join(next, '..'), { recursive: true })
      renameSync(current, next)
      expect(isMissing()).toBe(true)
      await services.originals.findMoved(id)
      expect(isMissing(), next).toBe(false)
      current = next
    }
    writeFileSync(
      join(folder, 'Recordings', 'same size'),
      Buffer.alloc(services.library.media.list()[0]!.originalBytes),
    )
    renameSync(current, join(folder, 'far away'))
    await services.originals.findMoved(id)
    expect(isMissing()).toBe(true)
  })
})

describe('a file of other bytes', { timeout: PATIENCE }, () => {
  it('is taken when it is the same sound, is measured anew, and that is said', async () => {
    const { folder, path, services, id, mediaId, isMissing, relink } = await project()
    edit(services, id, { type: 'cut', from: 10_000, to: 20_000 })
    const sound = await preview(services, id, 44, 200_044)
    const tagged = join(folder, 'tagged.wav')
    await ffmpeg(['-i', path, '-c', 'copy', '-metadata', 'title=Another title', tagged])
    const flac = join(folder, 'converted.flac')
    await ffmpeg(['-i', path, '-c:a', 'flac', flac])
    expect(await relink(tagged)).toMatchObject({ ok: false, error: { code: 'other-recording' } })
    rmSync(path)
    const result = unwrap(await relink(tagged))
    expect(result.relinked).toEqual([{ mediaId, path: tagged, isExact: false }])
    expect(result.warnings[0]).toContain('as long to the sample')
    expect(isMissing()).toBe(false)
    expect((await preview(services, id, 44, 200_044)).equals(sound)).toBe(true)
    rmSync(tagged)
    unwrap(await relink(flac))
    services.reader.forget(mediaId)
    expect((await preview(services, id, 44, 200_044)).equals(sound)).toBe(true)
    expect(readdirSync(join(services.library.path, 'media'))).toEqual([mediaId])
    expect(services.library.media.list()).toHaveLength(1)
  })

  it('is refused when it is another recording, with what differs', async () => {
    const { folder, path, services, id, mediaId, isMissing, relink } = await project()
    const before = services.library.find(mediaId)
    rmSync(path)
    const make = (name: string, samples: number, peakDb = -18) =>
      makeTone(join(folder, name), 'wav', { samples, peakDb, toneHz: 441 })
    const shorter = await relink(await make('shorter.wav', SAMPLES - 48_000))
    expect(shorter).toMatchObject({ ok: false, error: { code: 'other-recording' } })
    expect(!shorter.ok && shorter.error.message).toMatch(/ 0:09\.000.* 0:10\.000/)
    const louder = await relink(await make('louder.wav', SAMPLES, -12))
    expect(!louder.ok && louder.error.message).toContain('6.0 LU louder')
    // A little shorter: only where nobody plays the end.
    const bit = await make('bit.wav', SAMPLES - 1_000)
    const needed = await relink(bit)
    expect(needed).toMatchObject({ ok: false, error: { code: 'other-recording' } })
    expect(!needed.ok && needed.error.message).toContain('before the last moment')
    writeFileSync(join(folder, 'text.wav'), 'no sound')
    expect(await relink(join(folder, 'text.wav'))).toMatchObject({ ok: false, error: { code: 'not-audio' } })
    expect(services.library.find(mediaId)).toEqual(before)
    expect(readdirSync(join(services.library.path, 'media'))).toEqual([mediaId])
    expect(isMissing()).toBe(true)

    edit(services, id, { type: 'cut', from: SAMPLES - 2_000, to: SAMPLES })
    const taken = unwrap(await relink(bit))
    expect(taken.warnings[0]).toContain('20.8 ms shorter')
    expect(services.library.find(mediaId)!.durationSamples).toBe(SAMPLES - 1_000)
    // What plays past the end after an undo is silence, and preview and loudness go on.
    unwrap(services.projects.undo(id))
    const end = await preview(services, id, 44 + (SAMPLES - 500) * 4, 44 + SAMPLES * 4)
    expect(end.equals(Buffer.alloc(2_000))).toBe(true)
    expect(
      unwrap(await services.describe.loudness(unwrap(services.projects.open(id)).episode)).sourceLufs,
    ).toBeLessThan(0)
  })
})

describe('a recording that plays from the library', { timeout: PATIENCE }, () => {
  it('needs no original, and gets its working copy back from one', async () => {
    const folder = tempFolder()
    const path = join(folder, 'space.ts')
    copyFileSync(demoSpacePath(), path)
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, path)
    const mediaId = services.library.media.list()[0]!.id
    const target = { mediaId }
    const { signal } = new AbortController()
    const sound = await preview(services, id, 44, 200_044)
    const moved = join(folder, 'moved.ts')
    renameSync(path, moved)
    expect(services.describe.summaries()[0]!.missing).toBe(false)
    unwrap(await services.originals.relink(target, moved, signal))
    expect(services.library.find(mediaId)!.originalPath).toBe(moved)

    const working = join(services.library.folder(mediaId), WORKING_COPY)
    rmSync(working)
    services.reader.forget(mediaId)
    unwrap(await services.originals.relink(target, moved, signal))
    expect(existsSync(working)).toBe(true)
    expect((await preview(services, id, 44, 200_044)).equals(sound)).toBe(true)
    const other = await makeTone(join(folder, 'other.wav'), 'wav', { samples: 48_000 })
    expect(await services.originals.relink(target, other, signal)).toMatchObject({
      error: { code: 'other-recording' },
    })
    expect(await services.originals.relink({ projectId: 'none' }, other, signal)).toMatchObject({
      error: { code: 'not-found' },
    })
  })
})

describe('storage', { timeout: PATIENCE }, () => {
  it('tells what is kept, and derived files dropped while they are used come back', async () => {
    const folder = tempFolder()
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, demoSpacePath())
    const before = storage(services.library)
    const [item] = before.media
    expect(item).toMatchObject({
      kind: 'recording',
      projectIds: [id],
      canDrop: true,
      originalPath: demoSpacePath(),
    })
    expect(item!.workingBytes).toBeGreaterThan(100_000)
    expect(before.totals).toMatchObject({
      workingBytes: item!.workingBytes,
      derivedBytes: item!.derivedBytes,
      droppableBytes: item!.derivedBytes,
      uploadBytes: 0,
    })
    expect(before.totals.databaseBytes).toBeGreaterThan(4096)
    // Played again and again while they go, with nothing kept in memory.
    const { library, derived } = services
    const reader = new SourceReader(library, { derived, cacheBytes: 1 })
    const sound = await reader.read(item!.mediaId, 0, 1_440_000)
    const playing = Array.from({ length: 3 }, async (_, i) => {
      for (let round = 0; round < 5; round++) {
        const from = ((i * 5 + round) % 3) * 480_000
        const part = await reader.read(item!.mediaId, from, from + 48_000)
        expect(part).toEqual(sound.subarray(from * 2, (from + 48_000) * 2))
      }
    })
    let isPlaying = true
    const dropping = (async () => {
      while (isPlaying) {
        unwrap(dropDerived(library))
        forgetFrameIndex(library.folder(item!.mediaId))
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    })()
    await Promise.all(playing)
    isPlaying = false
    await dropping
    await reader.close()
    unwrap(dropDerived(services.library, item!.mediaId))
    expect(storage(services.library).totals.derivedBytes).toBe(0)
    unwrap(await services.derived.ensure(item!.mediaId))
    expect(storage(services.library).totals.derivedBytes).toBe(before.totals.derivedBytes)
    expect(dropDerived(services.library, 'none')).toMatchObject({ error: { code: 'not-found' } })

    rmSync(join(services.library.folder(item!.mediaId), WORKING_COPY))
    expect(storage(services.library).totals.droppableBytes).toBe(0)
    expect(unwrap(dropDerived(services.library))).toEqual({ droppedBytes: 0 })
    expect(existsSync(join(services.library.folder(item!.mediaId), PEAKS_FILE))).toBe(true)
  })
})
