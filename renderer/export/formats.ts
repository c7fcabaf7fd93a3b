import type { ExportFormat } from '#core/contract/contract.ts'

export interface FormatChoice {
  readonly format: ExportFormat
  readonly name: string
  readonly hint: string
  /** Bits per second to choose from; empty for lossless formats. */
  readonly bitrates: readonly number[]
  readonly defaultBitrate: number | null
}

export const FORMATS: readonly FormatChoice[] = [
  {
    format: 'mp3',
    name: 'MP3',
    hint: 'Plays everywhere; what most podcast hosts ask for. With chapters and cover.',
    bitrates: [64_000, 96_000, 128_000, 160_000, 192_000, 256_000, 320_000],
    defaultBitrate: 128_000,
  },
  {
    format: 'm4a',
    name: 'M4A (AAC)',
    hint: 'Better sound than MP3 at the same size. With chapters and cover.',
    bitrates: [64_000, 96_000, 128_000, 160_000, 192_000, 256_000],
    defaultBitrate: 128_000,
  },
  {
    format: 'opus',
    name: 'Opus',
    hint: 'Smallest for speech; not every player knows it.',
    bitrates: [32_000, 48_000, 64_000, 96_000, 128_000],
    defaultBitrate: 64_000,
  },
  {
    format: 'flac',
    name: 'FLAC',
    hint: 'Lossless at about half the size of WAV; for archives.',
    bitrates: [],
    defaultBitrate: null,
  },
  {
    format: 'wav',
    name: 'WAV',
    hint: 'Lossless and large; for work in other programs.',
    bitrates: [],
    defaultBitrate: null,
  },
]

/** A file's size for a person: `38.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`
}
