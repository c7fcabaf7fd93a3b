import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { assetPath } from '#main/assets.ts'
import { addCover } from '#main/library/coverStore.ts'
import { WORKING_COPY } from '#main/media/mediaRecord.ts'
import { demoReadPath, demoSpacePath } from '#main/projects/demo.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { tempFolder } from '../../support/library.ts'
import { replayed } from '../../support/replay.ts'
import { edit, imported, pack, preview, servicesIn, unpack } from './packing.ts'

const PATIENCE = 60_000

/** A project with a long history: snapshots, undone steps, dropped steps, a sponsor read, a cover. */
async function edited(folder: string, recording: string) {
  const services = servicesIn(join(folder, 'library'))
  const id = await imported(services, recording)
  const { library } = services
  const recordingId = unwrap(services.projects.open(id)).episode.media[0]!.id
  const marker = (i: number) =>
    ({ type: 'addMarker', mediaId: recordingId, sample: i * 100, title: `M ${i}` }) as const
  edit(services, id, ...Array.from({ length: 60 }, (_, i) => marker(i)))
  edit(services, id, { type: 'cut', from: 48_000, to: 60_007 })
  unwrap(services.projects.undo(id, 3))
  edit(services, id, { type: 'cut', from: 12_345, to: 31_000 }, marker(100))
  const read = unwrap(
    await services.sponsors.add(demoReadPath(), { brand: 'Northwind', link: 'https://x.example' }, {}),
  )
  unwrap(await services.sponsors.place(id, read.id, { at: 96_000 }))
  const { coverId } = unwrap(addCover(library, assetPath('resources/demo/cover.jpg')))
  edit(
    services,
    id,
    { type: 'setDetails', coverId, show: 'Rooms' },
    { type: 'setDetails', coverId: null },
    marker(7),
  )
  unwrap(services.projects.undo(id, 2))
  return { services, id, coverId, readId: read.id, recordingId }
}

