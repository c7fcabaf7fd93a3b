import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '#core/problem.ts'
import { assetPath } from '#main/assets.ts'
import { endAllFfmpeg } from '#main/media/ffmpeg/child.ts'
import { FFMPEG_VARIABLE } from '#main/media/ffmpeg/find.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import { CHUNK_SAMPLES } from '#main/media/source/chunkGrid.ts'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { ffmpeg, runTool } from '../../fixtures/ffmpeg.ts'
import { catalogOf, framesRecord, seekableRecord } from './realMedia.ts'

const root = mkdtempSync(join(tmpdir(), 'afterspace-source-'))
const SECONDS = 130
const DURATION = SECONDS * 48_000
const records: MediaRecord[] = []

/** Every media item here, as one decoder that runs from start to end gives it. */
async function decodeWhole(path: string): Promise<Float32Array> {
  const args = ['-v', 'error', '-i', path, '-ar', '48000', '-ac', '2', '-f', 'f32le', 'pipe:1']
  const bytes = await runTool('ffmpeg', args)
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

function reader(cacheBytes?: number): SourceReader {
  return new SourceReader(catalogOf(root, records), cacheBytes === undefined ? {} : { cacheBytes })
}

beforeAll(async () => {
  const wav = join(root, 'tone.wav')
  // A sweep with noise, louder and softer: no stretch is like another.
  const left = `0.3*sin(2*PI*(200+3*t)*t)+0.1*(random(0)-0.5)`
  const right = `0.3*sin(2*PI*(300+2*t)*t)*(0.5+0.5*sin(t))`
  await ffmpeg([
    '-f',
    'lavfi',
    '-i',
    `aevalsrc=exprs='${left}|${right}':s=48000:d=${SECONDS}`,
    '-c:a',
    'pcm_f32le',
    wav,
  ])
  await ffmpeg(['-i', wav, '-c:a', 'aac', '-b:a', '96k', '-f', 'adts', join(root, 'tone.aac')])
  await ffmpeg(['-i', wav, '-c:a', 'aac', '-b:a', '96k', join(root, 'tone.m4a')])
  await ffmpeg(['-i', wav, '-c:a', 'flac', join(root, 'tone.flac')])
  const mp3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0']
  await ffmpeg(['-i', wav, ...mp3, join(root, 'tone.mp3')])
  await ffmpeg(['-i', wav, '-ar', '44100', ...mp3, join(root, 'tone44.mp3')])
  // Speech has the noise bands that a decoder fills from its running random state.
  const speech = join(root, 'speech.aac')
  const looped = ['-stream_loop', '-1', '-i', assetPath('resources/demo/space-1DemoAfterspc_0.ts')]
  const toAac = ['-t', String(SECONDS), '-c:a', 'aac', '-b:a', '64k', '-f', 'adts']
  await ffmpeg([...looped, ...toAac, speech])
  await ffmpeg(['-i', speech, ...toAac, '-ar', '44100', join(root, 'speech44.aac')])
  records.push(
    seekableRecord('wav', wav, DURATION),
    seekableRecord('m4a', join(root, 'tone.m4a'), DURATION),
    seekableRecord('flac', join(root, 'tone.flac'), DURATION),
    framesRecord(root, 'aac', join(root, 'tone.aac'), 'adts', DURATION),
    framesRecord(root, 'lead', join(root, 'tone.aac'), 'adts', DURATION - 5000, 1024),
    framesRecord(root, 'mp3', join(root, 'tone.mp3'), 'mp3', DURATION),
    framesRecord(root, 'mp344', join(root, 'tone44.mp3'), 'mp3', DURATION),
    framesRecord(root, 'speech', speech, 'adts', DURATION),
    framesRecord(root, 'speech44', join(root, 'speech44.aac'), 'adts', DURATION),
    seekableRecord('gone', join(root, 'gone.wav'), DURATION),
    seekableRecord('short', wav, DURATION + 90 * 48_000),
  )
}, 60_000)

afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The whole, block after block, as a renderer reads it. */
async function readOn(source: SampleSource, id: string, length: number): Promise<Float32Array> {
  const all = new Float32Array(length * 2)
  for (let at = 0; at < length; at += 32_768)
    await source.readInto(id, at, all.subarray(at * 2, Math.min(length, at + 32_768) * 2))
  return all
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  const bytes = (floats: Float32Array) => Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength)
  return bytes(a).equals(bytes(b))
}

/** Root mean square of the difference in `[from, to)`, against what lies at `shift` in the other. */
function difference(a: Float32Array, b: Float32Array, shift: number, from: number, to: number): number {
  let sum = 0
  for (let i = from * 2; i < to * 2; i++) sum += (a[i]! - (b[i + shift * 2] ?? 0)) ** 2
  return Math.sqrt(sum / (to - from) / 2)
}

