/** Starts ffmpeg. Every child has an owner that ends it, and none outlives this process. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants, setPriority } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { ok, type Result } from '#core/problem.ts'
import type { FfmpegEnd } from './failure.ts'
import { findFfmpeg } from './find.ts'

const SAID_LIMIT = 8_000

export interface FfmpegChild {
  readonly stdin: Writable
  readonly stdout: Readable
  /** Ends it at once; harmless when it has ended. */
  kill(): void
  /** Whether this process waits for its end; an idle one must not keep the process from ending. */
  hold(isHeld: boolean): void
  /** Resolves when it has ended and all of its output has been read. */
  readonly ended: Promise<FfmpegEnd>
}

export interface StartOptions {
  /** Leaves the processor to whoever else wants it (playback, the window). */
  readonly lowPriority?: boolean
}

const running = new Set<() => void>()
let watchesExit = false

/** Starts ffmpeg with these arguments. Fails with `ffmpeg-missing`. */
export function startFfmpeg(args: readonly string[], options: StartOptions = {}): Result<FfmpegChild> {
  const ffmpeg = findFfmpeg()
  if (!ffmpeg.ok) return ffmpeg
  const child = spawn(ffmpeg.value.path, ['-hide_banner', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  if (options.lowPriority) lowerPriority(child.pid)
  // A child that has read enough closes its input early; its end is what counts.
  child.stdin.on('error', () => undefined)
  const kill = () => void child.kill('SIGKILL')
  killAtExit(kill)
  const ended = endOf(child).finally(() => running.delete(kill))
  const hold = (isHeld: boolean) => {
    // Pipes of a child are sockets, whatever their type says.
    for (const handle of [child, ...(child.stdio as unknown as Socket[])])
      isHeld ? handle.ref() : handle.unref()
  }
  return ok({ stdin: child.stdin, stdout: child.stdout, kill, hold, ended })
}

function endOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<FfmpegEnd> {
  return new Promise((resolve) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-SAID_LIMIT)
    })
    child.on('error', (error) => resolve({ code: null, killedBy: null, said: error.message }))
    child.on('close', (code, killedBy) => resolve({ code, killedBy, said }))
  })
}

/** Lowers the priority of a process that may already be gone. */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended, or the system does not let us: it runs as it is.
  }
}

/** Has `kill` called when this process ends, until it is removed from {@link running}. */
function killAtExit(kill: () => void): void {
  running.add(kill)
  if (watchesExit) return
  watchesExit = true
  process.on('exit', endAllFfmpeg)
}

/** Ends every child that still runs; for the moment when a process or a worker goes down. */
export function endAllFfmpeg(): void {
  for (const end of running) end()
  running.clear()
}

/** Lets another starter of ffmpeg (the encoder) take part; returns how to leave. */
export function ownUntilEnd(kill: () => void): () => void {
  killAtExit(kill)
  return () => running.delete(kill)
}
