/** Spaces out of an account archive, zipped or not, into the library. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { listArchive } from '#main/importing/archive/listing.ts'
import { type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import { adoptMedia } from '#main/library/adoptMedia.ts'
import { ffmpeg } from '../../../fixtures/ffmpeg.ts'
import { type MadeSpace, makeSpace } from '../../../fixtures/space.ts'
import { openLibrary, tempFolder } from '../../../support/library.ts'
import { makeZip, spacesMetadata } from '../../../support/zips.ts'
import { importOptions, workFolder } from '../imported.ts'

const [BOTH, SILENT, ORPHAN] = ['1abcDEFghijkl', '1silentSilent', '1orphanOrphan']
const mediaOf = (id: string, part = 0) => `data/spaces_media/space-${id}_${part}.ts`

let space: MadeSpace
/** The same Space in two files, cut within a frame's bytes nowhere but between frames. */
let halves: [Uint8Array, Uint8Array]
let files: Record<string, Uint8Array | string>
beforeAll(async () => {
  space = await makeSpace({ durationSeconds: 20, ntpGaps: [{ atSeconds: 12, missingSeconds: 7 }] })
  const tag = Buffer.from(space.bytes).indexOf('ID3', space.bytes.length >> 1)
  halves = [space.bytes.subarray(0, tag), space.bytes.subarray(tag)]
  files = {
    'data/account.js': 'window.YTD.account.part0 = [{"account":{"accountId":"99","username":"the_host"}}]',
    'data/spaces-metadata.js': spacesMetadata([BOTH, SILENT]),
    [mediaOf(BOTH)]: halves[0],
    [mediaOf(BOTH, 1)]: halves[1],
    [mediaOf(ORPHAN)]: space.bytes,
    'data/tweets.js': 'window.YTD.tweets.part0 = []',
  }
})

async function unpack(folder: string): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

const FORMS: Record<string, (path: string) => Promise<string>> = {
  'a zip': (path) => makeZip(`${path}.zip`, files),
  'a zip that packs nothing': (path) => makeZip(`${path}.zip`, files, { compress: false, zip64: true }),
  'a zip around one folder': (path) =>
    makeZip(
      `${path}.zip`,
      Object.fromEntries(Object.entries(files).map(([name, file]) => [`twitter-x/${name}`, file])),
    ),
  'an unpacked folder': unpack,
  'a folder around an unpacked folder': async (path) => dirname(await unpack(join(path, 'twitter-x'))),
}

describe.each(Object.entries(FORMS))('%s', (_, make) => {
  it('lists its Spaces with and without sound, and gives out the one that is asked for', async () => {
    await using folder = await workFolder()
    const path = await make(folder.at('archive'))
    const { spaces } = unwrap(await listArchive(path))
    expect(spaces).toMatchObject([
      {
        id: SILENT,
        hasMedia: false,
        bytes: 0,
        parts: 0,
        startedAtUnixSeconds: Date.UTC(2024, 2, 2, 18) / 1000,
      },
      { id: BOTH, hasMedia: true, bytes: space.bytes.length, parts: 2, seconds: 5400, hosts: ['the_host'] },
      {
        id: ORPHAN,
        hasMedia: true,
        bytes: space.bytes.length,
        parts: 1,
        startedAtUnixSeconds: null,
        seconds: null,
      },
    ])
    const options = importOptions(path, folder.at('media'))
    const before = await readdir(folder.path)
    for (const [spaceId, code] of [
      [undefined, 'choose-space'],
      [SILENT, 'missing-media'],
      ['1nobodyNobody', 'not-found'],
    ]) {
      expect(await importMedia({ ...options, spaceId })).toMatchObject({ ok: false, error: { code } })
      expect(await readdir(folder.path)).toEqual(before)
    }

    const media = unwrap(await importMedia({ ...options, spaceId: BOTH }))
    expect(media.record).toMatchObject({
      originalPath: path,
      originalBytes: space.bytes.length,
      durationSamples: space.durationSamples,
      container: 'adts',
      gaps: [{ missingSeconds: 7 }],
    })
    expect(media.name).toBe(`space-${BOTH}_0.ts`)
    expect(media.spaceId).toBe(BOTH)
    expect(media.hydra?.speakers).toHaveLength(3)
    expect(Buffer.compare(await readFile(folder.at('media/working.bin')), Buffer.from(space.clean))).toBe(0)
    // The library holds its working copy and what is derived, and no second copy of the recording.
    expect((await readdir(folder.at('media'))).sort()).toEqual([
      'frames.idx',
      'loudness.bin',
      'peaks.bin',
      'working.bin',
    ])
  })
})

