/** Finding, fetching and trying Electron, without importing it: that alone would start a download. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './messages.mjs'
import { addToStamp, readStamp } from './packages.mjs'
import { editorNode, inRoot } from './places.mjs'
import { canReach } from './reach.mjs'
import { runQuietly } from './run.mjs'

const folder = inRoot('node_modules', 'electron')
const DAY_MS = 24 * 3600 * 1000

/** Path of Electron's program, or `null` while it is not there. */
export function findElectron() {
  const overridden = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const nameFile = join(folder, 'path.txt')
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : null
  if (!overridden && !name) return null
  const path = overridden ? join(overridden, name ?? 'electron') : join(folder, 'dist', name)
  return existsSync(path) ? path : null
}

/**
 * A program that starts on this system, fetched when need be.
 * @returns {Promise<{ program: string } | { whyNot: string }>} `whyNot` is a clause for a person
 */
export async function provideElectron() {
  if (!hasScreen()) return { whyNot: 'there is no screen' }
  if (!findElectron()) await fetchElectron()
  const program = findElectron()
  return program ? tryElectron(program) : { whyNot: 'it is not here and could not be downloaded' }
}

/** Whether there is a screen to show a window on. */
export function hasScreen() {
  return Boolean(process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Whether a program of Electron's starts on this system.
 * @returns {Promise<{ program: string } | { whyNot: string }>} as {@link provideElectron}
 */
export async function tryElectron(program) {
  // Says its version without a window, and fails without one when system libraries are missing.
  const trial = await runQuietly(program, ['--version'], {
    limitSeconds: 20,
    env: { ELECTRON_RUN_AS_NODE: undefined },
  })
  if (trial.ok) return { program }
  const library = /lib[\w.+-]+\.so[\w.]*/.exec(trial.output)?.[0]
  return { whyNot: library ? `it needs ${library}` : 'it does not start on this system' }
}

/** Runs Electron's own download. After a failure it is left alone for a day, so that offline starts are quick. */
async function fetchElectron() {
  const installer = join(folder, 'install.js')
  const failedAt = readStamp().electronFailedAt ?? 0
  const isTooSoon = Date.now() - failedAt < DAY_MS && process.env.AFTERSPACE_HOST !== 'electron'
  if (isTooSoon || !existsSync(installer)) return
  if (await canReach(process.env.ELECTRON_MIRROR ?? 'https://github.com')) {
    say('Fetching Electron (once, about 120 MB) …')
    await runQuietly(editorNode(), [installer], { limitSeconds: 300 })
  }
  addToStamp({ electronFailedAt: findElectron() ? undefined : Date.now() })
}