describe('a packed project', { timeout: PATIENCE }, () => {
  for (const kind of ['frames', 'an original'] as const)
    it(`is the same on a machine without the originals, when it plays ${kind}`, async () => {
      const folder = tempFolder()
      const recording =
        kind === 'frames'
          ? join(folder, 'space.ts')
          : await makeTone(join(folder, 'Talk = 1.wav'), 'wav', { samples: 700_000 })
      if (kind === 'frames') copyFileSync(demoSpacePath(), recording)
      const { services, id, coverId, readId, recordingId } = await edited(folder, recording)
      const path = join(folder, 'room.afterspace')
      expect(unwrap(await pack(services, id, path))).toEqual({ path, bytes: statSync(path).size })
      const before = unwrap(services.projects.open(id))
      const sound = await preview(services, id, 300_000, 700_000)
      const record = services.library.find(recordingId)!
      await services.close()
      rmSync(recording)
      renameSync(services.library.path, join(folder, 'elsewhere'))

      const there = servicesIn(join(folder, 'other'))
      const unpacked = unwrap(await unpack(there, path))
      expect(unpacked).toEqual({ projectId: id, warnings: [] })
      const after = unwrap(there.projects.open(id))
      expect(after).toEqual(before)
      expect(there.describe.summaries()).toMatchObject([{ id, title: 'A room', missing: false }])
      expect((await preview(there, id, 300_000, 700_000)).equals(sound)).toBe(true)
      const { originalPath: _, originalModifiedMs: __, access: ___, ...kept } = record
      expect(there.library.find(recordingId)).toMatchObject(kept)
      expect(there.sponsors.list()).toMatchObject([
        { id: readId, brand: 'Northwind', link: 'https://x.example' },
      ])
      expect(there.library.covers.find(coverId)?.image).toEqual(
        readFileSync(assetPath('resources/demo/cover.jpg')),
      )
      expect(readdirSync(join(there.library.path, 'media')).sort()).toEqual(
        there.library.media
          .list()
          .map((media) => media.id)
          .sort(),
      )

      // To every step and back, in both directions, as the log alone says.
      const { library } = there
      const position = after.history.position
      for (let step = position; step > 0; step--) {
        const { episode } = unwrap(there.projects.undo(id))
        if (step % 9 === 0) expect(episode).toEqual(replayed(library, id, step - 1))
      }
      expect(unwrap(there.projects.open(id)).episode).toEqual(library.projects.snapshot(id, 0))
      expect(unwrap(there.projects.redo(id, after.history.steps.length)).episode).toEqual(
        replayed(library, id),
      )
      expect(unwrap(new ProjectService(library).open(id)).episode).toEqual(replayed(library, id))
    })

  it('may be unpacked beside itself, and shares the sound', async () => {
    const folder = tempFolder()
    const recording = await makeTone(join(folder, 'a.aac'), 'aac', { samples: 480_000 })
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, recording)
    edit(services, id, { type: 'cut', from: 0, to: 48_000 })
    const path = join(folder, 'room.afterspace')
    unwrap(await pack(services, id, path))
    const before = services.library.media.list()
    const copy = unwrap(await unpack(services, path))
    expect(copy.projectId).not.toBe(id)
    expect(copy.warnings).toHaveLength(1)
    expect(services.library.media.list()).toEqual(before)
    const { episode, history } = unwrap(services.projects.open(copy.projectId))
    expect({ ...episode, id }).toEqual(unwrap(services.projects.open(id)).episode)
    expect(history).toEqual(unwrap(services.projects.open(id)).history)
    // The copy is a project of its own.
    unwrap(services.projects.undo(copy.projectId))
    expect(unwrap(services.projects.open(id)).history.position).toBe(1)

    // Another library has the same recording under another id.
    const there = servicesIn(join(folder, 'other'))
    const own = await imported(there, recording, 'Own')
    unwrap(await unpack(there, path))
    const [first, second] = there.library.media
      .list()
      .map((media) => join(there.library.folder(media.id), WORKING_COPY))
    expect(statSync(first!).ino).toBe(statSync(second!).ino)
    const sound = await preview(there, id, 44, 100_044)
    expect(sound.equals(await preview(services, id, 44, 100_044))).toBe(true)
    unwrap(there.projects.remove(own))
    await there.close()
    const again = servicesIn(there.library.path)
    expect(again.library.media.list()).toHaveLength(1)
    expect((await preview(again, id, 44, 100_044)).equals(sound)).toBe(true)
  })

  it('brings lost sound back', async () => {
    const folder = tempFolder()
    const recording = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 480_000 })
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, recording)
    const path = join(folder, 'room.afterspace')
    unwrap(await pack(services, id, path))
    const sound = await preview(services, id, 44, 100_044)
    renameSync(recording, join(tempFolder(), 'away.wav'))
    services.reader.forget(services.library.media.list()[0]!.id)
    expect(services.describe.summaries()[0]!.missing).toBe(true)
    expect(await pack(services, id, join(folder, 'b.afterspace'))).toMatchObject({
      ok: false,
      error: { code: 'missing-media' },
    })
    expect(existsSync(join(folder, 'b.afterspace'))).toBe(false)
    unwrap(await unpack(services, path))
    expect(services.describe.summaries().map(({ missing }) => missing)).toEqual([false, false])
    expect((await preview(services, id, 44, 100_044)).equals(sound)).toBe(true)
    // And is packed from there again.
    unwrap(await pack(services, id, join(folder, 'c.afterspace')))
  })

  it('is not made of an original that changed', async () => {
    const folder = tempFolder()
    const recording = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 96_000 })
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, recording)
    const bytes = readFileSync(recording)
    bytes[1000]! ^= 1
    writeFileSync(recording, bytes)
    expect(await pack(services, id, join(folder, 'x.afterspace'))).toMatchObject({
      error: { code: 'vanished' },
    })
    expect(readdirSync(folder).sort()).toEqual(['a.wav', 'library'])
  })
})

describe('cancelling', { timeout: PATIENCE }, () => {
  it('leaves nothing of a pack or of an unpacked project', async () => {
    const folder = tempFolder()
    const recording = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 48_000 * 120 })
    const services = servicesIn(join(folder, 'library'))
    const id = await imported(services, recording)
    const path = join(folder, 'room.afterspace')
    writeFileSync(path, 'what was there')
    const { library, projects } = services
    const { packProject } = await import('#main/packing/pack.ts')
    const { unpackProject } = await import('#main/packing/unpack.ts')
    const stop = new AbortController()
    const packing = await packProject({
      ...{ library, projects, projectId: id, targetPath: path, signal: stop.signal },
      onProgress: () => stop.abort(),
    })
    expect(packing).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readFileSync(path, 'utf8')).toBe('what was there')
    expect(readdirSync(folder).sort()).toEqual(['a.wav', 'library', 'room.afterspace'])

    unwrap(await pack(services, id, path))
    const there = servicesIn(join(folder, 'other'))
    for (const fraction of [0, 0.3, 0.6]) {
      const stop = new AbortController()
      const unpacking = await unpackProject({
        ...{ library: there.library, path, signal: stop.signal },
        onProgress: (progress) => progress.fraction >= fraction && stop.abort(),
      })
      expect(unpacking).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readdirSync(join(there.library.path, 'media'))).toEqual([])
      expect(there.projects.list()).toEqual([])
      expect(there.library.media.list()).toEqual([])
    }
    unwrap(await unpack(there, path))
  })
})
