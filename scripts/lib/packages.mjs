/** Packages from package-lock.json and the Node they bring; skipped when they are there already. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { SetupError, say, tail } from './messages.mjs'
import { editorNode, findProgram, inRoot, packagedNode, systemPath } from './places.mjs'
import { canReach } from './reach.mjs'
import { runQuietly } from './run.mjs'

const stampPath = inRoot('node_modules', '.afterspace-setup.json')

/** What earlier runs noted; an empty object when there is no note. */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(stampPath, 'utf8'))
  } catch {
    return {}
  }
}

/** Adds to the note. It lives in node_modules, so it goes when they go. */
export function addToStamp(facts) {
  writeFileSync(stampPath, `${JSON.stringify({ ...readStamp(), ...facts }, null, 2)}\n`)
}

/** Identifies what must be installed: the lock file's contents and the system it is installed for. */
function wantedPackages() {
  const lock = readFileSync(inRoot('package-lock.json'))
  return `${process.platform}-${process.arch}-${createHash('sha256').update(lock).digest('hex')}`
}

/** Installs what package-lock.json names and fetches Node 24, unless both are there. */
export async function installPackages() {
  const wanted = wantedPackages()
  const isStamped = readStamp().packages === wanted
  if (isStamped && editorNode()) return
  if (!isStamped && !matchesLock()) await runNpmCi()
  if (!packagedNode()) await fetchNode()
  addToStamp({ packages: wanted })
}

/**
 * Whether node_modules, put there by somebody's own `npm install`, is what the lock file says. npm leaves out
 * optional packages made for other systems; everything else must be there in the same version.
 */
function matchesLock() {
  const installedPath = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(installedPath)) return false
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      (installed[path] ? installed[path].version === entry.version : entry.optional || entry.devOptional),
  )
}

async function runNpmCi() {
  say('Installing packages (once, about 550 MB) …')
  // Offline, npm would try again for minutes; what it has downloaded before may be enough.
  const source = (await canReachRegistry()) ? [] : ['--offline']
  const result = await npm([
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...source,
  ])
  if (result.ok) return
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ECONNRESET/.test(result.output)) {
    throw new SetupError(
      'The packages could not be downloaded: the npm registry cannot be reached.',
      'The first start needs the internet. Connect and run the same command again.',
    )
  }
  throw new SetupError(`Installing the packages failed. npm said:\n${tail(result.output)}`)
}

/** Whether npm's registry, or the proxy that npm is told to use, answers. */
async function canReachRegistry() {
  const { output } = await npm(['config', 'list', '--json', '--loglevel=silent'])
  try {
    const config = JSON.parse(output)
    return canReach(config.registry, config['https-proxy'] ?? config.proxy)
  } catch {
    return true
  }
}

/** Runs the one install script we want: that of the package `node`, which fetches the binary for this system. */
async function fetchNode() {
  say('Fetching Node 24 …')
  // The flags say the same to npm 10, which knows no "allowScripts", and to npm 11, which asks for it.
  const result = await npm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (packagedNode() || editorNode()) return
  throw new SetupError(
    `Node 24 could not be fetched.${result.ok ? '' : ` npm said:\n${tail(result.output)}`}`,
    'Connect to the internet and run the same command again, or install Node 24 yourself.',
  )
}

/** Runs npm: the one that started us, else the one on PATH. Never with a `node` that it is about to replace. */
function npm(args) {
  const env = { PATH: systemPath(), npm_config_update_notifier: 'false' }
  const ownScript = process.env.npm_execpath
  const systemNode = findProgram('node')
  if (ownScript?.endsWith('.js') && systemNode) return runQuietly(systemNode, [ownScript, ...args], { env })
  const program = findProgram('npm')
  if (!program) throw new SetupError('npm was not found.', 'Install Node 20 or newer with npm.')
  return runQuietly(program, args, { env })
}

/** Runs ffmpeg-static's own download; `false` when there is no binary afterwards. */
export async function fetchStaticFfmpeg() {
  if (staticFfmpeg()) return true
  const installer = inRoot('node_modules', 'ffmpeg-static', 'install.js')
  if (!existsSync(installer)) return false
  if (!(await canReach(process.env.FFMPEG_BINARIES_URL ?? 'https://github.com'))) return false
  say('Fetching ffmpeg …')
  await runQuietly(editorNode() ?? process.execPath, [installer], { env: { CI: 'true' }, limitSeconds: 180 })
  const binary = staticFfmpeg()
  if (!binary) return false
  const works = (await runQuietly(binary, ['-version'], { limitSeconds: 10 })).ok
  // A download that was cut off leaves a part that would pass for the whole.
  if (!works) rmSync(binary)
  return works
}

/** The binary of ffmpeg-static, or `null` while there is none. */
export function staticFfmpeg() {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const path = inRoot('node_modules', 'ffmpeg-static', name)
  return existsSync(path) ? path : null
}