describe('an archive', () => {
  it('names its own account where the list has its number only', async () => {
    await using folder = await workFolder()
    const { spaces } = unwrap(await listArchive(await makeZip(folder.at('a.zip'), files)))
    expect(spaces.find(({ id }) => id === BOTH)).toMatchObject({ hosts: ['the_host'] })
  })

  it('of one Space needs no choice, and is the same recording as its file alone', async () => {
    const folder = tempFolder()
    const library = openLibrary(join(folder, 'library'))
    const path = await makeZip(join(folder, 'a.zip'), { [mediaOf(BOTH)]: space.bytes })
    const first = unwrap(await adoptMedia(library, { path, kind: 'recording' })).record
    expect(first.originalPath).toBe(path)
    // Where the archive is as it was, neither its copy nor the file alone is of interest.
    await writeFile(join(folder, 'alone.ts'), space.bytes)
    const again = unwrap(
      await adoptMedia(library, { path: join(folder, 'alone.ts'), kind: 'recording' }),
    ).record
    expect(again).toEqual(first)
    await rm(path)
    const moved = unwrap(
      await adoptMedia(library, { path: join(folder, 'alone.ts'), kind: 'recording' }),
    ).record
    expect(moved).toMatchObject({ id: first.id, originalPath: join(folder, 'alone.ts') })
    expect(await readdir(join(library.path, 'media'))).toEqual([first.id])
  })

  it('may hold sound of another kind: then the library keeps that file', async () => {
    await using folder = await workFolder()
    const wav = await ffmpeg([
      '-f',
      'lavfi',
      '-i',
      'sine=duration=3:sample_rate=48000',
      '-f',
      'wav',
      'pipe:1',
    ])
    await makeZip(folder.at('a.zip'), { [mediaOf(BOTH)]: wav })
    const { record } = unwrap(await importMedia(importOptions(folder.at('a.zip'), folder.at('media'))))
    expect(record).toMatchObject({ container: 'wav', durationSamples: 3 * 48_000 })
    expect(record.access).toMatchObject({ type: 'seekable', file: 'working' })
    expect((await stat(folder.at('media/working.bin'))).size).toBe(wav.length)
    expect(await readdir(folder.at('media'))).toHaveLength(3)
    const two = await makeZip(folder.at('b.zip'), { [mediaOf(BOTH)]: wav, [mediaOf(BOTH, 1)]: wav })
    expect(await importMedia(importOptions(two, folder.at('two')))).toMatchObject({
      error: { code: 'unsupported' },
    })
  })

  it('that is a zip around a single file is that file', async () => {
    await using folder = await workFolder()
    const path = await makeZip(folder.at('a.zip'), {
      'my show/episode.aac': space.bytes,
      '__MACOSX/._x': 'y',
    })
    const media = unwrap(await importMedia(importOptions(path, folder.at('media'))))
    expect(media.record.durationSamples).toBe(space.durationSamples)
    expect(media.name).toBe('episode.aac')
    const asked = await importMedia({ ...importOptions(path, folder.at('other')), spaceId: BOTH })
    expect(asked).toMatchObject({ ok: false, error: { code: 'usage' } })
    expect(await listArchive(path)).toMatchObject({
      error: { code: 'not-audio' },
    })
  })

  it('leaves nothing when it is cancelled while a Space is taken out, and says so when it changes', async () => {
    await using folder = await workFolder()
    const long = await makeSpace({ durationSeconds: 7200, encodeSeconds: 10, withTags: false })
    const path = await makeZip(folder.at('a.zip'), { [mediaOf(BOTH)]: long.bytes })
    const stop = new AbortController()
    let isExtracting = false
    const options: ImportMediaOptions = {
      ...importOptions(path, folder.at('media')),
      signal: stop.signal,
      onProgress: ({ stage }) => {
        if (stage !== 'Opening the archive' || !existsSync(folder.at('media/extracted-0.tmp'))) return
        isExtracting = true
        stop.abort()
      },
    }
    expect(await importMedia(options)).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(isExtracting).toBe(true)
    expect(await readdir(folder.path)).toEqual(['a.zip'])

    const changed = await importMedia({
      ...importOptions(path, folder.at('media')),
      onPeaks: () => void utimes(path, 1, 1),
    })
    expect(changed).toMatchObject({ ok: false, error: { code: 'vanished' } })
    expect(await readdir(folder.path)).toEqual(['a.zip'])
  })
})
