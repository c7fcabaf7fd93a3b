import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { id3Length, privateOf, readId3, textOf, userTextOf } from '#core/formats/id3.ts'
import { concatBytes, privateFrame, textFrame, userTextFrame, writeId3 } from '#core/formats/id3-write.ts'
import { decodeLatin1, decodeUtf8, decodeUtf16, encodeUtf8 } from '#core/formats/text-codec.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((value) => value.replaceAll('\0', ''))
const sizes = fc.constantFrom('synchsafe' as const, 'plain' as const)

describe('text', () => {
  test('UTF-8 is read and written as the platform does it, broken bytes included', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(encodeUtf8(value)).toEqual(new TextEncoder().encode(value))
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const read = decodeUtf8(bytes).replace(/\ufffd+/g, '?')
        const expected = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replace(/\ufffd+/g, '?')
        expect(read).toBe(expected)
      }),
    )
  })

  test('UTF-16 obeys its byte order mark', () => {
    expect(decodeUtf16(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0xac, 0x20), false)).toBe('A€')
    expect(decodeUtf16(Uint8Array.of(0xfe, 0xff, 0, 0x41, 0x20, 0xac, 7), true)).toBe('A€')
    expect(decodeUtf16(Uint8Array.of(0, 0x41), false)).toBe('A')
    expect(decodeLatin1(Uint8Array.of(0x41, 0xe9))).toBe('Aé')
  })
})

describe('reading what was written', () => {
  test('any frames, with both kinds of frame size, padding and unsynchronisation', () => {
    const frames = fc.array(
      fc.oneof(
        text.map((value) => textFrame('TIT2', value)),
        fc.tuple(text, text).map(([name, value]) => userTextFrame(name, value)),
        fc.uint8Array({ maxLength: 400 }).map((data) => privateFrame('owner', data)),
      ),
      { minLength: 1, maxLength: 6 },
    )
    const options = fc.record({
      frameSizes: sizes,
      paddingBytes: fc.constantFrom(0, 3, 50),
      unsynchronise: fc.boolean(),
    })
    fc.assert(
      fc.property(frames, options, (list, writing) => {
        const bytes = writeId3(list, writing)
        const tag = readId3(concatBytes([Uint8Array.of(9), bytes, Uint8Array.of(1, 2, 3)]), 1)
        expect(tag?.byteLength).toBe(bytes.length)
        expect(id3Length(bytes)).toBe(bytes.length)
        expect(tag?.frames).toEqual(list)
      }),
    )
  })

  test('the parts of text and private frames', () => {
    const tag = readId3(
      writeId3([
        textFrame('TIT3', 'a'),
        userTextFrame('Name', 'wärt'),
        privateFrame('me', Uint8Array.of(0, 1)),
      ]),
    )!
    expect(textOf(tag.frames[0]!)).toBe('a')
    expect(userTextOf(tag.frames[1]!)).toEqual({ description: 'Name', value: 'wärt' })
    expect(privateOf(tag.frames[2]!)).toEqual({ owner: 'me', data: Uint8Array.of(0, 1) })
  })
})

describe('tags by other hands', () => {
  const header = (version: number, flags: number, size: number) =>
    Uint8Array.of(0x49, 0x44, 0x33, version, 0, flags, 0, 0, size >> 7, size & 127)
  const frame = (id: string, flags: number, payload: number[]) =>
    Uint8Array.of(...encodeUtf8(id), 0, 0, 0, payload.length, 0, flags, ...payload)

  test('version 2.3 with extended header, UTF-16 and whole-tag unsynchronisation', () => {
    const extended = Uint8Array.of(0, 0, 0, 6, 0, 0, 0, 0, 0, 0)
    const title = frame('TIT2', 0, [1, 0xff, 0xfe, 0x41, 0])
    const escaped = concatBytes([title.subarray(0, 12), Uint8Array.of(0), title.subarray(12)])
    const tag = readId3(concatBytes([header(3, 0xc0, 10 + escaped.length), extended, escaped]))!
    expect(tag.frames.map(textOf)).toEqual(['A'])
  })

  test('version 2.4 with footer, data length indicator, and a compressed frame that is left out', () => {
    const body = concatBytes([frame('TPE1', 0x08, [0, 0x42]), frame('TIT2', 0x01, [0, 0, 0, 2, 0, 0x41])])
    const bytes = concatBytes([header(4, 0x10, body.length), body, new Uint8Array(10)])
    const tag = readId3(bytes)!
    expect(tag.byteLength).toBe(bytes.length)
    expect(tag.frames.map((each) => [each.id, textOf(each)])).toEqual([['TIT2', 'A']])
  })

  test('a cut tag yields what came before the cut; no tag is null', () => {
    const bytes = writeId3([textFrame('TIT2', 'whole'), textFrame('TPE1', 'cut away')])
    expect(readId3(bytes.subarray(0, bytes.length - 3))?.frames.map(textOf)).toEqual(['whole'])
    expect(readId3(encodeUtf8('ID3 is not a tag by itself'))).toBeNull()
    expect(readId3(bytes.subarray(0, 9))).toBeNull()
  })

  test('any bytes behind a header are read without an exception', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 127 }),
        fc.constantFrom(2, 3, 4),
        fc.nat(15),
        (body, version, flags) => {
          const tag = readId3(concatBytes([header(version, flags << 4, body.length), body]))
          for (const each of tag?.frames ?? []) [textOf(each), userTextOf(each), privateOf(each)]
          expect(tag?.version).toBe(version)
        },
      ),
    )
  })
})
