import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { concatBytes, textFrame, writeId3 } from '#core/formats/id3-write.ts'
import { createMp3Scanner } from '#core/formats/mp3.ts'
import { encodeUtf8 } from '#core/formats/text-codec.ts'
import { makeTone, type ToneOptions } from '../../fixtures/audio.ts'
import { decodePcm } from '../../fixtures/ffmpeg.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterspace-mp3-'))
})
afterAll(() => rm(folder, { recursive: true }))

function scan(bytes: Uint8Array, piece = bytes.length) {
  const runs: Uint8Array[] = []
  const scanner = createMp3Scanner({ onClean: (run) => runs.push(run.slice()) })
  for (let at = 0; at < bytes.length; at += piece) scanner.push(bytes.slice(at, at + piece))
  return { ...scanner.end(), clean: concatBytes(runs) }
}

async function mp3(options: ToneOptions): Promise<Uint8Array> {
  return readFile(await makeTone(join(folder, 'tone.mp3'), 'mp3', options))
}

describe('real MP3', () => {
  test.each([
    ['constant rate', 44_100, 2, ['-b:a', '128k'], 1152],
    ['variable rate', 48_000, 2, ['-q:a', '4'], 1152],
    ['mono', 48_000, 1, ['-b:a', '64k'], 1152],
    ['MPEG-2', 22_050, 2, ['-b:a', '64k'], 576],
    ['MPEG-2.5', 8_000, 1, ['-b:a', '16k'], 576],
  ])('%s: frames count what decodes, LAME tells the padding', async (_, rate, channels, output, perFrame) => {
    const samples = rate * 3 + 777
    const bytes = await mp3({ samples, sampleRate: rate, channels, output })
    const scanned = scan(bytes)
    expect(scanned.sound).toEqual({ sampleRate: rate, channels, samplesPerFrame: perFrame })
    const { delaySamples, paddingSamples } = scanned.padding!
    const heard = (await decodePcm(join(folder, 'tone.mp3'))).length / 2 / channels
    expect(scanned.sourceSamples - delaySamples - paddingSamples).toBe(heard)
    // At 8 kHz the encoder's own table is a few samples too long.
    if (rate > 8_000) expect(heard).toBe(samples)
    expect([scanned.junkBytes, scanned.tailCut]).toEqual([0, false])
    const decoded = await decodePcm(scanned.clean, 'mp3')
    expect(decoded.length / 2 / channels).toBe(scanned.sourceSamples)
  })

  test('without a table frame every frame counts', async () => {
    const bytes = await mp3({ samples: 96_000, output: ['-write_xing', '0', '-id3v2_version', '0'] })
    const scanned = scan(bytes)
    expect(scanned.padding).toBeNull()
    expect(scanned.cleanBytes).toBe(bytes.length)
  })

  test('tags around the sound are left out, and chunks make no difference', async () => {
    const bytes = await mp3({ samples: 96_000, output: ['-q:a', '5'] })
    const bare = scan(bytes)
    const ape = Uint8Array.of(...encodeUtf8('APETAGEX'), ...new Uint8Array(24))
    ape.set([0xd0, 7], 8)
    ape[12] = 32 + 20
    const footer = ape.slice()
    ape[23] = 0xa0
    footer[23] = 0x80
    const v1 = concatBytes([encodeUtf8('TAG'), new Uint8Array(125)])
    const picture = writeId3([textFrame('TIT2', 'x'), { id: 'APIC', payload: bytes.slice(0, 30_000) }])
    const dressed = concatBytes([picture, bytes, ape, new Uint8Array(20), footer, v1])
    const whole = scan(dressed)
    expect(whole.clean).toEqual(bare.clean)
    expect([whole.junkBytes, whole.tailCut]).toEqual([0, false])
    expect(whole.padding).toEqual(bare.padding)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), (piece) => {
        expect(scan(dressed, piece)).toEqual(whole)
      }),
      { numRuns: 25 },
    )
  })
})
