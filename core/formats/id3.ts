/**
 * Reads ID3v2.3 and ID3v2.4 tags (id3.org, "ID3 tag version 2.3.0" and "2.4.0 - Main Structure").
 *
 * Reading is tolerant, because the tags of Space recordings are written by several generations of
 * software: frame sizes occur both synchsafe and plain big endian, whatever the version says.
 */
import { decodeLatin1, decodeUtf8, decodeUtf16 } from './text-codec.ts'

/** One frame of a tag: four-character id and its payload, unsynchronisation already undone. */
export interface Id3Frame {
  readonly id: string
  readonly payload: Uint8Array
}

export interface Id3Tag {
  /** Major version: 2, 3 or 4. Frames are read from 3 and 4 only. */
  readonly version: number
  readonly frames: readonly Id3Frame[]
  /** Bytes of the whole tag with header and footer. */
  readonly byteLength: number
}

/** A tag header, and a footer, is this long. */
export const ID3_HEADER_BYTES = 10

const FLAG_UNSYNCHRONISED = 0x80
const FLAG_EXTENDED = 0x40
const FLAG_FOOTER = 0x10

/**
 * Length in bytes of the tag that starts at `at`, header and footer included; 0 where no valid tag
 * header stands or fewer than 10 bytes are left. Only the header is looked at.
 */
export function id3Length(bytes: Uint8Array, at = 0): number {
  return lengthWith(bytes, at, synchsafe)
}

/** As {@link id3Length}, for writers that put a plain big-endian size into the tag header. */
export function id3PlainLength(bytes: Uint8Array, at = 0): number {
  return lengthWith(bytes, at, plain)
}

function lengthWith(
  bytes: Uint8Array,
  at: number,
  sizeAt: (bytes: Uint8Array, at: number) => number,
): number {
  if (at + ID3_HEADER_BYTES > bytes.length) return 0
  if (bytes[at] !== 0x49 || bytes[at + 1] !== 0x44 || bytes[at + 2] !== 0x33) return 0
  const version = bytes[at + 3]!
  const flags = bytes[at + 5]!
  if (version < 2 || version > 4 || bytes[at + 4] === 0xff || (flags & 0x0f) !== 0) return 0
  const size = sizeAt(bytes, at + 6)
  if (size < 0) return 0
  const footer = version === 4 && (flags & FLAG_FOOTER) !== 0 ? ID3_HEADER_BYTES : 0
  return ID3_HEADER_BYTES + size + footer
}

/**
 * The tag that starts at `at`, or null where none does. A tag that is cut off, or whose frames go
 * wrong half way, yields the frames before that; compressed and encrypted frames are left out.
 */
export function readId3(bytes: Uint8Array, at = 0): Id3Tag | null {
  const byteLength = id3Length(bytes, at) || id3PlainLength(bytes, at)
  if (byteLength === 0) return null
  const version = bytes[at + 3]!
  const flags = bytes[at + 5]!
  const hasFooter = version === 4 && (flags & FLAG_FOOTER) !== 0
  const end = Math.min(bytes.length, at + byteLength - (hasFooter ? ID3_HEADER_BYTES : 0))
  let body = bytes.subarray(at + ID3_HEADER_BYTES, end)
  if (version === 2) return { version, frames: [], byteLength }
  const unsynchronised = (flags & FLAG_UNSYNCHRONISED) !== 0
  // 2.3 unsynchronises the tag as a whole, 2.4 each frame by itself.
  if (version === 3 && unsynchronised) body = undoUnsynchronisation(body)
  const start = (flags & FLAG_EXTENDED) !== 0 ? extendedHeaderLength(body, version) : 0
  return { version, frames: readFrames(body, start, version, unsynchronised), byteLength }
}

/**
 * True when the frames of the tag at `at` end exactly where a tag of `length` bytes ends, or zero padding
 * does: tells which reading of a tag's size is meant. Says nothing of unsynchronised tags and extended headers.
 */
export function id3FramesFill(bytes: Uint8Array, at: number, length: number): boolean {
  const version = bytes[at + 3]!
  const footer = (bytes[at + 5]! & FLAG_FOOTER) !== 0 ? ID3_HEADER_BYTES : 0
  const body = bytes.subarray(at + ID3_HEADER_BYTES, at + length - footer)
  let place = 0
  while (place + 10 <= body.length && isFrameId(body, place)) {
    const size = frameSize(body, place, version)
    if (size < 0) return false
    place += 10 + size
  }
  return body.subarray(place).every((byte) => byte === 0)
}