describe('a source reader', () => {
  it('gives the samples of the file, exactly, where the codec is lossless', async () => {
    const source = reader()
    const whole = await decodeWhole(join(root, 'tone.wav'))
    const from = CHUNK_SAMPLES - 700
    for (const id of ['wav', 'flac']) {
      const part = await source.read(id, from, from + 1500)
      const expected = id === 'wav' ? whole : await decodeWhole(join(root, 'tone.flac'))
      expect(
        Buffer.compare(
          Buffer.from(part.buffer),
          Buffer.from(expected.slice(from * 2, (from + 1500) * 2).buffer),
        ),
      ).toBe(0)
    }
    await source.close()
  })

  for (const [id, file, lead] of [
    ['aac', 'tone.aac', 0],
    ['lead', 'tone.aac', 1024],
    ['m4a', 'tone.m4a', 0],
    ['mp3', 'tone.mp3', 0],
    ['mp344', 'tone44.mp3', 0],
  ] as const) {
    it(`has no seam where chunks of ${id} meet, and lies on the right sample`, async () => {
      const source = reader()
      const whole = await decodeWhole(join(root, file))
      const length = records.find((record) => record.id === id)!.durationSamples
      const all = await source.read(id, 0, length)
      // The decoder's own noise differs, so samples do; they must not differ more at a seam than elsewhere.
      const elsewhere = difference(all, whole, lead, CHUNK_SAMPLES + 5000, 2 * CHUNK_SAMPLES - 5000)
      for (const seam of [CHUNK_SAMPLES, 2 * CHUNK_SAMPLES]) {
        expect(difference(all, whole, lead, seam - 480, seam + 480)).toBeLessThan(elsewhere * 2 + 1e-4)
      }
      expect(difference(all, whole, lead, 0, length - 48_000)).toBeLessThan(0.01)
      expect(difference(all, whole, lead + 1, 20_000, 60_000)).toBeGreaterThan(0.012)
      await source.close()
    })
  }

  // Read on, chunks come many from one process; after a jump, each from a decoder that stood ready.
  for (const id of ['aac', 'lead', 'speech', 'speech44', 'mp3', 'mp344', 'm4a', 'flac', 'wav']) {
    it(`gives a sample of ${id} the same bits whatever was read before`, async () => {
      const length = records.find((record) => record.id === id)!.durationSamples
      const whole = reader()
      const all = await readOn(whole, id, length)
      await whole.close()
      // So little memory that every chunk is let go before the next.
      const forgetful = reader(1)
      for (const second of [129, 119.95, 3, 60, 9.9, 74.3, 0, 110, 20, 42.42, 88]) {
        const from = Math.round(second * 48_000) + 3
        const to = Math.min(length, from + 8000)
        const part = await forgetful.read(id, from, to)
        expect(sameBits(part, all.subarray(from * 2, to * 2))).toBe(true)
      }
      expect(sameBits(await readOn(forgetful, id, length), all)).toBe(true)
      await forgetful.close()
    }, 30_000)
  }

  it('gives the same bits when the system ends its decoders', async () => {
    const source = reader()
    const all = await readOn(source, 'speech', DURATION)
    await source.close()
    const disturbed = reader()
    let at = 0
    for (let step = 0; at < DURATION; step++) {
      const to = Math.min(DURATION, at + 90_000)
      if (step % 7 === 3) endAllFfmpeg()
      expect(sameBits(await disturbed.read('speech', at, to), all.subarray(at * 2, to * 2))).toBe(true)
      at = to
    }
    await disturbed.close()
  }, 30_000)

  it('is read by several at once, who jump away and go on', async () => {
    const source = reader()
    const all = await readOn(source, 'speech', DURATION)
    source.forget('speech')
    const walk = async (start: number) => {
      for (let step = 0; step < 25; step++) {
        const from = ((start + step * 13) % 129) * 48_000 + step
        const abort = new AbortController()
        const reading = source.read('speech', from, from + 20_000, abort.signal)
        if (step % 3 === 1) setTimeout(() => abort.abort(), 15)
        const part = await reading.catch(() => null)
        if (part) expect(sameBits(part, all.subarray(from * 2, (from + 20_000) * 2))).toBe(true)
        else expect(abort.signal.aborted).toBe(true)
      }
    }
    await Promise.all([walk(0), walk(7), walk(64), readOn(source, 'speech', DURATION)])
    await source.close()
    await expect(source.read('speech', 0, 10)).rejects.toMatchObject({ problem: { code: 'cancelled' } })
  }, 30_000)

  it('is silent outside the media, and where the file is shorter than it should be', async () => {
    const source = reader()
    const before = await source.read('wav', -100, 100)
    expect(before.subarray(0, 200).every((value) => value === 0)).toBe(true)
    expect(before.subarray(200).some((value) => value !== 0)).toBe(true)
    const beyond = await source.read('short', DURATION - 10, DURATION + 5000)
    expect(beyond.subarray(20).every((value) => value === 0)).toBe(true)
    const farBeyond = await source.read('short', DURATION + 80 * 48_000, DURATION + 80 * 48_000 + 50)
    expect(farBeyond.every((value) => value === 0)).toBe(true)
    await source.close()
  })

  it('answers before a chunk is complete, and stops when nobody waits', async () => {
    const source = reader()
    const abort = new AbortController()
    const reading = source.read('mp3', DURATION - 100, DURATION, abort.signal)
    abort.abort(new Error('gone elsewhere'))
    await expect(reading).rejects.toThrow('gone elsewhere')
    // The same chunk can be read afterwards.
    expect((await source.read('mp3', DURATION - 100, DURATION)).some((value) => value !== 0)).toBe(true)
    await source.close()
  })

  it('says which file is missing, and finds it when it is back', async () => {
    const source = reader()
    const problem = await source.read('gone', 0, 10).catch((error) => error)
    expect(problem).toBeInstanceOf(ProblemError)
    expect(problem.problem).toMatchObject({ code: 'missing-media' })
    expect(problem.problem.message).toContain('gone.wav')
    await ffmpeg(['-i', join(root, 'tone.wav'), '-c', 'copy', join(root, 'gone.wav')])
    expect(await source.read('gone', 0, 10)).toHaveLength(20)
    await expect(source.read('nothing', 0, 10)).rejects.toMatchObject({ problem: { code: 'missing-media' } })
    await source.close()
  })

  it('says when ffmpeg is missing', async () => {
    const source = reader()
    process.env[FFMPEG_VARIABLE] = join(root, 'no-ffmpeg')
    try {
      await expect(source.read('wav', 0, 10)).rejects.toMatchObject({ problem: { code: 'ffmpeg-missing' } })
    } finally {
      delete process.env[FFMPEG_VARIABLE]
    }
    await source.close()
  })
})

