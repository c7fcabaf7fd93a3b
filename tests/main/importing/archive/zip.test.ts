/** Zips that must be refused, and zips that are merely very large. */
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArchiveListing } from '#core/contract/archives.ts'
import { unwrap } from '#core/problem.ts'
import { openZipArchive } from '#main/importing/archive/archive.ts'
import { listArchive } from '#main/importing/archive/listing.ts'
import { importMedia } from '#main/importing/importMedia.ts'
import { makeSpace } from '../../../fixtures/space.ts'
import { fuzz } from '../../../support/fuzz.ts'
import { makeZip, type RawEntry, spacesMetadata, writeZip } from '../../../support/zips.ts'
import { importOptions, workFolder } from '../imported.ts'

const ID = '1abcDEFghijkl'
const MEDIA = `data/spaces_media/space-${ID}_0.ts`
const sound = Buffer.from((await makeSpace({ durationSeconds: 3 })).bytes)
const list = (path: string) => listArchive(path)

describe('a zip that is not opened', () => {
  const media: RawEntry = { name: MEDIA, data: sound }
  const text = Buffer.from('x'.repeat(300))
  it.each<[string, string, RawEntry[]]>([
    ['climbs out', 'archive-unsafe', [media, { name: '../../evil.ts', data: text }]],
    ['climbs out on the way', 'archive-unsafe', [{ name: 'data/../../spaces_media/x.ts', data: text }]],
    ['names the root', 'archive-unsafe', [media, { name: '/etc/passwd', data: text }]],
    ['names a drive', 'archive-unsafe', [media, { name: 'C:/evil.ts', data: text }]],
    ['has backslashes', 'archive-unsafe', [media, { name: 'data\\..\\evil.ts', data: text }]],
    ['hides the end of a name', 'archive-unsafe', [media, { name: 'a.ts\0.jpg', data: text }]],
    ['holds a file twice', 'archive-unsafe', [media, media]],
    ['counts bytes twice', 'archive-unsafe', [media, { name: 'b.jpg', data: text, says: { atEntry: 0 } }]],
    [
      'has entries beyond its end',
      'archive-damaged',
      [media, { name: 'b', data: text, says: { packedBytes: 1e9 } }],
    ],
    [
      'is of somebody else',
      'not-audio',
      [
        { name: 'a.txt', data: text },
        { name: 'b.txt', data: text },
      ],
    ],
    ['has no Spaces', 'no-spaces', [{ name: 'data/account.js', data: text }]],
    [
      'has no Spaces in its list',
      'no-spaces',
      [{ name: 'data/spaces-metadata.js', data: Buffer.from('a = []') }],
    ],
    [
      'locks its texts',
      'archive-encrypted',
      [media, { name: 'data/spaces-metadata.js', data: text, says: { encrypted: true } }],
    ],
    [
      'has a text like a book',
      'archive-unsafe',
      [{ name: 'data/spaces-metadata.js', data: text, deflated: true, says: { bytes: 1e9 } }],
    ],
  ])('%s: %s', async (_, code, entries) => {
    await using folder = await workFolder()
    const path = folder.at('archive.zip')
    await writeZip(path, entries)
    const result = await list(path)
    expect(result).toMatchObject({ ok: false, error: { code } })
    if (!result.ok) expect(result.error.message).toContain('archive.zip')
  })

  it.each<[string, string, Omit<RawEntry, 'name'>]>([
    ['is larger than it says', 'archive-unsafe', { data: sound, deflated: true, says: { bytes: 5000 } }],
    [
      'is smaller than it says',
      'archive-damaged',
      { data: sound, deflated: true, says: { bytes: sound.length + 1 } },
    ],
    ['is stored and says something else', 'archive-unsafe', { data: sound, says: { bytes: 5000 } }],
    ['grows beyond reason', 'archive-unsafe', { data: sound, deflated: true, says: { bytes: 70e9 } }],
    ['grows by too much', 'archive-unsafe', { data: Buffer.alloc(70 * 2 ** 20), deflated: true }],
    ['has another checksum', 'archive-damaged', { data: sound, says: { crc: 1 } }],
    ['has a broken stream', 'archive-damaged', { data: sound, says: { method: 8 } }],
    ['is locked', 'archive-encrypted', { data: sound, says: { encrypted: true } }],
    ['is packed in another way', 'unsupported', { data: sound, says: { method: 9 } }],
    ['is another file in truth', 'archive-damaged', { data: sound, localName: 'other.ts' }],
    ['holds nothing', 'empty-file', { data: Buffer.alloc(0) }],
    ['is a text', 'not-audio', { data: Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n') }],
  ])('for its Space, which %s: %s', async (_, code, entry) => {
    await using folder = await workFolder()
    await writeZip(folder.at('archive.zip'), [{ name: MEDIA, ...entry }])
    const result = await importMedia(importOptions(folder.at('archive.zip'), folder.at('media')))
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(await readdir(folder.path)).toEqual(['archive.zip'])
  })

  it('is cut off, wherever', async () => {
    await using folder = await workFolder()
    const path = await makeZip(folder.at('archive.zip'), { [MEDIA]: sound, 'data/account.js': 'x' })
    const { size } = await stat(path)
    for (const bytes of [size - 1, size - 30, size >> 1, 100, 30]) {
      await truncate(path, bytes)
      expect(await list(path), `${bytes} bytes`).toMatchObject({
        ok: false,
        error: { code: 'archive-damaged' },
      })
    }
  })
})

describe('a zip of any size', () => {
  it('is listed with a directory of zip64', async () => {
    await using folder = await workFolder()
    const files = { [MEDIA]: sound, 'data/spaces-metadata.js': spacesMetadata([ID]) }
    const path = await makeZip(folder.at('a.zip'), files, { zip64: true })
    expect(unwrap(await list(path)).spaces).toMatchObject([{ id: ID, hasMedia: true, bytes: sound.length }])
  })

  it('of 20 GB is listed at once and in little memory', async () => {
    await using folder = await workFolder()
    const ids = Array.from({ length: 200 }, (_, place) => `1space${String(place).padStart(7, '0')}`)
    const pictures = Array.from({ length: 40_000 }, (_, place) => ({
      name: `data/tweets_media/${1_700_000_000_000 + place}-AbCdEfGhIjKlMnO.jpg`,
      data: { hole: 1000 },
    }))
    const path = folder.at('twitter-2024.zip')
    await writeZip(path, [
      { name: 'data/account.js', data: Buffer.from('window.YTD.account.part0 = []') },
      ...pictures,
      ...ids.map((id) => ({ name: `data/spaces_media/space-${id}_0.ts`, data: { hole: 100e6 } })),
      // What comes after 4 GB and is read.
      { name: 'data/spaces-metadata.js', data: Buffer.from(spacesMetadata(ids)), deflated: true },
    ])
    expect((await stat(path)).size).toBeGreaterThan(20e9)
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, 'listOnce.ts'),
      path,
    ])
    const { listing, seconds, peakBytes } = JSON.parse(stdout) as {
      listing: ArchiveListing
      seconds: number
      peakBytes: number
    }
    console.log(`listed in ${seconds.toFixed(2)} s with ${(peakBytes / 1e6).toFixed(0)} MB`)
    expect(listing.spaces).toHaveLength(200)
    expect(listing.spaces[0]).toMatchObject({
      hasMedia: true,
      bytes: 100e6,
      parts: 1,
      seconds: 5400,
      hosts: ['99'],
    })
    expect(peakBytes).toBeLessThan(300e6)
    expect(seconds).toBeLessThan(10)
  })
})

