/** Fills one chunk with a fresh decoder. */
import { fail, type Result, unwrap } from '#core/problem.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import { runDecode } from '#main/media/ffmpeg/decode.ts'
import { INPUT_GUARD, pcmOutput } from '#main/media/ffmpeg/pcm.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { Chunk } from './chunk.ts'
import { decodeStart } from './chunkGrid.ts'
import { readFrames } from './frameBytes.ts'

const BYTES_PER_SAMPLE = 8

export interface DecodeChunkOptions {
  readonly media: MediaRecord
  /** The file that holds the sound. */
  readonly path: string
  /** The media's folder. */
  readonly folder: string
  readonly index: number
  readonly chunk: Chunk
  readonly signal: AbortSignal
}

/**
 * Decodes chunk `index` into `chunk`. A decoder that breaks off is tried once more: the system may have ended it.
 *
 * @throws ProblemError `ffmpeg-missing`, `ffmpeg-failed`, `missing-media`, `unreadable`
 */
export async function decodeChunk(options: DecodeChunkOptions): Promise<void> {
  const first = await attempt(options)
  if (first.ok || options.signal.aborted) return
  if (first.error.code !== 'ffmpeg-failed') unwrap(first)
  options.chunk.restart()
  unwrap(await attempt(options))
}

async function attempt(options: DecodeChunkOptions): Promise<Result<void>> {
  const { media, path, chunk, signal } = options
  const start = decodeStart(media.access, options.index, chunk.length)
  const output = pcmOutput({ format: 'f32le', sourceChannels: media.sourceChannels })
  const taker = new FloatTaker(start.dropSamples, (floats) => !chunk.append(floats))
  const common = { signal, onBytes: taker.take }
  const decoded =
    media.access.type === 'frames'
      ? await runDecode({
          ...common,
          args: ['-f', media.access.framing === 'adts' ? 'aac' : 'mp3', ...FRAMES_INPUT, ...output],
          input: [await readFrames(path, options.folder, media.access.framing, start.frame, start.endFrame)],
        })
      : await runDecode({
          ...common,
          args: [
            ...INPUT_GUARD,
            ...seek(start.seconds),
            '-i',
            path,
            ...until(start, chunk.length),
            ...output,
          ],
        })
  if (decoded.ok) {
    if (!chunk.complete) chunk.finish()
    return decoded
  }
  if (decoded.error.code === 'vanished')
    return fail('missing-media', `The file ${path} is gone.`, 'Put it back, or say where it is now.')
  return decoded
}

/** Little probing: the format is known, and every frame is of one kind. */
const FRAMES_INPUT = ['-probesize', '65536', '-analyzeduration', '0', '-i', 'pipe:0']

function seek(seconds: number): string[] {
  return seconds > 0 ? ['-ss', String(seconds)] : []
}

/** Ends the decoder by itself a little after the chunk, so that it need not be killed. */
function until(start: { dropSamples: number }, length: number): string[] {
  return ['-t', String(Math.ceil((start.dropSamples + length) / SAMPLE_RATE))]
}

/** Turns bytes in pieces of any size into whole stereo samples, without the first `drop` ones. */
class FloatTaker {
  #dropBytes: number
  readonly #give: (floats: Float32Array) => boolean
  /** Bytes of a sample that a piece broke off in. */
  readonly #rest = new Uint8Array(BYTES_PER_SAMPLE)
  #restBytes = 0

  constructor(drop: number, give: (floats: Float32Array) => boolean) {
    this.#dropBytes = drop * BYTES_PER_SAMPLE
    this.#give = give
  }

  /** Returns whether more is wanted. */
  take = (bytes: Uint8Array): boolean => {
    let at = Math.min(this.#dropBytes, bytes.length)
    this.#dropBytes -= at
    if (this.#restBytes > 0) {
      const missing = Math.min(BYTES_PER_SAMPLE - this.#restBytes, bytes.length - at)
      this.#rest.set(bytes.subarray(at, at + missing), this.#restBytes)
      this.#restBytes += missing
      at += missing
      if (this.#restBytes < BYTES_PER_SAMPLE) return true
      this.#restBytes = 0
      if (!this.#give(new Float32Array(this.#rest.slice().buffer))) return false
    }
    const end = at + Math.floor((bytes.length - at) / BYTES_PER_SAMPLE) * BYTES_PER_SAMPLE
    this.#rest.set(bytes.subarray(end))
    this.#restBytes = bytes.length - end
    if (end === at) return true
    const start = bytes.byteOffset + at
    if (start % 4 === 0) return this.#give(new Float32Array(bytes.buffer, start, (end - at) / 4))
    return this.#give(new Float32Array(bytes.slice(at, end).buffer))
  }
}