/** The string of a text frame (`T***` but `TXXX`); several values are joined by `/`. */
export function textOf(frame: Id3Frame): string {
  return decodeText(frame.payload[0] ?? 0, frame.payload.subarray(1))
    .replace(/\0+$/, '')
    .replaceAll('\0', '/')
}

/** Description and value of a `TXXX` frame; null when there is no terminator between them. */
export function userTextOf(frame: Id3Frame): { description: string; value: string } | null {
  const encoding = frame.payload[0] ?? 0
  const body = frame.payload.subarray(1)
  const wide = encoding === 1 || encoding === 2
  const step = wide ? 2 : 1
  for (let at = 0; at + step <= body.length; at += step) {
    if (body[at] !== 0 || (wide && body[at + 1] !== 0)) continue
    const description = decodeText(encoding, body.subarray(0, at))
    const value = decodeText(encoding, body.subarray(at + step)).replace(/\0+$/, '')
    return { description, value }
  }
  return null
}

/** Owner and data of a `PRIV` frame; null when there is no terminator between them. */
export function privateOf(frame: Id3Frame): { owner: string; data: Uint8Array } | null {
  const end = frame.payload.indexOf(0)
  if (end < 0) return null
  return { owner: decodeLatin1(frame.payload.subarray(0, end)), data: frame.payload.subarray(end + 1) }
}

function decodeText(encoding: number, bytes: Uint8Array): string {
  if (encoding === 1) return decodeUtf16(bytes, true)
  if (encoding === 2) return decodeUtf16(bytes, false)
  if (encoding === 3) return decodeUtf8(bytes)
  return decodeLatin1(bytes)
}

function readFrames(body: Uint8Array, start: number, version: number, unsynchronised: boolean): Id3Frame[] {
  const frames: Id3Frame[] = []
  let at = start
  while (at + 10 <= body.length && isFrameId(body, at)) {
    const size = frameSize(body, at, version)
    if (size < 0) break
    const payload = framePayload(body, at, size, version, unsynchronised)
    if (payload) frames.push({ id: decodeLatin1(body.subarray(at, at + 4)), payload })
    at += 10 + size
  }
  return frames
}

/** Of the two readings of a size, the one after which a frame, padding or the end follows; -1 for neither. */
function frameSize(body: Uint8Array, at: number, version: number): number {
  const readings = version === 4 ? [synchsafe, plain] : [plain, synchsafe]
  const fitting = readings
    .map((read) => read(body, at + 4))
    .filter((size) => size >= 0 && at + 10 + size <= body.length)
  return fitting.find((size) => frameMayStart(body, at + 10 + size)) ?? fitting[0] ?? -1
}

function frameMayStart(body: Uint8Array, at: number): boolean {
  if (at + 10 <= body.length && isFrameId(body, at)) {
    return [synchsafe, plain].some((read) => {
      const size = read(body, at + 4)
      return size >= 0 && at + 10 + size <= body.length
    })
  }
  for (let padding = at; padding < body.length; padding++) if (body[padding] !== 0) return false
  return true
}

function framePayload(
  body: Uint8Array,
  at: number,
  size: number,
  version: number,
  unsynchronised: boolean,
): Uint8Array | null {
  const flags = body[at + 9]!
  const payload = body.subarray(at + 10, at + 10 + size)
  if (version === 3) {
    if ((flags & 0xc0) !== 0) return null
    return payload.subarray((flags & 0x20) !== 0 ? 1 : 0)
  }
  if ((flags & 0x0c) !== 0) return null
  const plainBytes = unsynchronised || (flags & 0x02) !== 0 ? undoUnsynchronisation(payload) : payload
  return plainBytes.subarray(((flags & 0x40) !== 0 ? 1 : 0) + ((flags & 0x01) !== 0 ? 4 : 0))
}

function isFrameId(body: Uint8Array, at: number): boolean {
  for (let place = at; place < at + 4; place++) {
    const code = body[place]!
    if (!((code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39))) return false
  }
  return true
}

function extendedHeaderLength(body: Uint8Array, version: number): number {
  if (body.length < 4) return body.length
  if (version === 3) return Math.min(body.length, 4 + plain(body, 0))
  const size = synchsafe(body, 0)
  return Math.min(body.length, size < 0 ? plain(body, 0) : size)
}

/** Seven bits a byte; -1 when a high bit is set, which makes it no synchsafe number. */
function synchsafe(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!]
  return ((a | b | c | d) & 0x80) !== 0 ? -1 : (a << 21) | (b << 14) | (c << 7) | d
}

function plain(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 0x1000000 + ((bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!)
}

function undoUnsynchronisation(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    out[length++] = bytes[at]!
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at += 1
  }
  return out.subarray(0, length)
}
