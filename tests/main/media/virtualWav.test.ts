import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWavHeader, wavFileBytes, wavHeader } from '#core/formats/wav.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import { parseByteRange } from '#main/media/virtualWav/byteRange.ts'
import { type Rendition, serveVirtualWav } from '#main/media/virtualWav/serve.ts'
import { episodeOf, recording } from '../../core/plan/documents.ts'
import { syntheticSource } from './syntheticSource.ts'

const FRAMES = 20_000
const TOTAL = wavFileBytes(FRAMES)
const rendition: Rendition = {
  episode: episodeOf([recording('m0', FRAMES)]),
  master: { gainDb: 2, ceilingDb: -1 },
  reader: syntheticSource(new Map([['m0', FRAMES]])),
  etag: '"e1-7"',
}

function get(headers: Record<string, string> = {}, method = 'GET'): Response {
  return serveVirtualWav(
    new Request('http://localhost/media/episodes/e1/7.wav', { method, headers }),
    rendition,
  )
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer())
}

describe('the virtual WAV', () => {
  it('is a whole WAV file', async () => {
    const response = get()
    expect(response.status).toBe(200)
    expect(response.headers.get('Accept-Ranges')).toBe('bytes')
    expect(response.headers.get('Content-Length')).toBe(String(TOTAL))
    expect(response.headers.get('Cache-Control')).toContain('immutable')
    const bytes = await bytesOf(response)
    expect(bytes).toHaveLength(TOTAL)
    expect(readWavHeader(bytes)).toEqual({
      channels: 2,
      sampleRate: 48_000,
      bitsPerSample: 16,
      dataOffset: 44,
      dataBytes: FRAMES * 4,
      frames: FRAMES,
    })
  })

  it('answers any range with just those bytes', async () => {
    const whole = await bytesOf(get())
    await fc.assert(
      fc.asyncProperty(fc.nat(TOTAL - 1), fc.nat(TOTAL * 2), async (from, length) => {
        const response = get({ Range: `bytes=${from}-${from + length}` })
        const to = Math.min(TOTAL, from + length + 1)
        expect(response.status).toBe(206)
        expect(response.headers.get('Content-Range')).toBe(`bytes ${from}-${to - 1}/${TOTAL}`)
        expect(response.headers.get('Content-Length')).toBe(String(to - from))
        const part = await bytesOf(response)
        expect(part.length).toBe(to - from)
        expect(Buffer.compare(part, whole.subarray(from, to))).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('knows open, suffix, several and impossible ranges', () => {
    const range = (header: string | null) => parseByteRange(header, 1000)
    expect(range(null)).toEqual({ type: 'whole' })
    expect(range('bytes=0-')).toEqual({ type: 'part', from: 0, to: 1000 })
    expect(range('bytes=990-2000')).toEqual({ type: 'part', from: 990, to: 1000 })
    expect(range('bytes=-10')).toEqual({ type: 'part', from: 990, to: 1000 })
    expect(range('bytes=-5000')).toEqual({ type: 'part', from: 0, to: 1000 })
    expect(range('bytes=10-19, 30-39')).toEqual({ type: 'part', from: 10, to: 20 })
    expect(range('bytes=2000-, 30-39')).toEqual({ type: 'part', from: 30, to: 40 })
    expect(range('bytes=1000-')).toEqual({ type: 'none' })
    expect(range('bytes=-0')).toEqual({ type: 'none' })
    for (const odd of ['bytes=9-3', 'bytes=x-', 'bytes=-', 'lines=1-2']) {
      expect(range(odd)).toEqual({ type: 'whole' })
    }
  })

  it('answers HEAD, 304, 405, 416 and a stale If-Range', async () => {
    const head = get({}, 'HEAD')
    expect([head.status, head.headers.get('Content-Length'), head.body]).toEqual([200, String(TOTAL), null])
    const etag = head.headers.get('ETag')!
    expect(get({ 'If-None-Match': etag }).status).toBe(304)
    expect(get({}, 'POST').status).toBe(405)
    const beyond = get({ Range: `bytes=${TOTAL}-` })
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${TOTAL}`])
    expect(get({ Range: 'bytes=0-9', 'If-Range': '"other"' }).status).toBe(200)
    expect(get({ Range: 'bytes=0-9', 'If-Range': etag }).status).toBe(206)
  })

  it('mixes nothing before it is asked, and stops when the reader goes away', async () => {
    let asked = 0
    const signals: (AbortSignal | undefined)[] = []
    const reader: SampleSource = {
      async readInto(_mediaId, _start, _out, signal) {
        asked++
        signals.push(signal)
      },
    }
    const response = serveVirtualWav(new Request('http://localhost/x.wav'), {
      ...rendition,
      episode: episodeOf([recording('m0', 48_000_000)]),
      reader,
    })
    expect(asked).toBe(0)
    const body = response.body!.getReader()
    await body.read()
    expect(asked).toBe(0)
    await body.read()
    expect(asked).toBe(1)
    await body.cancel()
    expect(signals[0]?.aborted).toBe(true)
    expect(asked).toBe(1)
  })
})

describe('the WAV header', () => {
  it('round-trips, as RF64 beyond 4 GB', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(1, 2), (frames, channels) => {
        const header = wavHeader(frames, { channels })
        const info = readWavHeader(header)!
        expect([info.frames, info.channels, info.dataOffset]).toEqual([frames, channels, header.length])
        expect(info.dataBytes + header.length).toBe(wavFileBytes(frames, channels))
      }),
    )
    const hours24 = 24 * 3600 * 48_000
    expect(String.fromCharCode(...wavHeader(hours24).subarray(0, 4))).toBe('RF64')
    expect(readWavHeader(wavHeader(hours24))!.frames).toBe(hours24)
    expect(readWavHeader(new Uint8Array(44))).toBeNull()
  })
})
