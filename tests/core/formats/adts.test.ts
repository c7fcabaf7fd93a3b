import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ADTS_FORMAT, createAdtsScanner } from '#core/formats/adts.ts'
import type { FrameScan } from '#core/formats/frame-format.ts'
import { FRAMES_PER_ENTRY, seekFrame } from '#core/formats/frame-index.ts'
import { concatBytes, textFrame, writeId3 } from '#core/formats/id3-write.ts'
import { decodePcm, ffmpeg } from '../../fixtures/ffmpeg.ts'
import { type MadeSpace, makeSpace } from '../../fixtures/space.ts'
import { splitFrames, weave } from '../../fixtures/weave.ts'

interface Scanned extends FrameScan {
  clean: Uint8Array
  spans: [sourceOffset: number, length: number][]
  tags: { bytes: Uint8Array; atSample: number }[]
}

/** Everything a scanner says about `bytes` pushed in pieces of the given sizes, in turn. */
function scan(bytes: Uint8Array, pieces: readonly number[] = [bytes.length || 1]): Scanned {
  const parts: Uint8Array[] = []
  const spans: [number, number][] = []
  const tags: { bytes: Uint8Array; atSample: number }[] = []
  const scanner = createAdtsScanner({
    onClean: (run, offset) => {
      parts.push(Uint8Array.from(run))
      const last = spans.at(-1)
      if (last && last[0] + last[1] === offset) last[1] += run.length
      else spans.push([offset, run.length])
    },
    onTag: (tag, atSample) => tags.push({ bytes: Uint8Array.from(tag), atSample }),
  })
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    // Written over afterwards, as a file reader's memory is; a Buffer, whose own `slice` copies nothing.
    const piece = Buffer.from(bytes.subarray(at, at + pieces[turn % pieces.length]!))
    at += piece.length
    scanner.push(piece)
    piece.fill(0xff)
  }
  return { ...scanner.end(), clean: concatBytes(parts), spans, tags }
}

let plain: MadeSpace
let dirty: MadeSpace
let frames: Uint8Array[]
beforeAll(async () => {
  plain = await makeSpace({ durationSeconds: 20 })
  dirty = await makeSpace({ durationSeconds: 20, junkBytes: 300, tailBytes: 5, frameSizes: 'plain' })
  frames = splitFrames(plain.clean)
})

describe('real AAC', () => {
  test('the frame count is the decoded length, and the clean stream decodes to the same sound', async () => {
    for (const made of [plain, dirty]) {
      const scanned = scan(made.bytes)
      expect(scanned.frames).toBe(made.frames)
      expect(scanned.clean).toEqual(made.clean)
      const [decoded, expected] = await Promise.all([
        decodePcm(scanned.clean, 'aac'),
        decodePcm(made.clean, 'aac'),
      ])
      expect(decoded.length / 4).toBe(scanned.durationSamples)
      expect(decoded.equals(expected)).toBe(true)
    }
  })

  test('junk is counted, spans lie where they say, the cut tail is seen', () => {
    const scanned = scan(dirty.bytes)
    expect(scanned.tags.length).toBe(dirty.tickCount)
    expect(scanned.tailCut).toBe(true)
    expect(scan(plain.bytes).tailCut).toBe(false)
    expect(scan(plain.bytes).junkBytes).toBe(0)
    expect(scanned.junkBytes).toBeGreaterThanOrEqual(600)
    expect(scanned.cleanBytes + scanned.junkBytes + scanned.tagBytes).toBe(dirty.bytes.length)
    const copied = scanned.spans.map(([offset, length]) => dirty.bytes.subarray(offset, offset + length))
    expect(concatBytes(copied)).toEqual(scanned.clean)
  })

  test('the index leads to a frame at or before any second', () => {
    const { index, clean } = scan(dirty.bytes)
    for (let second = 0; second <= 20; second++) {
      const wanted = Math.floor((second * 48_000) / 1024)
      const found = seekFrame(index, wanted)
      expect(wanted - found.frame).toBeLessThan(FRAMES_PER_ENTRY)
      expect(ADTS_FORMAT.frameLength(clean, found.byteOffset)).toBeGreaterThan(0)
      expect(splitFrames(clean.subarray(0, found.byteOffset)).length).toBe(found.frame)
    }
  })

  test.each([44_100, 24_000, 16_000])(
    'at %i Hz, mono, the length at 48 kHz is rounded once',
    async (rate) => {
      const source = ['-f', 'lavfi', '-i', `sine=r=${rate}:d=3`, '-ac', '1', '-c:a', 'aac']
      const scanned = scan(await ffmpeg([...source, '-f', 'adts', 'pipe:1']))
      expect(scanned.sound).toEqual({ sampleRate: rate, channels: 1, samplesPerFrame: 1024 })
      expect(scanned.sourceSamples).toBe(scanned.frames * 1024)
      expect(scanned.durationSamples).toBe(Math.round((scanned.frames * 1024 * 48_000) / rate))
    },
  )
})

