/** Every reader of bytes, over good ones gone wrong: no crash, no endless loop, and nothing larger than its input. */
import { describe, expect, it } from 'vitest'
import { createAdtsScanner } from '#core/formats/adts.ts'
import { chunkSound } from '#core/formats/chunk-sound.ts'
import type { FrameScanner } from '#core/formats/frame-format.ts'
import { createHydraReader, hydraTag } from '#core/formats/hydra.ts'
import { hydraTimeline } from '#core/formats/hydra-timeline.ts'
import { privateOf, readId3, textOf, userTextOf } from '#core/formats/id3.ts'
import { correctInfoFrame } from '#core/formats/infoFrame.ts'
import { createMp3Scanner } from '#core/formats/mp3.ts'
import { leadingTagBytes, sniffContainer } from '#core/formats/sniff.ts'
import { readWavHeader, wavHeader } from '#core/formats/wav.ts'
import { damaged } from '../../support/damaged.ts'

const TAG = hydraTag({
  ntpSeconds: 3_856_965_984.391,
  participants: [
    {
      userId: '1aBcDeFgHiJkL',
      userName: 'alice',
      sessionId: 's',
      profileUrl: 'https://x/y',
    },
  ],
  levels: [12, 40],
})

/** A stereo frame of AAC-LC at 48 kHz with nothing in it. */
function adtsFrame(length = 40): Uint8Array {
  const frame = new Uint8Array(length)
  frame.set([0xff, 0xf1, 0x4c, 0x80 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc])
  return frame
}

/** A frame of MPEG-1 layer III at 48 kHz and 64 kb/s. */
function mp3Frame(): Uint8Array {
  const frame = new Uint8Array(192)
  frame.set([0xff, 0xfb, 0x54, 0x00])
  return frame
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

const ADTS = concat(TAG, adtsFrame(), adtsFrame(33), TAG, adtsFrame(), adtsFrame(57), adtsFrame())
const MP3 = concat(TAG, mp3Frame(), mp3Frame(), mp3Frame(), mp3Frame())

function scanAll(scanner: FrameScanner, bytes: Uint8Array, cut: number): void {
  scanner.push(bytes.subarray(0, cut))
  scanner.push(bytes.subarray(cut))
  const scan = scanner.end()
  expect(scan.cleanBytes).toBeLessThanOrEqual(bytes.length)
  expect(scan.frames).toBeLessThanOrEqual(bytes.length / 7)
}

describe('damaged bytes', () => {
  it('of tags', () => {
    damaged([TAG, concat(TAG, TAG)], (bytes) => {
      for (const frame of readId3(bytes)?.frames ?? []) {
        textOf(frame)
        userTextOf(frame)
        privateOf(frame)
      }
      const tick = createHydraReader().read(bytes, 4_800)
      if (tick) hydraTimeline([tick], { durationSamples: 480_000 })
    })
  })

  it('of raw AAC', () => {
    damaged([ADTS], (bytes) => {
      scanAll(createAdtsScanner(), bytes, bytes.length >> 1)
      expect(chunkSound(bytes).samples).toBeLessThanOrEqual((bytes.length / 7) * 1024)
    })
  })

  it('of MP3', () => {
    damaged([MP3], (bytes) => scanAll(createMp3Scanner(), bytes, bytes.length >> 2))
    damaged([mp3Frame()], (bytes) => void correctInfoFrame(bytes.slice(), 10, 1_000, 9_000))
  })

  it('of any file’s first part', () => {
    damaged([ADTS, MP3, TAG, wavHeader(4_800)], (bytes) => {
      sniffContainer(bytes)
      leadingTagBytes(bytes)
    })
  })

  it('of WAV headers', () => {
    damaged([wavHeader(4_800), wavHeader(2 ** 32)], (bytes) => void readWavHeader(bytes))
  })
})
