/** Decodes several chunks in a row with one process that has a fresh decoder for each: cheap, for reading on. */
import type { Result } from '#core/problem.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { type Flow, runDecode } from '#main/media/ffmpeg/decode.ts'
import { bytesOf, INPUT_GUARD, joinedPcmOutput } from '#main/media/ffmpeg/pcm.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import { chunkLength, type DecodeStart, decodeStart } from './chunkGrid.ts'
import { framesInput, timeInput } from './decodeChunk.ts'
import { FloatTaker } from './floatTaker.ts'
import { locateFrames } from './frameBytes.ts'

export interface DecodeRunOptions {
  readonly media: MediaRecord
  /** The file that holds the sound. */
  readonly path: string
  /** The media's folder. */
  readonly folder: string
  /** Chunks `[first, end)`. */
  readonly first: number
  readonly end: number
  /** Takes the samples of all chunks, exactly as many as they have, one after another. */
  readonly onFloats: (floats: Float32Array) => void
  readonly onFlow: (flow: Flow) => void
  readonly signal: AbortSignal
}

/** Decodes the chunks, with the bits that decoding each alone gives. Fails as `runDecode` does. */
export async function decodeRun(options: DecodeRunOptions): Promise<Result<void>> {
  const { media, first, end } = options
  const args: string[] = []
  const inputs = []
  for (let index = first; index < end; index++) {
    const length = chunkLength(media.durationSamples, index)
    const start = decodeStart(media.access, index, length)
    args.push(...(await inputOf(options, start, length)))
    inputs.push({
      sourceChannels: media.sourceChannels,
      dropSamples: start.dropSamples,
      lengthSamples: length,
    })
  }
  const taker = new FloatTaker(0, (floats) => {
    options.onFloats(floats)
    return true
  })
  return runDecode({
    args: [...args, ...joinedPcmOutput(inputs, 'f32le')],
    onBytes: taker.take,
    onFlow: options.onFlow,
    signal: options.signal,
  })
}

async function inputOf(options: DecodeRunOptions, start: DecodeStart, length: Samples): Promise<string[]> {
  const { path, folder } = options
  const { access } = options.media
  if (access.type === 'seekable') {
    // A second more than needed, so that no filter meets the end of its input within the chunk.
    const seconds = Math.ceil((start.dropSamples + length) / SAMPLE_RATE) + 1
    return timeInput(path, start.seconds, seconds)
  }
  const { startByte, endByte } = await locateFrames(path, folder, access.framing, start.frame, start.endFrame)
  return [...INPUT_GUARD, ...framesInput(access.framing, bytesOf(path, startByte, endByte))]
}
