import { createHash } from 'node:crypto'
import {
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import type { PackManifest } from '#core/formats/pack.ts'
import { unwrap } from '#core/problem.ts'
import { createServices, type Services } from '#main/services.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { edit, imported, pack, unpack } from './packing.ts'

type Entries = Map<string, Buffer>

interface Written {
  readonly deflate?: readonly string[]
  readonly mode?: ReadonlyMap<string, number>
  readonly twice?: string
}

const root = mkdtempSync(join(tmpdir(), 'afterspace-nasty-'))
let good: Entries
let there: Services

beforeAll(async () => {
  const recording = await makeTone(join(root, 'a.wav'), 'wav', { samples: 48_000 })
  const services = unwrap(createServices({ libraryPath: join(root, 'library'), host: 'cli' }))
  const id = await imported(services, recording)
  edit(services, id, { type: 'cut', from: 100, to: 200 }, { type: 'cut', from: 500, to: 700 })
  unwrap(services.projects.undo(id))
  const path = join(root, 'good.afterspace')
  unwrap(await pack(services, id, path))
  await services.close()
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false })
  good = new Map()
  for await (const entry of zip.eachEntry())
    good.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  zip.close()
  there = unwrap(createServices({ libraryPath: join(root, 'other'), host: 'cli' }))
}, 60_000)

afterAll(async () => {
  await there.close()
  rmSync(root, { recursive: true, force: true })
})

async function write(entries: Entries, { deflate = [], mode, twice }: Written = {}): Promise<string> {
  const path = join(root, 'bad.afterspace')
  const zip = new ZipFile()
  for (const [name, bytes] of entries)
    for (let i = 0; i < (name === twice ? 2 : 1); i++)
      zip.addBuffer(bytes, name, {
        compress: deflate.includes(name) || !name.startsWith('media/'),
        ...(mode?.has(name) && { mode: mode.get(name)! }),
      })
  zip.end()
  await pipeline(zip.outputStream as Readable, createWriteStream(path))
  return path
}

function manifestOf(entries: Entries): PackManifest {
  return JSON.parse(entries.get('manifest.json')!.toString())
}

/** The good pack with its manifest changed. */
function withManifest(change: (manifest: PackManifest) => unknown, entries = good): Entries {
  const manifest = manifestOf(entries)
  const changed = change(manifest) ?? manifest
  return new Map([...entries, ['manifest.json', Buffer.from(JSON.stringify(changed))]])
}

/** The good pack with an entry changed, and its hash with it, so that only what it says can be wrong. */
function withText(name: string, change: (text: string) => string): Entries {
  const bytes = Buffer.from(change(good.get(name)!.toString()))
  const entry = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const changed = withManifest((manifest) => {
    if (name === 'log.jsonl') manifest.log = entry
    else manifest.documents[0] = { ...manifest.documents[0]!, ...entry }
  })
  return changed.set(name, bytes)
}

/** Replaces one name by another of the same length everywhere in a written zip. */
function renamed(path: string, from: string, to: string): string {
  const text = readFileSync(path).toString('latin1').replaceAll(from, to)
  writeFileSync(path, text, 'latin1')
  return path
}

async function expectRefused(path: string, code: string): Promise<string> {
  const result = await unpack(there, path)
  expect(result).toMatchObject({ ok: false, error: { code } })
  expect(readdirSync(join(there.library.path, 'media'))).toEqual([])
  expect(there.projects.list()).toEqual([])
  expect(there.library.media.list()).toEqual([])
  if (result.ok) throw new Error('unreachable')
  return result.error.message
}

