/**
 * MPEG-1, MPEG-2 and MPEG-2.5 layer III frames (ISO/IEC 11172-3, 2.4.1; ISO/IEC 13818-3), with the
 * table frame that encoders put first ("Xing", "Info" with LAME's extension, "VBRI") and the tags that
 * surround the sound (ID3v1, APEv2; ID3v2 is the scanner's own).
 */
import type { EncoderPadding, FrameFormat, FrameScanEvents, FrameScanner } from './frame-format.ts'
import { createFrameScanner } from './frame-scanner.ts'

const BITRATES_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const BITRATES_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const RATES_MPEG1 = [44_100, 48_000, 32_000]
const ID3V1_BYTES = 128

/** MPEG layer III as the frame scanner sees it; free-format streams are not taken. */
export const MP3_FORMAT: FrameFormat = {
  headerBytes: 4,
  frameLength(bytes, at) {
    if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2 || (bytes[at + 1]! & 0x18) === 0x08) return 0
    const bitrateCode = bytes[at + 2]! >> 4
    if (bitrateCode === 0 || bitrateCode === 15 || (bytes[at + 2]! & 0x0c) === 0x0c) return 0
    if ((bytes[at + 3]! & 3) === 2) return 0
    const mpeg1 = isMpeg1(bytes, at)
    const kilobits = (mpeg1 ? BITRATES_MPEG1 : BITRATES_MPEG2)[bitrateCode]!
    const padded = (bytes[at + 2]! >> 1) & 1
    return Math.floor(((mpeg1 ? 144_000 : 72_000) * kilobits) / sampleRateAt(bytes, at)) + padded
  },
  signature(bytes, at) {
    // Version, rate, and whether it is mono; bitrate and joint stereo change from frame to frame.
    const mono = bytes[at + 3]! >> 6 === 3 ? 1 : 0
    return ((bytes[at + 1]! & 0x18) << 4) | ((bytes[at + 2]! & 0x0c) << 1) | mono
  },
  describe(bytes, at) {
    return {
      sampleRate: sampleRateAt(bytes, at),
      channels: bytes[at + 3]! >> 6 === 3 ? 1 : 2,
      samplesPerFrame: isMpeg1(bytes, at) ? 1152 : 576,
    }
  },
  otherTag(bytes, at) {
    if (spells(bytes, at, 'TAG') && bytes[at + 3] !== 0x2b) return ID3V1_BYTES
    if (!spells(bytes, at, 'APETAGEX') || at + 32 > bytes.length) return 0
    const size = littleEndian(bytes, at + 12)
    const isHeader = (bytes[at + 23]! & 0x20) !== 0
    return isHeader ? 32 + size : 32
  },
  tableFrame(bytes, at, length) {
    const mono = bytes[at + 3]! >> 6 === 3
    const sideInfo = isMpeg1(bytes, at) ? (mono ? 17 : 32) : mono ? 9 : 17
    const checksum = (bytes[at + 1]! & 1) === 0 ? 2 : 0
    const table = at + 4 + sideInfo
    // The checksum, if any, stands between header and side information; some writers leave it out.
    for (const place of new Set([table, table + checksum])) {
      if (place + 8 > at + length) continue
      if (spells(bytes, place, 'Xing') || spells(bytes, place, 'Info')) {
        return { padding: lamePadding(bytes, place, at + length) }
      }
    }
    return spells(bytes, at + 36, 'VBRI') && length > 62 ? { padding: null } : null
  },
}

/** A scanner for MP3: counts frames, leaves out tables and tags, reports the encoder's padding. */
export function createMp3Scanner(events: FrameScanEvents = {}): FrameScanner {
  return createFrameScanner(MP3_FORMAT, events)
}

/** Delay and padding from LAME's extension of the Xing table: two 12-bit numbers, 21 bytes into it. */
function lamePadding(bytes: Uint8Array, table: number, end: number): EncoderPadding | null {
  const flags = bytes[table + 7]!
  const fields = ((flags & 1) !== 0 ? 4 : 0) + ((flags & 2) !== 0 ? 4 : 0)
  const extension = table + 8 + fields + ((flags & 4) !== 0 ? 100 : 0) + ((flags & 8) !== 0 ? 4 : 0)
  const at = extension + 21
  if (at + 3 > end || bytes[extension] === 0) return null
  return {
    delaySamples: (bytes[at]! << 4) | (bytes[at + 1]! >> 4),
    paddingSamples: ((bytes[at + 1]! & 15) << 8) | bytes[at + 2]!,
  }
}

function isMpeg1(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + 1]! & 0x18) === 0x18
}

function sampleRateAt(bytes: Uint8Array, at: number): number {
  const rate = RATES_MPEG1[(bytes[at + 2]! >> 2) & 3]!
  const version = bytes[at + 1]! & 0x18
  return version === 0x18 ? rate : version === 0x10 ? rate / 2 : rate / 4
}

function spells(bytes: Uint8Array, at: number, word: string): boolean {
  for (let place = 0; place < word.length; place++) {
    if (bytes[at + place] !== word.charCodeAt(place)) return false
  }
  return true
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return bytes[at]! + (bytes[at + 1]! << 8) + (bytes[at + 2]! << 16) + bytes[at + 3]! * 0x1000000
}
