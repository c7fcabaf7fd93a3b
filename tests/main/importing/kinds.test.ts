/** Every kind of file keeps its length and its places to the sample. */
import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SourceAccess } from '#main/media/mediaRecord.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { imported, linearDecode, makeSweep, readBack, shiftOf, workFolder } from './imported.ts'

const SECONDS = 64
/** Longer than a chunk of the reader and than a part of the analysis: both have to seek. */
const RATE = 48_000

interface Kind {
  readonly name: string
  readonly encode: readonly string[]
  readonly sampleRate?: number
  readonly access: SourceAccess['type']
  readonly file?: 'original' | 'working'
  /** Exact length where the encoder keeps it. */
  readonly samples?: number
}

const whole = SECONDS * RATE
const MPEG4 = ['-c:a', 'aac', '-b:a', '128k']
const PICTURE = ['-f', 'lavfi', '-i', `color=s=32x32:r=5:d=${SECONDS}`, '-map', '0:a', '-map', '1:v']

const KINDS: readonly Kind[] = [
  { name: 'wav', encode: ['-c', 'copy', '-f', 'wav'], access: 'seekable', file: 'original', samples: whole },
  {
    name: 'wav at 44.1 kHz',
    encode: ['-f', 'wav'],
    sampleRate: 44_100,
    access: 'seekable',
    file: 'original',
    samples: whole,
  },
  {
    name: 'mono wav',
    encode: ['-ac', '1', '-f', 'wav'],
    access: 'seekable',
    file: 'original',
    samples: whole,
  },
  { name: 'flac', encode: ['-f', 'flac'], access: 'seekable', file: 'original', samples: whole },
  { name: 'm4a', encode: [...MPEG4, '-f', 'ipod'], access: 'seekable', file: 'original' },
  {
    name: 'm4a at 44.1 kHz',
    encode: [...MPEG4, '-f', 'ipod'],
    sampleRate: 44_100,
    access: 'seekable',
    file: 'original',
  },
  {
    name: 'film',
    encode: [...PICTURE, '-c:v', 'libx264', '-preset', 'ultrafast', ...MPEG4, '-f', 'mp4'],
    access: 'seekable',
    file: 'working',
  },
  { name: 'mp3', encode: ['-c:a', 'libmp3lame', '-f', 'mp3'], access: 'frames', samples: whole },
  {
    name: 'variable mp3 at 44.1 kHz',
    encode: ['-c:a', 'libmp3lame', '-q:a', '4', '-f', 'mp3'],
    sampleRate: 44_100,
    access: 'frames',
    samples: whole,
  },
  {
    name: 'variable mp3 without a table',
    encode: ['-c:a', 'libmp3lame', '-q:a', '4', '-write_xing', '0', '-f', 'mp3'],
    access: 'frames',
  },
  { name: 'adts', encode: [...MPEG4, '-f', 'adts'], access: 'frames' },
  {
    name: 'mono adts at 44.1 kHz',
    encode: [...MPEG4, '-ac', '1', '-f', 'adts'],
    sampleRate: 44_100,
    access: 'frames',
  },
  {
    name: 'ogg vorbis',
    encode: ['-c:a', 'libvorbis', '-f', 'ogg'],
    access: 'seekable',
    file: 'original',
    samples: whole,
  },
  {
    name: 'opus',
    encode: ['-c:a', 'libopus', '-f', 'opus'],
    access: 'seekable',
    file: 'original',
    samples: whole,
  },
  {
    name: 'webm',
    encode: ['-c:a', 'libopus', '-f', 'webm'],
    access: 'seekable',
    file: 'working',
    samples: whole,
  },
  { name: 'matroska with AAC', encode: [...MPEG4, '-f', 'matroska'], access: 'frames' },
  { name: 'transport stream', encode: [...MPEG4, '-f', 'mpegts'], access: 'frames' },
]

describe('every kind of file', () => {
  let folder: Awaited<ReturnType<typeof workFolder>>
  beforeAll(async () => {
    folder = await workFolder()
    await makeSweep(folder.at('48000.wav'), SECONDS)
    await makeSweep(folder.at('44100.wav'), SECONDS, 44_100)
  })
  afterAll(() => folder[Symbol.asyncDispose]())

  it.each(KINDS)('keeps its length and its places: $name', async (kind) => {
    await using own = await workFolder()
    // The name says nothing on purpose.
    const path = own.at('sound.bin')
    const [input, ...rest] = [folder.at(`${kind.sampleRate ?? RATE}.wav`), ...kind.encode]
    await ffmpeg(['-i', input, ...rest, path])
    const media = await imported(path, own.at('media'))
    const { record } = media
    expect(record.access.type).toBe(kind.access)
    if (record.access.type === 'seekable') expect(record.access.file).toBe(kind.file)
    expect(record.sourceSampleRate).toBe(kind.name === 'webm' ? 48_000 : (kind.sampleRate ?? RATE))

    const linear = await linearDecode(path, record.sourceChannels)
    if (kind.samples !== undefined) expect(record.durationSamples).toBe(kind.samples)
    // A resampler may give one sample more or less at the end than the length in exact fractions.
    const tolerance = kind.sampleRate === undefined ? 0 : 1
    expect(Math.abs(record.durationSamples - linear.length / 2)).toBeLessThanOrEqual(tolerance)

    for (const at of [0, 30 * RATE, 60 * RATE, 62 * RATE]) {
      const part = await readBack(media, own.at('media'), at, at + 5000)
      const settled = at === 0 ? 2000 : 0
      expect(shiftOf(linear, part.subarray(settled * 2), at + settled)).toBe(0)
      const loudest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
      expect(loudest).toBeGreaterThan(0.1)
    }
    if (kind.file === 'original') await expect(stat(own.at('media/working.bin'))).rejects.toThrow('ENOENT')
  })
})
