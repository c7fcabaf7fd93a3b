/** ADTS, the framing of raw AAC streams (ISO/IEC 13818-7, 6.2; the header is 7 bytes, 9 with a checksum). */
import type { FrameFormat, FrameScanEvents, FrameScanner } from './frame-format.ts'
import { createFrameScanner } from './frame-scanner.ts'

const SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
]
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8]

/** Samples that one ADTS frame decodes to, per channel. */
export const ADTS_SAMPLES_PER_FRAME = 1024

/**
 * ADTS as the frame scanner sees it. Frames with more than one raw data block are not taken: no encoder
 * in use writes them, and refusing them makes the header a stronger mark.
 */
export const ADTS_FORMAT: FrameFormat = {
  headerBytes: 7,
  frameLength(bytes, at) {
    if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return 0
    if (((bytes[at + 2]! >> 2) & 15) >= SAMPLE_RATES.length || (bytes[at + 6]! & 3) !== 0) return 0
    const length = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5)
    const header = (bytes[at + 1]! & 1) === 1 ? 7 : 9
    return length > header ? length : 0
  },
  signature(bytes, at) {
    // MPEG version, profile, rate and channels; not the checksum, private, home and copyright bits.
    return ((bytes[at + 1]! & 8) << 9) | ((bytes[at + 2]! & 0xfd) << 2) | (bytes[at + 3]! >> 6)
  },
  describe(bytes, at) {
    return {
      sampleRate: SAMPLE_RATES[(bytes[at + 2]! >> 2) & 15]!,
      channels: CHANNELS[((bytes[at + 2]! & 1) << 2) | (bytes[at + 3]! >> 6)]!,
      samplesPerFrame: ADTS_SAMPLES_PER_FRAME,
    }
  },
}

/** A scanner for raw AAC: counts frames, hands out the clean stream and the tags in between. */
export function createAdtsScanner(events: FrameScanEvents = {}): FrameScanner {
  return createFrameScanner(ADTS_FORMAT, events)
}
