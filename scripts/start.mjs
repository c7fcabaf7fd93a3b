/**
 * Sets up, builds what is out of date, and opens the editor: under Electron, or where it has no binary and none can
 * be had, as an app window of an installed browser.
 *
 *     node scripts/start.mjs [--demo] [--library DIR] [--port N] [--no-open]
 *
 * AFTERSPACE_HOST=web or AFTERSPACE_HOST=electron chooses the host.
 */
import { provideElectron } from './lib/electron.mjs'
import { main, say } from './lib/messages.mjs'
import { editorNode, inRoot } from './lib/places.mjs'
import { runInForeground } from './lib/run.mjs'
import { setUp } from './setup.mjs'

/** Options that only a server has; they say which host is meant. */
const WEB_OPTIONS = ['--port', '--no-open']

async function start(args) {
  await setUp()
  const program = await chooseElectron(args)
  const targets = program ? ['renderer', 'main', 'preload'] : ['renderer']
  const built = await buildIfNeeded(targets)
  if (built !== 0) return built
  return program
    ? runInForeground(program, [...sandboxOptions(), inRoot(), ...args])
    : runInForeground(editorNode(), [inRoot('main', 'hosts', 'web', 'main.ts'), ...args])
}

/** Electron's program, or `null` when the editor is to run in a browser window. */
async function chooseElectron(args) {
  const isWebMeant = args.some((arg) => WEB_OPTIONS.includes(arg.split('=')[0]))
  if (process.env.AFTERSPACE_HOST === 'web' || isWebMeant) return null
  const found = await provideElectron()
  if ('program' in found) return found.program
  say(`Electron is not used, because ${found.whyNot}: the editor opens in a browser.`)
  return null
}

/** Chromium refuses its sandbox to root, and then does not start at all. */
const sandboxOptions = () =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Runs the build only when something is out of date: loading Vite alone takes a moment. */
async function buildIfNeeded(names) {
  const { TARGETS } = await import('./build/entries.mjs')
  const { isOutOfDate } = await import('./build/outOfDate.mjs')
  const outOfDate = names.filter((name) => isOutOfDate(TARGETS[name]))
  if (outOfDate.length === 0) return 0
  return runInForeground(editorNode(), [inRoot('scripts', 'build', 'build.mjs'), ...outOfDate])
}

await main(() => start(process.argv.slice(2)))
