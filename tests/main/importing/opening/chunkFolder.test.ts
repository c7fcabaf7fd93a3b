/** Downloads of chunks: whole, with holes, repeats and junk, in any order, with playlists right and wrong. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { importMedia } from '#main/importing/importMedia.ts'
import { chunkName, type MadeChunks, makeChunks, playlistOf, writeChunks } from '../../../fixtures/chunks.ts'
import { imported, importOptions, readBack, workFolder } from '../imported.ts'

const RATE = 48_000
const ERROR_PAGE = Buffer.from('<html><body>404 Not Found</body></html>'.repeat(50))

let made: MadeChunks
let silent: MadeChunks
beforeAll(async () => {
  // Numbers from 8 on: as text, 10 comes before 8.
  made = await makeChunks({ durationSeconds: 40 }, 8)
  silent = await makeChunks({ durationSeconds: 15, withTags: false, turns: [] })
})

const placeOf = (place: number) => made.chunks.slice(0, place).reduce((sum, { samples }) => sum + samples, 0)
const namesOf = ({ chunks }: MadeChunks) => chunks.map(({ name }) => name)

describe('a folder of chunks', () => {
  it('is one recording: exact, with its speakers, whatever the order of its files', async () => {
    await using folder = await workFolder()
    await writeFile(folder.at('whole.aac'), Buffer.concat(made.chunks.map(({ bytes }) => bytes)))
    const whole = await imported(folder.at('whole.aac'), folder.at('whole'))
    await writeChunks(folder.at('chunks'), made.chunks.toReversed())
    const media = await imported(folder.at('chunks'), folder.at('media'))
    expect(media.record).toMatchObject({
      originalPath: folder.at('chunks'),
      durationSamples: made.durationSamples,
      contentHash: whole.record.contentHash,
      originalBytes: whole.record.originalBytes,
      gaps: [],
    })
    expect(media.hydra).toEqual(whole.hydra)
    expect(media.name).toBe('chunks')
    expect(media.warnings).toEqual([])
    const [mine, theirs] = await Promise.all(
      ['media', 'whole'].map((name) => readFile(folder.at(`${name}/working.bin`))),
    )
    expect(Buffer.compare(mine!, theirs!)).toBe(0)
    const sound = await readBack(media, folder.at('media'), 10 * RATE, 10 * RATE + 4000)
    expect(sound.some((value) => Math.abs(value) > 0.02)).toBe(true)
  })

  it('shows what is missing once, where it is missing', async () => {
    await using folder = await workFolder()
    await writeChunks(folder.at('chunks'), made.chunks.toSpliced(8, 1).toSpliced(3, 2))
    const { record, warnings } = await imported(folder.at('chunks'), folder.at('media'))
    const lost = placeOf(5) - placeOf(3)
    expect(record.durationSamples).toBe(made.durationSamples - lost - made.chunks[8]!.samples)
    expect(record.gaps).toHaveLength(2)
    expect(record.gaps[0]!.atSample).toBe(placeOf(3))
    expect(record.gaps[1]!.atSample).toBe(placeOf(8) - lost)
    expect(record.gaps[0]!.missingSeconds).toBeCloseTo(lost / RATE, 0)
    expect(record.gaps[1]!.missingSeconds).toBeCloseTo(3, 0)
    expect(warnings).toEqual(['3 chunks are missing; the gaps are marked.'])
  })

  it('without tags shows gaps by numbers and clocks, and keeps silence that repeats', async () => {
    await using folder = await workFolder()
    await writeChunks(folder.at('chunks'), silent.chunks.toSpliced(2, 1))
    const media = await imported(folder.at('chunks'), folder.at('media'))
    expect(media.hydra).toBeNull()
    expect(media.record.durationSamples).toBe(silent.durationSamples - silent.chunks[2]!.samples)
    expect(media.record.gaps).toHaveLength(1)
    expect(media.record.gaps[0]!.missingSeconds).toBeCloseTo(3, 0)
    expect(media.record.startedAtUnixSeconds).toBeCloseTo(silent.startedAtUnixSeconds, 3)
  })

  it('leaves out what is broken or comes twice, and says so', async () => {
    await using folder = await workFolder()
    const { chunks } = made
    const cut = chunks[4]!.bytes.subarray(0, chunks[4]!.bytes.length - 20)
    const path = await writeChunks(folder.at('chunks'), [
      ...chunks.filter((_, place) => ![2, 4, 9].includes(place)),
      { name: chunks[2]!.name, bytes: ERROR_PAGE },
      { name: chunks[9]!.name, bytes: new Uint8Array() },
      { name: chunks[4]!.name, bytes: cut },
      { name: chunks[5]!.name.replace('_a', '_a (1)'), bytes: chunks[5]!.bytes },
      { name: chunkName(90, made.startedAtUnixSeconds + 100), bytes: chunks[6]!.bytes },
      { name: 'readme.txt', bytes: Buffer.from('hello') },
    ])
    await mkdir(folder.at('chunks/old'))
    const { record, warnings } = await imported(path, folder.at('media'))
    const lost = chunks[2]!.samples + chunks[9]!.samples + 1024
    expect(record.durationSamples).toBe(made.durationSamples - lost)
    expect(record.gaps.map(({ atSample }) => atSample)).toEqual([
      placeOf(2),
      placeOf(9) - chunks[2]!.samples - 1024,
    ])
    expect(warnings).toEqual([
      '2 chunks hold no sound and were left out.',
      '1 chunk breaks off.',
      '2 chunks are there twice and were left out.',
    ])
  })

  it('tells a chunk that is missing from one that is broken at the end', async () => {
    await using folder = await workFolder()
    const whole = made.chunks.toSpliced(4, 1).slice(0, -1)
    await writeChunks(folder.at('chunks'), [...whole, { ...made.chunks.at(-1)!, bytes: ERROR_PAGE }])
    const { warnings } = await imported(folder.at('chunks'), folder.at('media'))
    expect(warnings).toEqual([
      '1 chunk is missing; the gap is marked.',
      '1 chunk holds no sound and was left out.',
    ])
  })

  it('goes by numbers where clocks are wrong', async () => {
    await using folder = await workFolder()
    const odd = made.chunks.map((chunk, place) =>
      place === 3 ? { ...chunk, name: chunkName(chunk.index, made.startedAtUnixSeconds + 25) } : chunk,
    )
    await writeChunks(folder.at('chunks'), odd)
    const { record, warnings } = await imported(folder.at('chunks'), folder.at('media'))
    expect(record.durationSamples).toBe(made.durationSamples)
    expect(record.gaps).toEqual([])
    expect(warnings).toEqual(['1 chunk has a clock that does not fit its number, which decided.'])
  })

  it('is none where no chunk holds sound, or there are no chunks', async () => {
    await using folder = await workFolder()
    const path = await writeChunks(folder.at('chunks'), [{ name: made.chunks[0]!.name, bytes: ERROR_PAGE }])
    for (const make of [
      async () => undefined,
      async () => {
        await rm(folder.at(`chunks/${made.chunks[0]!.name}`))
        await writeFile(folder.at('chunks/a.m3u8'), playlistOf(['gone.aac']))
      },
      async () => await rm(folder.at('chunks/a.m3u8')),
    ]) {
      await make()
      const result = await importMedia(importOptions(path, folder.at('media')))
      expect(result).toMatchObject({ ok: false, error: { code: 'not-audio' } })
      expect(await readdir(folder.path)).toEqual(['chunks'])
    }
  })

  it('leaves nothing when it is cancelled', async () => {
    await using folder = await workFolder()
    await writeChunks(folder.at('chunks'), made.chunks)
    for (const during of ['Looking at the chunks', 'Reading', 'Analysing']) {
      const stop = new AbortController()
      const result = await importMedia({
        ...importOptions(folder.at('chunks'), folder.at('media')),
        signal: stop.signal,
        onProgress: ({ stage }) => stage === during && stop.abort(),
      })
      expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(await readdir(folder.path)).toEqual(['chunks'])
    }
  })
})

describe('a playlist', () => {
  async function withPlaylist(text: string, chunks = made.chunks, name = 'playlist.m3u8') {
    const folder = await workFolder()
    await writeChunks(folder.at('chunks'), chunks)
    await writeFile(folder.at(`chunks/${name}`), text)
    return folder
  }

  it('that is right tells of chunks missing at both ends', async () => {
    await using folder = await withPlaylist(
      playlistOf(namesOf(made).map((name) => `https://example.com/live/${name}?type=replay`)),
      made.chunks.slice(2, -1),
    )
    for (const path of ['chunks', 'chunks/playlist.m3u8']) {
      const { record, warnings } = await imported(folder.at(path), folder.at('media'))
      expect(record.originalPath).toBe(folder.at('chunks'))
      expect(record.gaps).toEqual([
        { atSample: 0, missingSeconds: 6 },
        { atSample: record.durationSamples, missingSeconds: 3 },
      ])
      expect(warnings).toEqual(['3 chunks are missing; the gaps are marked.'])
    }
  })

  it.each([
    ['names only 3 of 14', (names: readonly string[]) => playlistOf(names.slice(-3), [])],
    ['another order', (names: readonly string[]) => playlistOf(names.toReversed())],
    ['names none of the chunks', () => playlistOf(['a.aac', 'b.aac'])],
    ['does not begin', () => ERROR_PAGE.toString()],
  ])('that is wrong is left alone: %s', async (reason, make) => {
    await using folder = await withPlaylist(make(namesOf(made)))
    const { record, warnings } = await imported(folder.at('chunks'), folder.at('media'))
    expect(record).toMatchObject({ durationSamples: made.durationSamples, gaps: [] })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('playlist.m3u8')
    expect(warnings[0]).toContain(reason)
  })

  it('of playlists beside a right one is no matter', async () => {
    await using folder = await withPlaylist(playlistOf(namesOf(made)))
    await writeFile(
      folder.at('chunks/master.m3u8'),
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nplaylist.m3u8\n',
    )
    expect((await imported(folder.at('chunks'), folder.at('media'))).warnings).toEqual([])
    expect((await imported(folder.at('chunks/master.m3u8'), folder.at('media'))).warnings).toEqual([])
  })

  it('gives chunks of other names their order', async () => {
    const names = ['zeta.aac', 'b c.aac', '10.aac', '9.aac']
    const renamed = names.map((name, place) => ({ ...made.chunks[place]!, name }))
    await using folder = await withPlaylist(
      playlistOf([
        ...names.slice(0, 2).map((name) => encodeURIComponent(name)),
        'lost.aac',
        ...names.slice(2),
      ]),
      renamed,
    )
    const media = await imported(folder.at('chunks'), folder.at('media'))
    expect(media.record.durationSamples).toBe(placeOf(4))
    expect(media.hydra?.startedAtUnixSeconds).toBeCloseTo(made.startedAtUnixSeconds, 1)
    expect(media.warnings).toEqual(['1 chunk is missing; the gap is marked.'])
  })

  it('never leads anywhere else', async () => {
    await using folder = await withPlaylist(playlistOf(['../whole.aac', 'http://127.0.0.1:9/other.aac']), [])
    await writeFile(folder.at('whole.aac'), Buffer.concat(made.chunks.map(({ bytes }) => bytes)))
    const result = await importMedia(importOptions(folder.at('chunks/playlist.m3u8'), folder.at('media')))
    expect(result).toMatchObject({ ok: false, error: { code: 'not-audio' } })
    if (!result.ok) expect(result.error.message).toContain('none of the chunks')
  })
})
