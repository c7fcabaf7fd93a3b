import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clip } from '#core/episode/schema.ts'
import { timelineToSource } from '#core/episode/timeline.ts'
import { PEAK_UNIT } from '#core/signal/peaks.ts'
import {
  COLUMN_KIND,
  makeColumns,
  type PeakReader,
  timelineColumns,
} from '#renderer/timeline/peaks/columns.ts'
import { levelFor, makeReader, TILE_BUCKETS } from '#renderer/timeline/peaks/levels.ts'
import { ByteCache } from '#renderer/timeline/peaks/lru.ts'
import { PCM_TILE_FRAMES, type PcmReader } from '#renderer/timeline/peaks/pcm.ts'
import { pcmColumns, pcmSamples } from '#renderer/timeline/peaks/pcmColumns.ts'
import { readWavHeader } from '#renderer/timeline/peaks/wavHeader.ts'
import { wavHeader } from './harness/sound.ts'

function clip(id: string, start: number, length: number, more: Partial<Clip> = {}): Clip {
  return {
    id,
    mediaId: 'm',
    start,
    length,
    gainDb: 0,
    fadeInSamples: 0,
    fadeOutSamples: 0,
    joinSamples: 0,
    ...more,
  }
}

/** A source whose sample `s` is `s / 1e6`: every extreme says exactly where it was read. */
const ramp: PeakReader = {
  read(from, to, into) {
    into.max = (Math.ceil(to) - 1) / 1e6
    into.min = -Math.floor(from) / 1e6
    return true
  },
}

describe('columns of the edited timeline', () => {
  it('show the source that plays there', () => {
    const clips = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 40, max: 60_000 })), {
        minLength: 1,
        maxLength: 12,
      })
      .map((list) => list.map(([start, length], i) => clip(`c${i}`, start, length)))
    const place = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 300 }))
    fc.assert(
      fc.property(clips, place, (list, [startSample, samplesPerPixel]) => {
        const view = { startSample, samplesPerPixel, widthPx: 200 }
        const columns = timelineColumns(list, () => ramp, view, makeColumns(200))
        const total = list.reduce((sum, { length }) => sum + length, 0)
        const gridStart = Math.floor(startSample / samplesPerPixel) * samplesPerPixel
        for (let i = 0; i < columns.count; i++) {
          const from = gridStart + i * samplesPerPixel
          const to = Math.min(total, from + samplesPerPixel)
          if (from >= total) {
            expect(columns.kind[i]).toBe(COLUMN_KIND.none)
            continue
          }
          let highest = 0
          for (let at = from; at < to; at++)
            highest = Math.max(highest, timelineToSource(list, at)!.sample / 1e6)
          expect(columns.max[i]).toBeCloseTo(highest, 6)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are the same wherever the window begins on the grid', () => {
    const list = [clip('a', 0, 50_000), clip('b', 90_000, 50_000)]
    const at = (startSample: number) =>
      timelineColumns(list, () => ramp, { startSample, samplesPerPixel: 100, widthPx: 50 }, makeColumns(50))
    const first = at(48_000)
    const later = at(48_300)
    for (let i = 0; i < 40; i++) expect(later.max[i]).toBe(first.max[i + 3])
    expect(at(48_050).offsetPx).toBe(-0.5)
  })

  it('apply gain and fades, and tell reads apart', () => {
    const flat: PeakReader = {
      read(_from, _to, into) {
        into.max = 0.5
        into.min = -0.5
        return true
      },
    }
    const list = [
      clip('a', 0, 10_000, { gainDb: -20, fadeInSamples: 2_000 }),
      clip('b', 0, 10_000, { slot: 'mid' }),
    ]
    const view = { startSample: 0, samplesPerPixel: 100, widthPx: 200 }
    const columns = timelineColumns(list, () => flat, view, makeColumns(200))
    expect(columns.max[50]).toBeCloseTo(0.05, 5)
    expect(columns.max[0]).toBeLessThan(0.005)
    expect(columns.max[10]).toBeCloseTo(0.05 * Math.sin((Math.PI / 2) * (1050 / 2000)), 5)
    expect(columns.kind[50]).toBe(COLUMN_KIND.recording)
    expect(columns.kind[150]).toBe(COLUMN_KIND.read)
    expect(columns.max[150]).toBeCloseTo(0.5, 5)
  })
})

const INFO = {
  durationSamples: 256 * TILE_BUCKETS * 3,
  levels: [
    { samplesPerBucket: 256, buckets: TILE_BUCKETS * 3 },
    { samplesPerBucket: 2048, buckets: (TILE_BUCKETS * 3) / 8 },
  ],
}

