import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPORT_FORMATS } from '#core/contract/contract.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { readWavHeader } from '#core/formats/wav.ts'
import { FFMPEG_VARIABLE } from '#main/media/ffmpeg/find.ts'
import { serveVirtualWav } from '#main/media/virtualWav/serve.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { decode, meter, openStudio, probe, type Studio } from './studio.ts'

let studio: Studio
const path = (name: string) => join(studio.root, name)

beforeAll(async () => {
  studio = await openStudio(75)
}, 120_000)
afterAll(() => studio.close())

function hiddenFiles(): string[] {
  return readdirSync(studio.root).filter((name) => name.startsWith('.'))
}

describe('an export', () => {
  it('as WAV has the bytes that preview serves, in every range', async () => {
    const done = await studio.export({ format: 'wav' }, path('whole.wav'))
    expect(done).toMatchObject({
      ok: true,
      value: { durationSamples: episodeDuration(studio.episode), chapters: 4 },
    })
    const file = readFileSync(path('whole.wav'))
    const master = await studio.masters.of(studio.episode)
    if (!master.ok) throw new Error(master.error.message)
    const rendition = { episode: studio.episode, master: master.value, reader: studio.reader, etag: '"x"' }
    for (const from of [0, 43, 44, 1_920_010, 5_760_001, file.length - 5]) {
      const to = Math.min(file.length, from + 100_000)
      const headers = { Range: `bytes=${from}-${to - 1}` }
      const served = await serveVirtualWav(
        new Request('http://localhost/x.wav', { headers }),
        rendition,
      ).arrayBuffer()
      expect(Buffer.compare(Buffer.from(served), file.subarray(from, to))).toBe(0)
    }
    const range = { from: 123_457, to: 456_789 }
    expect((await studio.export({ format: 'wav', range }, path('range.wav'))).ok).toBe(true)
    const part = readFileSync(path('range.wav'))
    expect(readWavHeader(part)!.frames).toBe(range.to - range.from)
    expect(Buffer.compare(part.subarray(44), file.subarray(44 + range.from * 4, 44 + range.to * 4))).toBe(0)
  })

  for (const format of EXPORT_FORMATS) {
    it(`as ${format} has the exact length, the loudness, the peak, tags, chapters and a cover`, async () => {
      const cover = path('cover.jpg')
      await ffmpeg(['-f', 'lavfi', '-i', 'color=c=teal:s=300x300', '-frames:v', '1', cover])
      const target = path(`episode.${format}`)
      const seen: Progress[] = []
      const done = await studio.export({ format }, target, {
        cover: { mime: 'image/jpeg', image: readFileSync(cover) },
        onProgress: (progress) => seen.push(progress),
      })
      expect(done.ok || done.error).toBe(true)
      expect(seen.at(-1)?.fraction).toBe(1)
      const samples = await decode(target)
      const duration = episodeDuration(studio.episode)
      // ffmpeg itself plays the last frame of an M4A to its end; the container has the exact length.
      if (format === 'm4a') expect((await probe(target)).streams[0]!.duration_ts).toBe(duration)
      else expect(samples.length / 2).toBe(duration)
      const { lufs, truePeak } = await meter(target)
      console.info(`${format}: ${lufs} LUFS, ${truePeak} dBTP`)
      expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.3)
      expect(truePeak).toBeLessThanOrEqual(-1)
      if (format === 'wav') return

      const { format: container, streams, chapters } = await probe(target)
      const tags = { ...container.tags, ...streams[0]!.tags }
      const tag = (name: string) => Object.entries(tags).find(([key]) => key.toLowerCase() === name)?.[1]
      expect(tag('title')).toBe('Space = good; #1')
      expect(tag('artist')).toBe('Alice & Bob')
      expect(tag('album')).toBe('After Hours')
      expect(tag('comment') ?? tag('description')).toBe('Line one\nline two')
      expect(streams.some((stream) => stream.disposition.attached_pic === 1)).toBe(true)
      const at = (sample: number) => expect.closeTo(sample / 48_000, 2)
      expect(chapters.map(({ start_time, tags }) => [Number(start_time), tags.title])).toEqual([
        [at(0), 'Welcome'],
        [at(844_812), 'Questions; answers'],
        [at(1_440_011), 'Brand'],
        [at(1_728_011), 'Questions; answers'],
      ])
    })
  }

  it('leaves sponsors out, and takes another loudness', async () => {
    const request = { format: 'wav', withoutSponsors: true, loudnessLufs: -20 } as const
    const done = await studio.export(request, path('bare.wav'))
    expect(done).toMatchObject({
      ok: true,
      value: { durationSamples: episodeDuration(studio.episode) - 6 * 48_000, chapters: 2 },
    })
    expect(Math.abs((await meter(path('bare.wav'))).lufs - -20)).toBeLessThanOrEqual(0.3)
  })

  it('that is cancelled leaves the older file and nothing else', async () => {
    for (const format of ['wav', 'mp3'] as const) {
      const target = path(`old.${format}`)
      writeFileSync(target, 'older')
      const abort = new AbortController()
      const done = await studio.export({ format }, target, {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      })
      expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readFileSync(target, 'utf8')).toBe('older')
      expect(hiddenFiles()).toEqual([])
    }
  })

  it('says what is wrong and leaves nothing behind', async () => {
    const missing = await studio.export({ format: 'wav' }, path('no/such/folder/x.wav'))
    expect(missing).toMatchObject({ ok: false, error: { code: 'not-writable' } })
    mkdirSync(path('folder.mp3'))
    const folder = await studio.export({ format: 'mp3' }, path('folder.mp3'))
    expect(folder).toMatchObject({ ok: false, error: { code: 'not-writable' } })
    const outside = await studio.export({ format: 'wav', range: { from: 5, to: 1e9 } }, path('x.wav'))
    expect(outside).toMatchObject({ ok: false, error: { code: 'out-of-range' } })
    const unread = {
      async readInto() {
        throw new Error('the disk broke')
      },
    }
    const broken = await studio.export({ format: 'mp3' }, path('x.mp3'), {
      reader: { sequential: () => ({ ...unread, close: async () => undefined }) },
    })
    expect(broken).toMatchObject({ ok: false, error: { code: 'internal' } })
    process.env[FFMPEG_VARIABLE] = path('no-ffmpeg')
    try {
      const none = await studio.export({ format: 'mp3' }, path('x.mp3'))
      expect(none).toMatchObject({ ok: false, error: { code: 'ffmpeg-missing' } })
    } finally {
      delete process.env[FFMPEG_VARIABLE]
    }
    expect(hiddenFiles()).toEqual([])
    expect(readdirSync(studio.root).filter((name) => name.startsWith('x.'))).toEqual([])
  })
})
