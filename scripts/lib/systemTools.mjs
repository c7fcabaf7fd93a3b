/** Programs that do not come from npm: installed by apt-get where we may, else named in one command. */
import { existsSync } from 'node:fs'
import { SetupError, say, tail } from './messages.mjs'
import { findProgram } from './places.mjs'
import { runQuietly } from './run.mjs'

/** A browser that opens an app window by `--app=` and that Playwright can drive. */
export const BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]

const MAC_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/** Path of an installed Chromium, Chrome or Edge, or `null`. */
export function findBrowser() {
  return BROWSERS.map(findProgram).find(Boolean) ?? MAC_BROWSERS.find((path) => existsSync(path)) ?? null
}

/** @typedef {{ name: string, packages: string[], isThere: () => unknown }} Tool */

const program = (name, packages = [name], command = name) => ({
  name,
  packages,
  isThere: () => findProgram(command),
})

/** Every tool we may ask for, with the Debian packages that bring it. @type {Record<string, Tool>} */
export const TOOLS = {
  ffmpeg: program('ffmpeg'),
  // Without a font of its own, a bare system shows empty boxes.
  browser: { name: 'Chromium', packages: ['chromium', 'fonts-liberation'], isThere: findBrowser },
  espeak: program('espeak-ng'),
  flite: program('flite'),
  sox: program('sox'),
  xvfb: program('xvfb', ['xvfb'], 'Xvfb'),
}

/**
 * Makes the tools available: as root on Debian and its relatives by apt-get, elsewhere by naming the command.
 * @param {Tool[]} tools
 * @param {{ required: boolean }} options with `required`, what is still missing is an error
 */
export async function provideTools(tools, { required }) {
  const missing = tools.filter((tool) => !tool.isThere())
  if (missing.length === 0) return
  const command = installCommand(missing)
  if (findProgram('apt-get') && process.getuid?.() === 0) {
    say(`Installing ${missing.map((tool) => tool.name).join(', ')} …`)
    const problem = await aptInstall(missing.flatMap((tool) => tool.packages))
    const stillMissing = missing.filter((tool) => !tool.isThere())
    if (stillMissing.length === 0) return
    report(
      stillMissing,
      `${installCommand(stillMissing)}${problem ? `\napt-get said:\n${problem}` : ''}`,
      required,
    )
    return
  }
  report(missing, command, required)
}

function report(missing, advice, required) {
  const names = missing.map((tool) => tool.name).join(', ')
  const sentence = `Missing: ${names}. To install ${missing.length === 1 ? 'it' : 'them'}, run:`
  if (required) throw new SetupError(sentence, `  ${advice}`)
  say(`${sentence}\n  ${advice}`)
}

/** The one command that installs the tools on this system. */
export function installCommand(missing) {
  const packages = missing.flatMap((tool) => tool.packages).join(' ')
  if (process.platform === 'darwin') return `brew install ${packages.replace('fonts-liberation', '').trim()}`
  if (process.platform === 'win32') return 'winget install Gyan.FFmpeg'
  if (findProgram('dnf'))
    return `sudo dnf install ${packages.replace('fonts-liberation', 'liberation-fonts')}`
  if (findProgram('pacman')) return `sudo pacman -S ${packages.replace('fonts-liberation', 'ttf-liberation')}`
  return `sudo apt-get update && sudo apt-get install -y ${packages}`
}

/** Installs Debian packages; returns what apt-get said when it failed, else an empty string. */
async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const patience = [
    ['-o', 'Acquire::Retries=2'],
    ['-o', 'Acquire::http::Timeout=30'],
    ['-o', 'DPkg::Lock::Timeout=120'],
  ].flat()
  const update = await runQuietly('apt-get', [...patience, 'update', '-q'], { env, limitSeconds: 180 })
  const install = await runQuietly(
    'apt-get',
    [...patience, 'install', '-y', '-q', '--no-install-recommends', ...packages],
    { env, limitSeconds: 900 },
  )
  if (install.ok) return ''
  return tail(install.output || update.output)
}
