/**
 * Recognises a file by its content, never by its name: raw AAC comes as `.ts` and as `.m4a`, and a file
 * that starts with an ID3 tag may be MP3, AAC or FLAC.
 */
import { ADTS_FORMAT } from './adts.ts'
import type { FrameFormat } from './frame-format.ts'
import { id3Length, id3PlainLength } from './id3.ts'
import { MP3_FORMAT } from './mp3.ts'
import { decodeLatin1 } from './text-codec.ts'

export type Container =
  | 'adts'
  | 'mpeg-ts'
  | 'mp4'
  | 'mp3'
  | 'wav'
  | 'aiff'
  | 'caf'
  | 'flac'
  | 'ogg'
  | 'matroska'
  | 'asf'
  | 'zip'
  | 'hls-playlist'
  | 'empty'
  | 'unknown'

/** That much of a file is enough to recognise it, unless large tags come first, see {@link leadingTagBytes}. */
export const SNIFF_BYTES = 64 * 1024

/** Agreeing headers in a row that make a stream of frames. */
const FRAMES_IN_A_ROW = 3
const TS_PACKET_BYTES = 188

/**
 * What the first bytes of a file are ({@link SNIFF_BYTES} of them, or all there are). Frames of raw AAC
 * and MP3 are also found behind tags and junk. `unknown` says only that nothing was recognised; it may
 * still be audio.
 */
export function sniffContainer(head: Uint8Array): Container {
  if (head.length === 0) return 'empty'
  return byMagic(head, 0) ?? byMagic(head, Math.min(leadingTagBytes(head), head.length)) ?? byFrames(head)
}

/**
 * Length of the ID3 tags at the start; 0 for none. When this is more than `head` holds (a large cover
 * picture), read on from there and sniff that.
 */
export function leadingTagBytes(head: Uint8Array): number {
  let at = 0
  while (at < head.length) {
    const length = id3Length(head, at) || id3PlainLength(head, at)
    if (length === 0) break
    at += length
  }
  return at
}

function byMagic(head: Uint8Array, at: number): Container | null {
  const four = decodeLatin1(head.subarray(at, at + 4))
  const third = decodeLatin1(head.subarray(at + 8, at + 12))
  if (['RIFF', 'RF64', 'BW64'].includes(four) && third === 'WAVE') return 'wav'
  if (four === 'FORM' && (third === 'AIFF' || third === 'AIFC')) return 'aiff'
  if (four === 'caff') return 'caf'
  if (four === 'fLaC') return 'flac'
  if (four === 'OggS') return 'ogg'
  if (four === '\x1aE\xdf\xa3') return 'matroska'
  if (four === '0&\xb2u') return 'asf'
  if (four === 'PK\x03\x04' || four === 'PK\x05\x06') return 'zip'
  if (decodeLatin1(head.subarray(at, at + 7)) === '#EXTM3U') return 'hls-playlist'
  const box = decodeLatin1(head.subarray(at + 4, at + 8))
  if (['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp'].includes(box)) return 'mp4'
  return isTransportStream(head, at) ? 'mpeg-ts' : null
}

/** Packets of 188 bytes, or of 192 with a time code before each; every one starts with 0x47. */
function isTransportStream(head: Uint8Array, at: number): boolean {
  return [0, 4].some((extra) => {
    const packet = TS_PACKET_BYTES + extra
    const packets = Math.min(5, Math.floor((head.length - at) / packet))
    if (packets < 2) return head.length - at === packet && head[at + extra] === 0x47
    return Array.from({ length: packets }).every((_, place) => head[at + extra + place * packet] === 0x47)
  })
}

function byFrames(head: Uint8Array): Container {
  for (let at = 0; at < head.length; at++) {
    const tag = head[at] === 0x49 ? id3Length(head, at) || id3PlainLength(head, at) : 0
    if (tag > 0 && at + tag <= head.length) {
      at += tag - 1
      continue
    }
    if (head[at] !== 0xff) continue
    if (isFrameRow(ADTS_FORMAT, head, at)) return 'adts'
    if (isFrameRow(MP3_FORMAT, head, at)) return 'mp3'
  }
  return 'unknown'
}

/** Three agreeing frames from `at` on, tags in between allowed; fewer when the file ends exactly there. */
function isFrameRow(format: FrameFormat, head: Uint8Array, at: number): boolean {
  let signature = -1
  let place = at
  for (let agreeing = 0; agreeing < FRAMES_IN_A_ROW; ) {
    if (place === head.length) return agreeing > 0
    const tag = agreeing > 0 ? id3Length(head, place) || id3PlainLength(head, place) : 0
    if (tag > 0) {
      place += tag
      continue
    }
    if (place + format.headerBytes > head.length) return false
    const length = format.frameLength(head, place)
    if (length === 0) return false
    signature = agreeing === 0 ? format.signature(head, place) : signature
    if (format.signature(head, place) !== signature) return false
    place += length
    agreeing += 1
  }
  return true
}