describe('a pack that cannot be trusted', { timeout: 60_000 }, () => {
  it('is refused when its files are not what they should be', async () => {
    const sound = [...good.keys()].find((name) => name.startsWith('media/'))!
    const without = (name: string) => new Map([...good].filter(([key]) => key !== name))
    for (const name of good.keys()) await expectRefused(await write(without(name)), 'pack-damaged')
    const flipped = Buffer.from(good.get(sound)!)
    flipped[5000]! ^= 1
    expect(await expectRefused(await write(new Map([...good, [sound, flipped]])), 'pack-damaged')).toContain(
      'not what was packed',
    )
    expect(await expectRefused(await write(good, { twice: sound }), 'pack-damaged')).toContain('twice')
    const link = new Map([[sound, 0o120777]])
    expect(await expectRefused(await write(good, { mode: link }), 'pack-damaged')).toContain('link')
    // One bit of the sound in the file itself: the checksum of the zip and the hash both tell.
    const path = await write(good)
    const bytes = readFileSync(path)
    bytes[bytes.indexOf(good.get(sound)!.subarray(0, 64)) + 2000]! ^= 4
    writeFileSync(path, bytes)
    await expectRefused(path, 'pack-damaged')
  })

  it('is refused when names lead elsewhere', async () => {
    for (const evil of ['../../evil.txt', '/tmp/evil-x.txt', 'C:/evil-xx.txt', 'a\\..\\evil.txt']) {
      const dull = 'x'.repeat(evil.length)
      await expectRefused(
        renamed(await write(new Map([...good, [dull, Buffer.from('evil')]])), dull, evil),
        'pack-damaged',
      )
    }
    for (const id of ['../../x', '/abs', 'a/b', 'a\\b', '.', '..', '', 'CON:'])
      await expectRefused(
        await write(
          withManifest((manifest) => {
            manifest.media[0]!.id = id
          }),
        ),
        'pack-damaged',
      )
  })

  it('is refused when it would grow', async () => {
    const zeros = Buffer.alloc(140 * 1024 * 1024)
    const bomb = await write(new Map([...good, ['log.jsonl', zeros]]))
    expect(statSync(bomb).size).toBeLessThan(5_000_000)
    expect(await expectRefused(bomb, 'pack-damaged')).toContain('large')
    const many = await write(good)
    const claimed = readFileSync(many)
    // Number of entries in the record that ends a zip.
    claimed.writeUInt16LE(20_001, claimed.length - 22 + 10)
    writeFileSync(many, claimed)
    expect(await expectRefused(many, 'pack-damaged')).toContain('entries')
    // The zip's directory claims more than the entry gives.
    const lying = await write(good)
    const bytes = readFileSync(lying)
    const directory = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bytes.writeUInt32LE(bytes.readUInt32LE(directory + 24) + 1000, directory + 24)
    writeFileSync(lying, bytes)
    await expectRefused(lying, 'pack-damaged')
  })

  it('is refused when it is cut short, or no pack at all', async () => {
    const path = await write(good)
    const whole = readFileSync(path)
    for (let i = 1; i < 12; i++) {
      writeFileSync(path, whole.subarray(0, Math.floor((whole.length * i) / 12)))
      await expectRefused(path, 'pack-damaged')
    }
    writeFileSync(path, '')
    await expectRefused(path, 'pack-damaged')
    await expectRefused(root, 'pack-damaged')
    await expectRefused(join(root, 'nowhere.afterspace'), 'not-found')
    await expectRefused(await write(new Map([['readme.txt', Buffer.from('Hello')]])), 'pack-damaged')
  })

  it('is refused when a newer Afterspace wrote it', async () => {
    const newer = await write(withManifest((manifest) => ({ ...manifest, version: 2, media: 'otherwise' })))
    expect(await expectRefused(newer, 'pack-newer')).toContain('newer')
    await expectRefused(
      await write(
        withText('documents/0.json', (text) => text.replace('"schemaVersion":2', '"schemaVersion":3')),
      ),
      'pack-newer',
    )
    const unknown = withText('log.jsonl', (text) => text.replace('"type":"cut"', '"type":"fly"'))
    await expectRefused(await write(unknown), 'pack-damaged')
    const later = withManifest((manifest) => {
      manifest.app = '99.0.0'
    }, unknown)
    expect(await expectRefused(await write(later), 'pack-newer')).toContain('99.0.0')
  })

  it('is refused when its history or documents do not hold', async () => {
    const log = (change: (lines: string[]) => string[]) =>
      write(withText('log.jsonl', (text) => change(text.split('\n')).join('\n')))
    await expectRefused(await log((lines) => lines.slice(1)), 'pack-damaged')
    await expectRefused(await log((lines) => lines.slice(0, 1)), 'pack-damaged')
    await expectRefused(
      await log(([first, ...rest]) => [first!.replace('"to":200', '"to":99999999'), ...rest]),
      'pack-damaged',
    )
    await expectRefused(
      await log((lines) => [...lines.slice(0, 2), ...Array(5).fill(lines[2])]),
      'pack-damaged',
    )
    const document = (change: (text: string) => string) => write(withText('documents/0.json', change))
    await expectRefused(
      await document((text) => text.replace('"length":48000', '"length":48001')),
      'pack-damaged',
    )
    await expectRefused(
      await document((text) => text.replace(/"id":"[0-9a-f]{8}"/, '"id":"other"')),
      'pack-damaged',
    )
    await expectRefused(
      await document((text) => text.replaceAll(/rec-[0-9a-f-]+/g, 'rec-gone')),
      'pack-damaged',
    )
    await expectRefused(await document(() => '[]'), 'pack-damaged')
  })

  it('is refused when its sound is none, or would make a decoder open other files', async () => {
    const sound = [...good.keys()].find((name) => name.startsWith('media/'))!
    for (const text of [
      'not a sound '.repeat(500),
      '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n',
      `ffconcat version 1.0\nfile '${join(root, 'a.wav')}'\n`,
      '',
    ]) {
      const bytes = Buffer.from(text)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const changed = withManifest((manifest) => {
        const media = manifest.media[0]!
        media.sound = { bytes: bytes.length, sha256 }
        media.contentHash = sha256
      }).set(sound, bytes)
      await expectRefused(await write(changed), 'pack-damaged')
    }
    await expectRefused(
      await write(
        withManifest((manifest) => {
          manifest.media[0]!.contentHash = 'a'.repeat(64)
        }),
      ),
      'pack-damaged',
    )
  })

  it('is taken when there is more in it than is known', async () => {
    const more = withManifest((manifest) => ({ ...manifest, mood: 'good' }))
    more.set('notes/readme.txt', Buffer.from('Hello'))
    const { projectId } = unwrap(await unpack(there, await write(more)))
    expect(unwrap(there.projects.open(projectId)).history).toMatchObject({ position: 1, revision: 3 })
    expect(unwrap(there.projects.redo(projectId)).history.position).toBe(2)
  })
})
