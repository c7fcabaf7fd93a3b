import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { episodeDuration } from '#core/episode/timeline.ts'
import { MP3 } from '#main/exporting/seam.ts'
import { OVERLAP_FRAMES, planSegments } from '#main/exporting/segments.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { decode, openStudio, type Studio } from './studio.ts'

let studio: Studio
const path = (name: string) => join(studio.root, name)

beforeAll(async () => {
  studio = await openStudio(190)
  const done = await studio.export({ format: 'wav' }, path('whole.wav'))
  expect(done.ok).toBe(true)
}, 120_000)
afterAll(() => studio.close())

/** Mean square of what a coding adds, in `[from, to)`. */
function error(coded: Float32Array, original: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let i = from * 2; i < to * 2; i++) sum += (coded[i]! - original[i]!) ** 2
  return sum / (to - from) / 2
}

describe('segments', () => {
  it('cover all frames, each with time to settle', () => {
    const length = 500 * 48_000 + 123
    const segments = planSegments(MP3, length, 4)
    expect(segments).toHaveLength(4)
    expect(segments.at(-1)!.endSample).toBe(length)
    for (let i = 1; i < segments.length; i++) {
      const { cutFrame, firstFrame, startSample } = segments[i]!
      expect(startSample).toBe(firstFrame * MP3.frameSamples)
      expect(firstFrame).toBeLessThan(cutFrame)
      expect(segments[i - 1]!.endSample).toBe((cutFrame + OVERLAP_FRAMES) * MP3.frameSamples)
    }
    expect(planSegments(MP3, 100 * 48_000, 4)).toHaveLength(1)
  })
})

/** One encoder with the settings of the export. */
const SINGLE = [
  ...['-c:a', 'libmp3lame', '-compression_level', '5', '-b:a', '160k', '-reservoir', '0'],
  ...['-af', 'aformat=sample_fmts=fltp,volume=1.0526315789'],
]

describe('a joined MP3', () => {
  it('is what one encoder makes, to the sample, and has no seam', async () => {
    const done = await studio.export({ format: 'mp3', loudnessLufs: null }, path('joined.mp3'))
    expect(done.ok || done.error).toBe(true)
    await studio.export({ format: 'wav', loudnessLufs: null }, path('plain.wav'))
    await ffmpeg(['-i', path('plain.wav'), ...SINGLE, path('single.mp3')])
    const [original, joined, single] = await Promise.all(
      ['plain.wav', 'joined.mp3', 'single.mp3'].map((name) => decode(path(name))),
    )
    const duration = episodeDuration(studio.episode)
    expect(joined!.length / 2).toBe(duration)
    const segments = planSegments(MP3, duration, 4)
    expect(segments.length).toBeGreaterThanOrEqual(2)
    const whole = error(single!, original!, 0, duration)
    expect(error(joined!, original!, 0, duration)).toBeLessThan(whole * 1.1)
    // The louder a place, the more a coding adds: a seam is measured against the same place of the single coding.
    for (const { cutFrame } of segments.slice(1)) {
      const from = cutFrame * MP3.frameSamples - 4096
      for (let at = from; at < from + (OVERLAP_FRAMES + 8) * MP3.frameSamples; at += 2048) {
        const added = error(joined!, original!, at, at + 2048)
        expect(added).toBeLessThan(error(single!, original!, at, at + 2048) * 3 + whole * 0.1 + 1e-9)
      }
    }
    expect(readdirSync(studio.root).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('is taken back whole when it is cancelled in the middle', async () => {
    const abort = new AbortController()
    const done = await studio.export({ format: 'mp3' }, path('gone.mp3'), {
      signal: abort.signal,
      onProgress: ({ fraction }) => {
        if (fraction > 0.3) abort.abort()
      },
    })
    expect(done).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(
      readdirSync(studio.root).filter((name) => name.startsWith('.') || name.startsWith('gone')),
    ).toEqual([])
  })
})