it('a zip with any bytes changed is listed, imported or refused, and nothing is written outside', async () => {
  await using folder = await workFolder()
  const path = folder.at('archive.zip')
  const tiny = sound.subarray(0, 600)
  const honest: Buffer[] = []
  for (const zip64 of [false, true])
    for (const compress of [false, true]) {
      const files = { [MEDIA]: tiny, 'data/spaces-metadata.js': spacesMetadata([ID]), 'a/b.txt': 'text' }
      honest.push(await readFile(await makeZip(path, files, { zip64, compress })))
    }
  const change = fc.record({
    // Mostly the directory, at the end.
    fromEnd: fc.oneof({ weight: 3, arbitrary: fc.nat(420) }, { weight: 1, arbitrary: fc.nat(3000) }),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        Uint8Array.of(255, 255, 255, 255),
        Uint8Array.of(0, 0, 0, 0),
        Buffer.from('/../'),
        Buffer.from('PK'),
      ),
    ),
  })
  const cases = fc.record({
    zip: fc.constantFrom(...honest),
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    cut: fc.option(fc.nat(200), { freq: 8 }),
  })
  let taken = 0
  let refused = 0
  await fuzz(
    fc.asyncProperty(cases, async ({ zip, changes, cut }) => {
      const bytes = Buffer.from(zip)
      for (const { fromEnd, bytes: put } of changes)
        bytes.set(put, Math.max(0, bytes.length - fromEnd - put.length))
      await writeFile(path, bytes.subarray(0, bytes.length - (cut ?? 0)))
      const result = await list(path)
      if (!result.ok) expect(result.error.code).not.toBe('internal')
      else if (await takeAll(path, folder.at('out'))) taken += 1
      else refused += 1
      expect((await readdir(folder.path)).filter((name) => name !== 'out')).toEqual(['archive.zip'])
      await rm(folder.at('out'), { recursive: true, force: true })
    }),
    20_000,
  )
  expect(taken).toBeGreaterThan(20)
  expect(refused).toBeGreaterThan(0)
})

/** Takes every Space's sound out of a zip; whether all was well. */
async function takeAll(path: string, folder: string): Promise<boolean> {
  const { signal } = new AbortController()
  const opened = unwrap(await openZipArchive(path, signal))
  await using archive = opened
  if (opened.type === 'wrapped') return false
  await mkdir(folder)
  let isWell = true
  for (const parts of opened.layout.media.values()) {
    const result = await archive.take(parts, { folder, signal, onBytes: () => undefined })
    if (!result.ok) expect(result.error.code).toMatch(/^archive-|^unsupported$/)
    isWell &&= result.ok
    await rm(folder, { recursive: true })
    await mkdir(folder)
  }
  return isWell
}
