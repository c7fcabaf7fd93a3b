/** The one adapter around fluent-ffmpeg: encodes, remuxes and whatever else makes a file. */
import type { Readable } from 'node:stream'
import fluent, { type FfmpegCommand } from 'fluent-ffmpeg'
import { fail, ok, type Result } from '#core/problem.ts'
import { lowerPriority, ownUntilEnd } from './child.ts'
import { ffmpegFailure } from './failure.ts'
import { findFfmpeg } from './find.ts'

export interface EncodeInput {
  /** A path, or a stream that ffmpeg reads from its standard input (one at most). */
  readonly source: string | Readable
  /** Options before `-i`, one argument each. */
  readonly options?: readonly string[]
}

export interface EncodeOptions {
  readonly inputs: readonly EncodeInput[]
  /** Options of the output, one argument each; name the format (`-f`), the path's name says nothing. */
  readonly outputOptions: readonly string[]
  /** Written over when it is there. */
  readonly outputPath: string
  /** Length of what is made, for progress: ffmpeg's own percent is wrong for trims and joins. */
  readonly totalSeconds?: number
  /** Gets 0 to 1, about twice a second. */
  readonly onProgress?: (fraction: number) => void
  readonly signal?: AbortSignal
  readonly lowPriority?: boolean
}

/** What of fluent-ffmpeg its types leave out. */
interface Internals {
  _checkCapabilities: (done: (error?: Error) => void) => void
  ffmpegProc?: { pid?: number }
}

/**
 * Runs ffmpeg until `outputPath` is whole. After a failure what is there is for the caller to remove. Fails with
 * `ffmpeg-missing`, `ffmpeg-failed`, `disk-full`, `unreadable`, `vanished` or `cancelled`.
 */
export async function runEncode(options: EncodeOptions): Promise<Result<void>> {
  const { signal } = options
  const ffmpeg = findFfmpeg()
  if (!ffmpeg.ok) return ffmpeg
  if (signal?.aborted) return CANCELLED
  const command = commandFor(options).setFfmpegPath(ffmpeg.value.path)
  const internals = command as unknown as Internals
  // It reads ffmpeg's list of formats wrongly from version 7 on, and would refuse good ones.
  internals._checkCapabilities = (done) => done()
  const stop = () => {
    if (internals.ffmpegProc) command.kill('SIGKILL')
  }
  const disown = ownUntilEnd(stop)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise((resolve) => {
      command.on('start', () => {
        if (options.lowPriority) lowerPriority(internals.ffmpegProc?.pid)
        if (signal?.aborted) stop()
      })
      const said: string[] = []
      command.on('stderr', (line: string) => {
        const microseconds = /^out_time_us=(\d+)/.exec(line)?.[1]
        if (microseconds === undefined) return void (isProgress(line) || said.push(line))
        const { totalSeconds, onProgress } = options
        if (totalSeconds && onProgress) onProgress(Math.min(1, Number(microseconds) / 1e6 / totalSeconds))
      })
      command.on('end', () => resolve(ok(undefined)))
      command.on('error', (error: Error) => resolve(signal?.aborted ? CANCELLED : problemOf(error, said)))
      command.run()
    })
  } finally {
    disown()
    signal?.removeEventListener('abort', stop)
  }
}

const CANCELLED = fail('cancelled', 'It was cancelled.')

function commandFor(options: EncodeOptions): FfmpegCommand {
  const command = fluent({ stdoutLines: 200 })
  for (const input of options.inputs) {
    command.input(input.source)
    if (input.options) command.inputOptions(...input.options)
  }
  const common = ['-v', 'error', '-nostats', '-progress', 'pipe:2']
  if (!options.inputs.some(({ source }) => typeof source !== 'string')) common.push('-nostdin')
  // One argument each: given as an array, it would part those that hold a space.
  return command.outputOptions(...common, ...options.outputOptions).output(options.outputPath)
}

/** Lines of `-progress` are `key=value` without a space. */
function isProgress(line: string): boolean {
  return /^[a-z0-9_]+=\s*\S*$/.test(line)
}

function problemOf(error: Error, lines: readonly string[]): Result<never> {
  const killedBy = /killed with signal (\S+)/.exec(error.message)?.[1] ?? null
  const code = Number(/exited with code (\d+)/.exec(error.message)?.[1] ?? Number.NaN)
  const said = lines.slice(-20).join('\n') || error.message
  return ffmpegFailure({ code: Number.isNaN(code) ? null : code, killedBy, said }, 'write the file')
}
