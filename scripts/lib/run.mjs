/** Starting other programs: quietly with a time limit, or in the foreground with signals passed on. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { packagedNode, root } from './places.mjs'

/** Environment in which `node` means the Node that came with the packages. */
function withPackagedNode(extra) {
  const node = packagedNode()
  const path = process.env.PATH ?? ''
  return { ...process.env, PATH: node ? dirname(node) + delimiter + path : path, ...extra }
}

/**
 * Runs a program without showing its output.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, limitSeconds?: number }} [options]
 * @returns {Promise<{ ok: boolean, timedOut: boolean, output: string }>} never rejects; `output` holds both streams
 */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve) => {
    let output = ''
    let timedOut = false
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group, so that a time limit also ends what the program itself has started.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    const end = (signal) => {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal)
      } catch {
        // It has ended meanwhile.
      }
    }
    const interrupt = () => {
      end('SIGTERM')
      process.exit(130)
    }
    process.once('SIGINT', interrupt)
    process.once('SIGTERM', interrupt)
    const timer = setTimeout(
      () => {
        timedOut = true
        end('SIGKILL')
      },
      (options.limitSeconds ?? 600) * 1000,
    )
    const finish = (ok) => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve({ ok, timedOut, output })
    }
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => {
      output += error.message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}

/**
 * Runs a program that owns the terminal until it ends. Ctrl+C reaches it from the terminal itself; signals sent
 * to this process alone are passed on.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string | undefined>} [env] added to ours
 * @returns {Promise<number>} its exit code; 128 + number when a signal ended it
 */
export function runInForeground(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: withPackagedNode(env), stdio: 'inherit' })
    const handlers = Object.fromEntries(
      ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [
        signal,
        () => {
          const sentByTerminal = signal === 'SIGINT' && process.stdin.isTTY
          if (!sentByTerminal) child.kill(signal)
        },
      ]),
    )
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler)
    const finish = (code) => {
      for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      finish(1)
    })
    child.on('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
