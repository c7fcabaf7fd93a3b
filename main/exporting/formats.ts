/** What each export format is made with. */
import type { ExportFormat } from '#core/contract/contract.ts'
import type { Cover } from './tags.ts'

export interface FormatSpec {
  /** ffmpeg's muxer. */
  readonly muxer: string
  readonly encoder: string
  /** Bits per second when the request names none; null for lossless formats. */
  readonly defaultBitrate: number | null
  readonly bitrates: readonly [lowest: number, highest: number] | null
  /**
   * What the limiter stays under the ceiling for, in dB: a lossy codec gives back a wave that is not quite the
   * one it got, and its peaks overshoot. Measured on bursts of noise
   * and tones and on synthetic speech, limited by up to 13 dB. Worst overshoots: MP3 2.3 dB at 64 kb/s, 1.0 at 128,
   * 0.6 above; AAC 3.3 at 64, 1.1 at 128, 0.6 above; Opus 2.6 at 64, 2.0 at 96, 1.5 above.
   */
  readonly headroom: readonly (readonly [fromBitrate: number, db: number])[]
  readonly options: readonly string[]
  /** How a cover picture gets in. */
  readonly cover: 'stream' | 'comment' | 'none'
}

export const FORMATS: Readonly<Record<ExportFormat, FormatSpec>> = {
  wav: {
    muxer: 'wav',
    encoder: 'pcm_s16le',
    defaultBitrate: null,
    bitrates: null,
    headroom: [],
    options: [],
    cover: 'none',
  },
  flac: {
    muxer: 'flac',
    encoder: 'flac',
    defaultBitrate: null,
    bitrates: null,
    headroom: [],
    options: [],
    cover: 'stream',
  },
  mp3: {
    muxer: 'mp3',
    encoder: 'libmp3lame',
    defaultBitrate: 160_000,
    bitrates: [32_000, 320_000],
    headroom: [
      [0, 2.8],
      [96_000, 2],
      [128_000, 1.4],
      [160_000, 1],
    ],
    // ID3v2.3, because some players still do not read 2.4.
    options: ['-id3v2_version', '3', '-write_id3v1', '0'],
    cover: 'stream',
  },
  m4a: {
    muxer: 'ipod',
    encoder: 'aac',
    defaultBitrate: 128_000,
    bitrates: [32_000, 320_000],
    headroom: [
      [0, 3.8],
      [96_000, 2.5],
      [128_000, 1.5],
      [192_000, 1],
    ],
    // The index first, so that a player on the net can begin at once; lengths in samples, not milliseconds.
    options: ['-movflags', '+faststart', '-movie_timescale', '48000'],
    cover: 'stream',
  },
  opus: {
    muxer: 'opus',
    encoder: 'libopus',
    defaultBitrate: 96_000,
    bitrates: [32_000, 256_000],
    headroom: [
      [0, 3],
      [96_000, 2.5],
      [128_000, 1.8],
    ],
    options: [],
    cover: 'comment',
  },
}

/** Bits per second to encode with, within what the codec can; undefined for lossless formats. */
export function bitrateOf(format: ExportFormat, wanted: number | undefined): number | undefined {
  const { defaultBitrate, bitrates } = FORMATS[format]
  if (defaultBitrate === null || bitrates === null) return undefined
  const bitrate = Math.max(bitrates[0], Math.min(bitrates[1], wanted ?? defaultBitrate))
  return format === 'mp3' ? MP3_BITRATES.findLast((known) => known <= bitrate) : bitrate
}

/** MPEG-1 layer III knows these only. */
const MP3_BITRATES = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320].map(
  (kilo) => kilo * 1000,
)

/** LAME turns the level down at lower bitrates, by its own presets (measured: -0.446, -0.265, -0.175 dB). */
function lameScale(bitrate: number): number {
  if (bitrate < 192_000) return 0.95
  if (bitrate < 224_000) return 0.97
  return bitrate < 256_000 ? 0.98 : 1
}

/** dB that the limiter keeps below the ceiling, so that the decoded file is still under it. */
export function headroomDb(format: ExportFormat, bitrate: number | undefined): number {
  const step = FORMATS[format].headroom.findLast(([from]) => (bitrate ?? 0) >= from)
  return step?.[1] ?? 0
}

/**
 * How hard the encoder tries. ffmpeg's AAC encoder has a `fast` coder that its own documentation calls better from
 * 64 kb/s on, at half the time; LAME at 5 and Opus at 5 take a quarter to a third less than their slowest settings
 * and differ from those only where speech has nothing to gain.
 */
function effort(format: ExportFormat, bitrate: number | undefined): string[] {
  if (format === 'mp3' || format === 'opus') return ['-compression_level', '5']
  return format === 'm4a' && (bitrate ?? 0) >= 64_000 ? ['-aac_coder', 'fast'] : []
}

/** Arguments that encode the first input's sound. */
export function encoderArgs(format: ExportFormat, bitrate: number | undefined): string[] {
  const rate = bitrate === undefined ? [] : ['-b:a', String(bitrate)]
  const scale = format === 'mp3' && bitrate !== undefined ? lameScale(bitrate) : 1
  // In floats: 16 bits would clip what is only to be turned down again.
  const level = `aformat=sample_fmts=fltp,volume=${1 / scale}:precision=float`
  return [
    '-c:a',
    FORMATS[format].encoder,
    ...effort(format, bitrate),
    ...rate,
    ...(scale === 1 ? [] : ['-af', level]),
  ]
}

/** How this cover gets into this format. */
export function coverWay(format: ExportFormat, cover: Cover | null): FormatSpec['cover'] {
  return cover ? FORMATS[format].cover : 'none'
}