describe('whatever comes in between', () => {
  const tag = (text: string) => writeId3([textFrame('TIT2', text)])
  const insertion = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => ({ bytes, isTag: false })),
    fc.string({ maxLength: 400 }).map((text) => ({ bytes: tag(text), isTag: true })),
  )
  const insertions = fc.uniqueArray(fc.record({ atFrame: fc.nat(300), what: insertion }), {
    maxLength: 12,
    selector: ({ atFrame }) => Math.floor(atFrame / 4),
  })

  test('all frames and tags are found, at the right time, and chunks make no difference', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(insertions, pieces, (list, sizes) => {
        const some = frames.slice(100, 400)
        const spaced = list.map(({ atFrame, what }) => ({ atFrame: Math.floor(atFrame / 4) * 4, ...what }))
        const bytes = weave(some, spaced)
        const whole = scan(bytes)
        expect(whole.clean).toEqual(concatBytes(some))
        expect(whole.frames).toBe(some.length)
        const tags = spaced.filter(({ isTag }) => isTag).sort((a, b) => a.atFrame - b.atFrame)
        expect(whole.tags).toEqual(tags.map((each) => ({ bytes: each.bytes, atSample: each.atFrame * 1024 })))
        expect(scan(bytes, sizes)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  test('any bytes at all, in any chunks, give the same answer and add up', () => {
    const nasty = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(Uint8Array.of(0xff, 0xf1), Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 9)),
      fc.nat(300).map((at) => frames[at]!),
      fc.tuple(fc.nat(300), fc.nat(100)).map(([at, length]) => frames[at]!.subarray(0, length)),
    )
    const pieces = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 30 }), pieces, (parts, sizes) => {
        const bytes = concatBytes(parts)
        const whole = scan(bytes)
        expect(whole.cleanBytes + whole.junkBytes + whole.tagBytes).toBe(bytes.length)
        expect(scan(bytes, sizes)).toEqual(whole)
      }),
      { numRuns: 300 },
    )
  })

  test('a frame that is cut off by the next tag is dropped, and nothing else', () => {
    const cut = frames[150]!.subarray(0, 40)
    const bytes = concatBytes([...frames.slice(140, 150), cut, tag('next chunk'), ...frames.slice(151, 170)])
    const scanned = scan(bytes)
    expect(scanned.frames).toBe(29)
    expect(scanned.junkBytes).toBe(40)
    expect(scanned.tags[0]?.atSample).toBe(10 * 1024)
  })

  test('a tag that is cut off by the next one does not swallow it', () => {
    const cut = tag('x'.repeat(300)).subarray(0, 150)
    const bytes = concatBytes([...frames.slice(0, 9), cut, tag('next'), ...frames.slice(9, 60)])
    const scanned = scan(bytes)
    expect(scanned.tags.map((each) => each.bytes.length)).toEqual([150, tag('next').length])
    expect([scanned.frames, scanned.junkBytes]).toEqual([60, 0])
  })

  test('a whole false frame inside a tag is no frame', () => {
    const fake = writeId3([{ id: 'PRIV', payload: concatBytes(frames.slice(200, 210)) }])
    expect(scan(concatBytes([...frames.slice(0, 9), fake, ...frames.slice(9, 20)])).frames).toBe(20)
  })

  test('a plain big-endian size of the whole tag is understood', () => {
    const bytes = tag('x'.repeat(400))
    const size = bytes.length - 10
    bytes.set([0, 0, size >> 8, size & 255], 6)
    const scanned = scan(concatBytes([bytes, ...frames.slice(0, 20), bytes, ...frames.slice(20, 40)]))
    expect([scanned.frames, scanned.tags.length, scanned.junkBytes]).toEqual([40, 2, 0])
  })

  test('a change of format is followed and reported', async () => {
    const mono = ['-f', 'lavfi', '-i', 'sine=r=24000:d=1', '-ac', '1', '-c:a', 'aac', '-f', 'adts', 'pipe:1']
    const other = await ffmpeg(mono)
    const scanned = scan(concatBytes([...frames.slice(0, 47), other]))
    const added = splitFrames(other).length
    expect(scanned.formatChanges).toBe(1)
    expect(scanned.durationSamples).toBe(47 * 1024 + added * 2048)
  })

  test('nothing, and nothing but junk', () => {
    expect(scan(new Uint8Array(0))).toMatchObject({
      frames: 0,
      sound: null,
      durationSamples: 0,
      tailCut: false,
    })
    expect(scan(new Uint8Array(5000).fill(0xff))).toMatchObject({ frames: 0, junkBytes: 5000 })
  })
})

test('hops over 300 MB in a second', () => {
  const block = concatBytes(Array.from({ length: 60 }, () => plain.bytes))
  let best = 0
  for (let attempt = 0; attempt < 3; attempt++) {
    const scanner = createAdtsScanner()
    const start = performance.now()
    for (let at = 0; at < block.length; at += 1 << 20) scanner.push(block.subarray(at, at + (1 << 20)))
    expect(scanner.end().frames).toBe(plain.frames * 60)
    best = Math.max(best, block.length / 1000 / (performance.now() - start))
  }
  expect(best).toBeGreaterThan(300)
})