describe('a sequential reader', () => {
  for (const id of ['aac', 'lead', 'speech', 'speech44', 'mp344', 'm4a', 'flac', 'wav'])
    it(`gives ${id} the bits that preview hears, also across cuts`, async () => {
      const source = reader()
      const length = records.find((record) => record.id === id)!.durationSamples
      const all = await readOn(source, id, length)
      const ahead = source.sequential()
      expect(sameBits(await readOn(ahead, id, length), all)).toBe(true)
      // Cuts short and long, a place twice at once as in a crossfade, and back to the start as in a moved clip.
      for (const from of [0, 30_000, 700_000, 690_000, 4_000_000, 4_050_000, 6_000_000, 10, 500_000]) {
        const [part, other] = [new Float32Array(40_000), new Float32Array(40_000)]
        const later = Math.min(length - 20_000, from + 2_400_000)
        await Promise.all([ahead.readInto(id, from, part), ahead.readInto(id, later, other)])
        expect(sameBits(part, all.subarray(from * 2, from * 2 + 40_000))).toBe(true)
        expect(sameBits(other, all.subarray(later * 2, later * 2 + 40_000))).toBe(true)
      }
      await ahead.close()
      await source.close()
    })

  it('goes on when the system ends its decoders', async () => {
    const source = reader()
    const all = await readOn(source, 'speech', DURATION)
    const ahead = source.sequential()
    const block = new Float32Array(180_000)
    for (let at = 0, step = 0; at + 90_000 <= DURATION; at += 90_000, step++) {
      if (step % 7 === 3) endAllFfmpeg()
      await ahead.readInto('speech', at, block)
      expect(sameBits(block, all.subarray(at * 2, at * 2 + block.length))).toBe(true)
    }
    await ahead.close()
    await source.close()
  })

  it('is silent outside, says what is missing, and stops when it is told to', async () => {
    const source = reader()
    const ahead = source.sequential()
    const beyond = new Float32Array(400)
    await ahead.readInto('short', DURATION - 100, beyond)
    expect(beyond.subarray(200).every((value) => value === 0)).toBe(true)
    await expect(ahead.readInto('nothing', 0, beyond)).rejects.toMatchObject({
      problem: { code: 'missing-media' },
    })
    const abort = new AbortController()
    const reading = ahead.readInto('mp3', DURATION - 200, beyond, abort.signal)
    abort.abort(new Error('gone elsewhere'))
    await expect(reading).rejects.toThrow('gone elsewhere')
    await ahead.close()
    await source.close()
  })
})
