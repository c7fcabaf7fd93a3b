/** Writes ID3v2.4 tags (id3.org, "ID3 tag version 2.4.0 - Main Structure" and "Native Frames"). */
import type { Id3Frame } from './id3.ts'
import { encodeUtf8 } from './text-codec.ts'

/** How the size of each frame is written: as the standard has it, or as much software in the wild does. */
export type Id3FrameSizes = 'synchsafe' | 'plain'

export interface Id3WriteOptions {
  readonly frameSizes?: Id3FrameSizes
  /** Zero bytes after the last frame. */
  readonly paddingBytes?: number
  /** Escape `FF 00` and `FF Ex` inside frames, so that no player takes them for a frame sync. */
  readonly unsynchronise?: boolean
}

/** A text frame, for example `textFrame('TIT2', 'A title')`, in UTF-8. */
export function textFrame(id: string, text: string): Id3Frame {
  return { id, payload: concatBytes([Uint8Array.of(3), encodeUtf8(text)]) }
}

/** A `TXXX` frame in UTF-8. */
export function userTextFrame(description: string, value: string): Id3Frame {
  const parts = [Uint8Array.of(3), encodeUtf8(description), Uint8Array.of(0), encodeUtf8(value)]
  return { id: 'TXXX', payload: concatBytes(parts) }
}

/** A `PRIV` frame; `owner` is plain ASCII. */
export function privateFrame(owner: string, data: Uint8Array): Id3Frame {
  return { id: 'PRIV', payload: concatBytes([encodeUtf8(owner), Uint8Array.of(0), data]) }
}

/** The bytes of an ID3v2.4 tag with these frames, in this order. */
export function writeId3(frames: readonly Id3Frame[], options: Id3WriteOptions = {}): Uint8Array {
  const { frameSizes = 'synchsafe', paddingBytes = 0, unsynchronise = false } = options
  const parts: Uint8Array[] = []
  for (const frame of frames) {
    const payload = unsynchronise ? applyUnsynchronisation(frame.payload) : frame.payload
    const size = frameSizes === 'plain' ? plainBytes(payload.length) : synchsafeBytes(payload.length)
    parts.push(encodeUtf8(frame.id), size, Uint8Array.of(0, unsynchronise ? 0x02 : 0), payload)
  }
  parts.push(new Uint8Array(paddingBytes))
  const body = concatBytes(parts)
  const header = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, unsynchronise ? 0x80 : 0)
  return concatBytes([header, synchsafeBytes(body.length), body])
}

/** All parts behind one another in one array. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function synchsafeBytes(size: number): Uint8Array {
  return Uint8Array.of((size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127)
}

function plainBytes(size: number): Uint8Array {
  return Uint8Array.of((size >> 24) & 255, (size >> 16) & 255, (size >> 8) & 255, size & 255)
}

function applyUnsynchronisation(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    out.push(bytes[at]!)
    const next = bytes[at + 1]
    if (bytes[at] === 0xff && (next === undefined || next === 0 || next >= 0xe0)) out.push(0)
  }
  return Uint8Array.from(out)
}
