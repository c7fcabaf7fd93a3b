/** A renderer's range as a WAV stream. */
import { Readable } from 'node:stream'
import { wavHeader } from '#core/formats/wav.ts'
import { type Problem, toProblem } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { Renderer } from '#main/media/render/renderer.ts'

export interface PcmSource {
  readonly stream: Readable
  /** Why the sound ended early; null when it did not. */
  readonly problem: () => Problem | null
}

/**
 * The stream ends early when the sound cannot be read; `onFailure` is called then.
 *
 * @param onFrames gets the number of samples handed on with each block
 */
export function pcmSource(
  renderer: Renderer,
  from: Samples,
  to: Samples,
  signal: AbortSignal,
  onFrames: (frames: number) => void,
  onFailure: () => void,
): PcmSource {
  let problem: Problem | null = null
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield wavHeader(to - from)
      for await (const pcm of renderer.pcm16(from, to, signal)) {
        yield new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
        onFrames(pcm.length / 2)
      }
    } catch (error) {
      if (signal.aborted) return
      problem = toProblem(error)
      onFailure()
    }
  }
  return {
    stream: Readable.from(bytes(), { objectMode: false, highWaterMark: 262_144 }),
    problem: () => problem,
  }
}

/**
 * Beside a second input ffmpeg reads through a queue, and sleeps 10 ms whenever it finds it empty: with its usual
 * eight packets that is slower than any encoder.
 */
export const DEEP_QUEUE: readonly string[] = ['-thread_queue_size', '4096']

/**
 * Input options with which ffmpeg reads such a stream. Bare PCM it would take apart into packets of 4 KB, each of which
 * costs a turn of its queue.
 */
export const PCM_INPUT_OPTIONS: readonly string[] = [...DEEP_QUEUE, '-f', 'wav', '-max_size', '65536']
