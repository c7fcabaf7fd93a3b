import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { startFfmpeg } from '#main/media/ffmpeg/child.ts'
import { runDecode } from '#main/media/ffmpeg/decode.ts'
import { runEncode } from '#main/media/ffmpeg/encode.ts'
import { ffmpegFailure, lastWords } from '#main/media/ffmpeg/failure.ts'
import { FFMPEG_VARIABLE, findFfmpeg } from '#main/media/ffmpeg/find.ts'
import { bytesOf, pcmOutput } from '#main/media/ffmpeg/pcm.ts'
import { probeAudio } from '#main/media/ffmpeg/probe.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterspace-ffmpeg-'))
  await makeTone(at('mono.wav'), 'wav', { samples: 96_000, channels: 1, peakDb: -6 })
  await makeTone(at('stereo.wav'), 'wav', { samples: 96_000, peakDb: -6 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function decode(path: string, sourceChannels: number): Promise<Float32Array> {
  const parts: Uint8Array[] = []
  const args = ['-i', path, ...pcmOutput({ format: 'f32le', sourceChannels })]
  unwrap(await runDecode({ args, onBytes: (bytes) => void parts.push(bytes.slice()) }))
  const bytes = new Uint8Array(Buffer.concat(parts))
  return new Float32Array(bytes.buffer)
}

describe('finding ffmpeg', () => {
  it('tells its path and version', () => {
    expect(unwrap(findFfmpeg()).version).toMatch(/\d/)
  })

  it('says what to do where there is none, and finds it again afterwards', () => {
    const before = process.env[FFMPEG_VARIABLE]
    process.env[FFMPEG_VARIABLE] = at('nothing')
    try {
      const missing = findFfmpeg()
      expect(missing).toMatchObject({ ok: false, error: { code: 'ffmpeg-missing' } })
      expect(!missing.ok && missing.error.hint).toContain('Install ffmpeg')
    } finally {
      if (before === undefined) delete process.env[FFMPEG_VARIABLE]
      else process.env[FFMPEG_VARIABLE] = before
    }
    expect(findFfmpeg().ok).toBe(true)
  })
})

describe('decoding', () => {
  it('plays mono on both sides at its own level', async () => {
    const mono = await decode(at('mono.wav'), 1)
    expect(mono).toHaveLength(96_000 * 2)
    expect(mono).toEqual(await decode(at('stereo.wav'), 2))
    expect(Math.max(...mono.subarray(0, 2000))).toBeCloseTo(10 ** (-6 / 20), 2)
  })

  it('hands out arrays whose slices are copies', async () => {
    const kinds = new Set<string>()
    const args = ['-i', at('mono.wav'), ...pcmOutput({ format: 's16le', sourceChannels: 1 })]
    unwrap(await runDecode({ args, onBytes: (bytes) => void kinds.add(bytes.constructor.name) }))
    expect([...kinds]).toEqual(['Uint8Array'])
  })

  it('feeds standard input, and ends ffmpeg when it is enough', async () => {
    const bytes = await readFile(at('stereo.wav'))
    let heard = 0
    const args = ['-i', 'pipe:0', ...pcmOutput({ format: 's16le', sourceChannels: 2 })]
    const onBytes = (part: Uint8Array) => {
      heard += part.length
      return heard < 100_000
    }
    unwrap(await runDecode({ args, input: [bytes.subarray(0, 5000), bytes.subarray(5000)], onBytes }))
    expect(heard).toBeGreaterThanOrEqual(100_000)
  })

  it('opens a stretch of a file by its bytes', async () => {
    const raw = at('raw.pcm')
    const padded = Buffer.concat([Buffer.alloc(100, 1), Buffer.alloc(4000, 0), Buffer.alloc(100, 1)])
    await writeFile(raw, padded)
    const input = ['-f', 's16le', '-ar', '48000', '-ac', '2', '-i', bytesOf(raw, 100, 4100)]
    let heard = 0
    const onBytes = (bytes: Uint8Array) => {
      heard += bytes.length
      expect(bytes.every((byte) => byte === 0)).toBe(true)
      return true
    }
    unwrap(
      await runDecode({ args: [...input, ...pcmOutput({ format: 's16le', sourceChannels: 2 })], onBytes }),
    )
    expect(heard).toBe(4000)
  })

  it('is cancelled by its signal and fails when somebody ends ffmpeg', async () => {
    const endless = ['-re', '-f', 'lavfi', '-i', 'anullsrc']
    const args = [...endless, ...pcmOutput({ format: 's16le', sourceChannels: 2 })]
    const cancelled = await runDecode({ args, onBytes: () => true, signal: AbortSignal.timeout(300) })
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } })

    const child = unwrap(startFfmpeg(['-nostdin', '-v', 'error', ...args]))
    child.stdout.resume()
    child.kill()
    const failure = ffmpegFailure(await child.ended, 'play')
    expect(failure).toMatchObject({ ok: false, error: { code: 'ffmpeg-failed' } })
  })

  it('tells a vanished file from a damaged one', async () => {
    const run = (path: string) =>
      runDecode({
        args: ['-i', path, ...pcmOutput({ format: 's16le', sourceChannels: 2 })],
        onBytes: () => true,
      })
    expect(await run(at('gone.wav'))).toMatchObject({ ok: false, error: { code: 'vanished' } })
    await writeFile(at('damaged.wav'), 'RIFF....WAVEnothing')
    expect(await run(at('damaged.wav'))).toMatchObject({ ok: false, error: { code: 'ffmpeg-failed' } })
  })

  it('knows a full disk and the last words', () => {
    const end = { code: 1, killedBy: null, said: '[out#0 @ 0x1] Error\nav_write: No space left on device\n' }
    expect(ffmpegFailure(end, 'write')).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(lastWords('one\n[mp3 @ 0x55] two\n\n')).toBe('two')
  })
})