describe('levels', () => {
  it('choose the coarsest that is fine enough', () => {
    expect(levelFor(INFO, 1)).toBe(0)
    expect(levelFor(INFO, 2047)).toBe(0)
    expect(levelFor(INFO, 2048)).toBe(1)
    expect(levelFor(INFO, 1e9)).toBe(1)
  })

  it('read across tiles, and show a coarser level until the finer is there', () => {
    const tiles = new Map<string, Int16Array>()
    const wanted: string[] = []
    const reader = () =>
      makeReader(INFO, 0, (level, tile) => {
        const key = `${level}:${tile}`
        if (!tiles.has(key)) wanted.push(key)
        return tiles.get(key)
      })
    const into = { max: 9, min: 9 }
    expect(reader().read(0, 256, into)).toBe(false)
    expect(into).toEqual({ max: 9, min: 9 })
    expect(wanted).toEqual(['0:0', '1:0'])
    tiles.set('1:0', new Int16Array(TILE_BUCKETS * 2).fill(PEAK_UNIT / 2))
    expect(reader().read(0, 256, into)).toBe(true)
    expect(into.max).toBeCloseTo(0.5, 3)
    tiles.set('0:0', new Int16Array(TILE_BUCKETS * 2).fill(100))
    const second = new Int16Array(TILE_BUCKETS * 2).fill(-200)
    second[0] = PEAK_UNIT
    tiles.set('0:1', second)
    reader().read((TILE_BUCKETS - 1) * 256, (TILE_BUCKETS + 1) * 256, into)
    expect(into.max).toBe(1)
    expect(into.min).toBeCloseTo(-200 / PEAK_UNIT, 9)
  })
})

describe('cache', () => {
  it('stays within its bytes and drops what was used longest ago', () => {
    const cache = new ByteCache<Uint8Array>(100)
    cache.set('a', new Uint8Array(40))
    cache.set('b', new Uint8Array(40))
    cache.get('a')
    cache.set('c', new Uint8Array(40))
    expect(cache.get('b')).toBeUndefined()
    expect(cache.get('a')).toHaveLength(40)
    expect(cache.bytes).toBe(80)
    cache.set('a', new Uint8Array(10))
    expect(cache.bytes).toBe(50)
  })
})

describe('WAV header', () => {
  it('is read in both forms', () => {
    const rf64 = Uint8Array.from(wavHeader(3e9)).buffer
    expect(readWavHeader(rf64)).toEqual({ dataOffset: 80, channels: 2, sampleRate: 48_000 })
    const riff = new Uint8Array(44)
    riff.set(new Uint8Array(rf64, 48, 32), 12)
    for (const [at, text] of [
      [0, 'RIFF'],
      [8, 'WAVE'],
    ] as const)
      for (let i = 0; i < 4; i++) riff[at + i] = text.charCodeAt(i)
    expect(readWavHeader(riff.buffer)?.dataOffset).toBe(44)
  })

  it('is refused when it is something else', () => {
    expect(readWavHeader(new ArrayBuffer(4))).toBeNull()
    expect(readWavHeader(new ArrayBuffer(512))).toBeNull()
    expect(readWavHeader(Uint8Array.from(wavHeader(1)).buffer.slice(0, 60))).toBeNull()
  })
})

describe('real samples', () => {
  /** Sample `n` of the timeline is `n % 1000`, on both channels. */
  const reader: PcmReader = {
    channels: 2,
    tile: (index) =>
      Int16Array.from({ length: PCM_TILE_FRAMES * 2 }, (_, i) => (index * PCM_TILE_FRAMES + (i >> 1)) % 1000),
  }

  it('give the extremes of each column, joined to the next', () => {
    const view = { startSample: PCM_TILE_FRAMES - 500, samplesPerPixel: 10, widthPx: 100 }
    const columns = makeColumns(100)
    columns.count = 100
    columns.offsetPx = -0.6
    pcmColumns(reader, view, 1e6, 1, columns)
    const first = PCM_TILE_FRAMES - 500 - 6
    expect(columns.min[0]! * 32_768).toBeCloseTo(first % 1000, 3)
    expect(columns.max[0]! * 32_768).toBeCloseTo((first + 10) % 1000, 3)
  })

  it('give every sample of a deep view', () => {
    const view = { startSample: PCM_TILE_FRAMES - 5.5, samplesPerPixel: 1 / 16, widthPx: 160 }
    const run = pcmSamples(reader, view, 1e6, 2)!
    expect(run.first).toBe(PCM_TILE_FRAMES - 7)
    run.values.forEach((value, i) => {
      expect(value * 16_384).toBeCloseTo((run.first + i) % 1000, 2)
    })
    expect(pcmSamples({ channels: 2, tile: () => undefined }, view, 1e6, 1)).toBeNull()
  })
})
