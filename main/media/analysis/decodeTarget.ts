/** How a stretch of a media item is decoded for analysis: from a second before it, on whole seconds. */
import { seekFrame } from '#core/formats/frame-index.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { bytesOf, INPUT_GUARD, pcmOutput } from '#main/media/ffmpeg/pcm.ts'
import type { StoredFrameIndex } from '#main/media/indexFile.ts'
import type { SourceAccess } from '#main/media/mediaRecord.ts'

/** What is decoded. */
export interface DecodeTarget {
  /** The original or the working copy, as `access` says. */
  readonly path: string
  readonly access: SourceAccess
  readonly channels: number
  /** Of a working copy of frames; null for a seekable file. */
  readonly index: StoredFrameIndex | null
}

/** A stretch of the recording in whole seconds; to its end where `endSecond` is null. */
export interface Stretch {
  readonly startSecond: number
  readonly endSecond: number | null
}

/** Arguments that decode a stretch, and how much of what they yield comes before it. */
export interface StretchDecode {
  readonly args: readonly string[]
  /** Samples at 48 kHz before the stretch's first. */
  readonly skipSamples: Samples
}

/** Half level: 6 dB of room above full scale in 16 bits. The accumulators double it again. */
export const ANALYSIS_VOLUME = 0.5

const PRE_ROLL_SECONDS = 1
/** Decoded past the end, for filters that look ahead. */
const POST_ROLL_SECONDS = 0.1

/** How to decode a stretch as 16-bit stereo at {@link ANALYSIS_VOLUME}. */
export function decodeStretch(target: DecodeTarget, stretch: Stretch): StretchDecode {
  const { access } = target
  const first = stretch.startSecond * SAMPLE_RATE + access.leadSamples
  const fromSecond =
    stretch.startSecond === 0 ? 0 : Math.max(0, Math.floor(first / SAMPLE_RATE) - PRE_ROLL_SECONDS)
  const toSecond =
    stretch.endSecond === null
      ? null
      : stretch.endSecond + access.leadSamples / SAMPLE_RATE + POST_ROLL_SECONDS
  const args =
    access.type === 'frames'
      ? frameArguments(target, access, fromSecond, toSecond)
      : timeArguments(target, fromSecond, toSecond)
  return { args, skipSamples: first - fromSecond * SAMPLE_RATE }
}

function timeArguments(target: DecodeTarget, fromSecond: number, toSecond: number | null): string[] {
  const from = fromSecond > 0 ? ['-ss', String(fromSecond)] : []
  const length = toSecond === null ? [] : ['-t', (toSecond - fromSecond).toFixed(3)]
  const input = [...INPUT_GUARD, ...from, ...length, '-i', target.path]
  return [...input, ...pcmOutput({ ...PCM, sourceChannels: target.channels })]
}

function frameArguments(
  target: DecodeTarget,
  access: Extract<SourceAccess, { type: 'frames' }>,
  fromSecond: number,
  toSecond: number | null,
): string[] {
  const { sampleRate, samplesPerFrame } = access
  const index = target.index!
  const start = seekFrame(index, Math.floor((fromSecond * sampleRate) / samplesPerFrame))
  const endFrame = toSecond === null ? index.frames : Math.ceil((toSecond * sampleRate) / samplesPerFrame) + 2
  // The entry after the last frame wanted: the index knows only every so many.
  const end = seekFrame(index, endFrame + index.framesPerEntry)
  const endByte = endFrame + index.framesPerEntry >= index.frames ? index.bytes : end.byteOffset
  const format = access.framing === 'adts' ? 'aac' : 'mp3'
  const input = [...INPUT_GUARD, '-f', format, '-i', bytesOf(target.path, start.byteOffset, endByte)]
  const dropSourceSamples = fromSecond * sampleRate - start.frame * samplesPerFrame
  return [...input, ...pcmOutput({ ...PCM, sourceChannels: target.channels, dropSourceSamples })]
}

const PCM = { format: 's16le', volume: ANALYSIS_VOLUME } as const
