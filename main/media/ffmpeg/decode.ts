/** Runs ffmpeg to get PCM from it. */
import { fail, ok, type Result } from '#core/problem.ts'
import { type FfmpegChild, type StartOptions, startFfmpeg } from './child.ts'
import { ffmpegFailure } from './failure.ts'
import { readAll } from './readAll.ts'

export interface DecodeOptions extends StartOptions {
  /** Everything but `-hide_banner`: input with its options, then what {@link pcmOutput} gives. */
  readonly args: readonly string[]
  /** Bytes for standard input (`-i pipe:0`). */
  readonly input?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /**
   * Takes decoded bytes, valid during the call only. `false` says it was enough: ffmpeg is ended, and that is no
   * failure.
   */
  readonly onBytes: (bytes: Uint8Array) => boolean | undefined
  readonly signal?: AbortSignal
  /** A decoder that was started before with {@link decoderArguments} of the same `args`. */
  readonly started?: FfmpegChild
  /** Is given how to hold the decoder back: it stops when nobody takes its output. */
  readonly onFlow?: (flow: Flow) => void
}

/** Stops and goes on taking a decoder's output. What is under way may still come after a pause. */
export interface Flow {
  pause(): void
  resume(): void
}

/** What ffmpeg is started with to decode. */
export function decoderArguments(args: readonly string[]): string[] {
  return ['-nostdin', '-v', 'error', ...args]
}

/**
 * Decodes until the input ends or `onBytes` has enough. A damaged stretch of the input is no failure as long as
 * ffmpeg goes on. Fails with `ffmpeg-missing`, `ffmpeg-failed` (also when it was killed), `vanished`, `unreadable`
 * or `cancelled`.
 */
export async function runDecode(options: DecodeOptions): Promise<Result<void>> {
  const { signal } = options
  if (signal?.aborted) {
    options.started?.kill()
    return cancelled()
  }
  const started = options.started ? ok(options.started) : startFfmpeg(decoderArguments(options.args), options)
  if (!started.ok) return started
  const child = started.value
  let enough = false
  const output = readAll(child.stdout, (bytes) => {
    if (enough || options.onBytes(bytes) !== false) return
    enough = true
    child.kill()
  })
  const onAbort = () => {
    child.kill()
    // Its end is only seen when what it has said is taken.
    output.resume()
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  options.onFlow?.({ pause: () => output.pause(), resume: () => output.resume() })
  try {
    const fed = feed(child, options.input ?? [])
    const end = await child.ended
    if (signal?.aborted) return cancelled()
    if (enough || end.code === 0) return ok(undefined)
    await fed
    return ffmpegFailure(end, 'decode the sound')
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

async function feed(
  child: FfmpegChild,
  input: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const { stdin } = child
  let over = false
  void child.ended.then(() => {
    over = true
  })
  for await (const bytes of input) {
    if (over || stdin.destroyed) return
    if (stdin.write(bytes)) continue
    await Promise.race([new Promise((resolve) => stdin.once('drain', resolve)), child.ended])
  }
  stdin.end()
}

function cancelled(): Result<never> {
  return fail('cancelled', 'It was cancelled.')
}
