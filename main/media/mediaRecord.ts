/** What the library keeps about an audio file. Stored as one row; derived files lie in the media's folder. */
import { join } from 'node:path'
import type { Gap } from '#core/episode/schema.ts'
import type { Samples } from '#core/time/units.ts'

/**
 * How the sound of a media item is reached, exactly.
 *
 * - `frames`: a clean stream of self-contained frames in the media's folder (tags and junk taken out), with an
 *   index of byte offsets: a range is read by its bytes and piped into the decoder, no seeking involved.
 * - `seekable`: a container whose own index is exact (WAV, FLAC, MP4); the decoder seeks by time.
 *
 * `leadSamples` (48 kHz) is what the decoder of the working copy yields before the recording's sample 0
 * (encoder priming that the original container hides).
 */
export type SourceAccess =
  | {
      readonly type: 'frames'
      readonly framing: 'adts' | 'mp3'
      readonly sampleRate: number
      readonly samplesPerFrame: number
      readonly leadSamples: Samples
    }
  | {
      readonly type: 'seekable'
      /** `original` = the file the person brought; `working` = {@link WORKING_COPY} in the media's folder. */
      readonly file: 'original' | 'working'
      readonly leadSamples: Samples
    }

export interface MediaRecord {
  readonly id: string
  readonly kind: 'recording' | 'read'
  /** Absolute path of what the person brought: a file, a folder of chunks, an archive; it is never changed. */
  readonly originalPath: string
  /** Bytes of the recording in it. */
  readonly originalBytes: number
  readonly originalModifiedMs: number
  /** SHA-256 of the recording's files behind one another, hex. */
  readonly contentHash: string
  readonly codec: string
  readonly container: string
  readonly sourceSampleRate: number
  readonly sourceChannels: number
  readonly durationSamples: Samples
  readonly gaps: readonly Gap[]
  readonly startedAtUnixSeconds: number | null
  /** BS.1770 integrated loudness; null for silence. */
  readonly integratedLufs: number | null
  readonly truePeakDbtp: number | null
  readonly access: SourceAccess
}

/** Names of files in a media's folder (`<library>/media/<id>/`). All but the working copy come back by themselves. */
export const WORKING_COPY = 'working.bin'
export const FRAME_INDEX = 'frames.idx'
export const PEAKS_FILE = 'peaks.bin'
export const LOUDNESS_FILE = 'loudness.bin'

/** The file that holds the sound of a media item: the original, or the working copy in the media's `folder`. */
export function soundFile(record: Pick<MediaRecord, 'access' | 'originalPath'>, folder: string): string {
  return playsOriginal(record) ? record.originalPath : join(folder, WORKING_COPY)
}

/** Whether a media item is played from its original; otherwise the original may be gone. */
export function playsOriginal({ access }: Pick<MediaRecord, 'access'>): boolean {
  return access.type === 'seekable' && access.file === 'original'
}

/** Where readers of media find records and folders. The library implements it. */
export interface MediaCatalog {
  find(mediaId: string): MediaRecord | undefined
  /** Absolute path of the media's folder. */
  folder(mediaId: string): string
}