describe('probing', () => {
  it('tells codec, rate, channels and names', async () => {
    const tags = ['-metadata', 'title=A = talk; about #1', '-metadata', 'artist=Ana']
    await ffmpeg([
      '-i',
      at('mono.wav'),
      ...tags,
      '-c:a',
      'aac',
      '-ar',
      '44100',
      '-f',
      'ipod',
      at('named.bin'),
    ])
    expect(unwrap(await probeAudio(at('named.bin')))).toMatchObject({
      codec: 'aac',
      sampleRate: 44_100,
      channels: 1,
      hasVideo: false,
      tags: { title: 'A = talk; about #1', artist: 'Ana' },
    })
  })

  it('counts the channels of surround', async () => {
    const layout = 'aevalsrc=exprs=0|0|0|0|0|0:c=5.1:d=0.5'
    await ffmpeg(['-f', 'lavfi', '-i', layout, '-f', 'wav', at('surround.wav')])
    expect(unwrap(await probeAudio(at('surround.wav'))).channels).toBe(6)
  })
})

describe('encoding', () => {
  it('writes a file and tells how far it is', async () => {
    const told: number[] = []
    const options = {
      inputs: [{ source: at('stereo.wav') }],
      outputOptions: ['-c:a', 'flac', '-f', 'flac'],
      outputPath: at('copy.bin'),
      totalSeconds: 2,
      onProgress: (fraction: number) => void told.push(fraction),
    }
    unwrap(await runEncode(options))
    expect(told.at(-1)).toBeCloseTo(1, 1)
    expect(await decode(at('copy.bin'), 2)).toEqual(await decode(at('stereo.wav'), 2))
  })

  it('says what went wrong, and stops when it is cancelled', async () => {
    const outputOptions = ['-c:a', 'flac', '-f', 'flac']
    const missing = await runEncode({
      inputs: [{ source: at('no.wav') }],
      outputOptions,
      outputPath: at('x'),
    })
    expect(missing).toMatchObject({ ok: false, error: { code: 'vanished' } })
    const endless = { source: 'anullsrc', options: ['-re', '-f', 'lavfi'] }
    const signal = AbortSignal.timeout(500)
    const cancelled = await runEncode({ inputs: [endless], outputOptions, outputPath: at('y'), signal })
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(existsSync(at('x'))).toBe(false)
  })
})
