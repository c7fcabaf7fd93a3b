/** Fills one chunk with a fresh decoder: quickly, after a jump. */
import { fail, type Result, unwrap } from '#core/problem.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { type DecodeOptions, runDecode } from '#main/media/ffmpeg/decode.ts'
import { INPUT_GUARD, pcmOutput } from '#main/media/ffmpeg/pcm.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { Chunk } from './chunk.ts'
import { type DecodeStart, decodeStart } from './chunkGrid.ts'
import { FloatTaker } from './floatTaker.ts'
import { readFrames } from './frameBytes.ts'
import type { SpareDecoders } from './spareDecoders.ts'

export interface DecodeChunkOptions {
  readonly media: MediaRecord
  /** The file that holds the sound. */
  readonly path: string
  /** The media's folder. */
  readonly folder: string
  readonly index: number
  readonly chunk: Chunk
  /** Decoders that stand ready. */
  readonly spares: SpareDecoders
  readonly signal: AbortSignal
}

/**
 * Decodes chunk `index` into `chunk`. A decoder that breaks off is tried once more: the system may have ended it.
 *
 * @throws ProblemError `ffmpeg-missing`, `ffmpeg-failed`, `missing-media`, `unreadable`
 */
export async function decodeChunk(options: DecodeChunkOptions): Promise<void> {
  const first = await attempt(options, true)
  if (first.ok || options.signal.aborted) return
  if (first.error.code !== 'ffmpeg-failed') unwrap(first)
  options.chunk.restart()
  unwrap(await attempt(options, false))
}

async function attempt(options: DecodeChunkOptions, maySpare: boolean): Promise<Result<void>> {
  const { media, path, chunk, signal } = options
  const start = decodeStart(media.access, options.index, chunk.length)
  const output = pcmOutput({ format: 'f32le', sourceChannels: media.sourceChannels })
  const taker = new FloatTaker(start.dropSamples, (floats) => !chunk.append(floats))
  const common = { signal, onBytes: taker.take }
  const decoded =
    media.access.type === 'frames'
      ? await decodeFrames(options, media.access.framing, start, output, common, maySpare)
      : await runDecode({
          ...common,
          args: [...timeInput(path, start.seconds), ...until(start, chunk.length), ...output],
        })
  if (decoded.ok) {
    if (!chunk.complete) chunk.finish()
    return decoded
  }
  if (decoded.error.code === 'vanished')
    return fail('missing-media', `The file ${path} is gone.`, 'Put it back, or say where it is now.')
  return decoded
}

async function decodeFrames(
  options: DecodeChunkOptions,
  framing: 'adts' | 'mp3',
  start: DecodeStart,
  output: readonly string[],
  common: Pick<DecodeOptions, 'signal' | 'onBytes'>,
  maySpare: boolean,
): Promise<Result<void>> {
  const args = [...framesInput(framing, 'pipe:0'), ...output]
  const input = [await readFrames(options.path, options.folder, framing, start.frame, start.endFrame)]
  const started = maySpare ? options.spares.take(args) : undefined
  return runDecode({ ...common, args, input, ...(started && { started }) })
}

/** Input arguments for frames: little probing, for the format is known and every frame is of one kind. */
export function framesInput(framing: 'adts' | 'mp3', from: string): string[] {
  return [
    '-f',
    framing === 'adts' ? 'aac' : 'mp3',
    '-probesize',
    '65536',
    '-analyzeduration',
    '0',
    '-i',
    from,
  ]
}

/** Input arguments for a file with an exact index, from a whole second on. */
export function timeInput(path: string, seconds: number, lengthSeconds?: number): string[] {
  return [
    ...INPUT_GUARD,
    ...(seconds > 0 ? ['-ss', String(seconds)] : []),
    ...(lengthSeconds === undefined ? [] : ['-t', String(lengthSeconds)]),
    '-i',
    path,
  ]
}

/** Ends the decoder by itself a little after the chunk, so that it need not be killed. */
function until(start: { dropSamples: number }, length: number): string[] {
  return ['-t', String(Math.ceil((start.dropSamples + length) / SAMPLE_RATE))]
}
