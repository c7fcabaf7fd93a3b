import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { concatBytes, textFrame, writeId3 } from '#core/formats/id3-write.ts'
import { leadingTagBytes, SNIFF_BYTES, sniffContainer } from '#core/formats/sniff.ts'
import { encodeUtf8 } from '#core/formats/text-codec.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { makeSpace } from '../../fixtures/space.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterspace-sniff-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function head(kind: string): Promise<Uint8Array> {
  const bytes = await readFile(await makeTone(join(folder, 'a.bin'), kind, { samples: 48_000 }))
  return bytes.subarray(0, SNIFF_BYTES)
}

describe('real files', () => {
  test.each([
    ['wav', 'wav'],
    ['aiff', 'aiff'],
    ['flac', 'flac'],
    ['mp3', 'mp3'],
    ['m4a', 'mp4'],
    ['aac', 'adts'],
    ['ogg', 'ogg'],
    ['opus', 'ogg'],
    ['webm', 'matroska'],
    ['mka', 'matroska'],
    ['mpegts', 'mpeg-ts'],
  ])('%s is %s', async (kind, container) => {
    expect(sniffContainer(await head(kind))).toBe(container)
  })

  test('an ID3 tag in front decides nothing', async () => {
    const tag = writeId3([textFrame('TIT2', 'A title')])
    const junk = new Uint8Array(500).map((_, at) => (at * 37) & 255)
    for (const [kind, container] of [
      ['mp3', 'mp3'],
      ['aac', 'adts'],
      ['flac', 'flac'],
    ] as const) {
      const bytes = await head(kind)
      expect(sniffContainer(concatBytes([tag, bytes]))).toBe(container)
      if (kind !== 'flac') expect(sniffContainer(concatBytes([junk, tag, bytes]))).toBe(container)
    }
  })

  test('a Space is raw AAC, with and without junk, and when very short', async () => {
    const made = await makeSpace({ durationSeconds: 12, junkBytes: 200, frameSizes: 'plain' })
    expect(sniffContainer(made.bytes.subarray(0, SNIFF_BYTES))).toBe('adts')
    expect(sniffContainer(made.clean.subarray(0, 4096))).toBe('adts')
  })

  test('tags larger than the head say how far to read on', async () => {
    const picture = writeId3([{ id: 'APIC', payload: new Uint8Array(200_000) }])
    const whole = concatBytes([picture, await head('mp3')])
    expect(sniffContainer(whole.subarray(0, SNIFF_BYTES))).toBe('unknown')
    expect(leadingTagBytes(whole.subarray(0, SNIFF_BYTES))).toBe(picture.length)
    expect(sniffContainer(whole.subarray(picture.length))).toBe('mp3')
  })
})

test('what is no audio', () => {
  expect(sniffContainer(new Uint8Array(0))).toBe('empty')
  expect(sniffContainer(encodeUtf8('Just a letter to a friend.'.repeat(99)))).toBe('unknown')
  expect(sniffContainer(encodeUtf8('PK\x03\x04rest'))).toBe('zip')
  expect(sniffContainer(encodeUtf8('#EXTM3U\n#EXT-X-VERSION:3\n'))).toBe('hls-playlist')
  expect(sniffContainer(new Uint8Array(9000).fill(0xff))).toBe('unknown')
})
