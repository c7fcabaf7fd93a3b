/**
 * The rules of docs/architecture.md about who may import whom. Each returns `null`, or what is wrong and where
 * the thing belongs.
 */
import { isBuiltin } from 'node:module'

/**
 * @typedef {object} Import one import of a file under core, main, preload or renderer
 * @property {string} file path of the importing file, from the checkout's folder, with `/`
 * @property {string} zone its first folder
 * @property {string} name the module as it is written
 * @property {string | null} target path of the imported file from the checkout's folder; `null` for a package
 * @property {string | null} packageName its package, e.g. `@orpc/contract`; `null` for a file or a Node module
 *
 * @typedef {{ wrong: string, instead: string }} Finding
 */

const MAIN_PACKAGES = new Set([
  'better-sqlite3',
  'fluent-ffmpeg',
  'ffmpeg-static',
  'ws',
  'hono',
  '@hono/node-server',
  'commander',
  '@orpc/server',
  'yauzl',
  'yazl',
])

const WINDOW_PACKAGES =
  /^(react|react-dom|radix-ui|@radix-ui\/.*|lucide-react|zustand|wavesurfer\.js|@fontsource(-variable)?\/.*)$/

const HOSTS = ['electron', 'web', 'cli']

/** The one file that knows wavesurfer. */
export const WAVESURFER_ADAPTER = 'wavesurferAdapter.ts'

const zoneOf = (path) => path.split('/')[0]
const isNode = (name) => isBuiltin(name)
const hostOf = (path) => HOSTS.find((host) => path.startsWith(`main/hosts/${host}/`))

/** @type {((it: Import) => Finding | null)[]} */
export const IMPORT_RULES = [
  function coreStaysPure({ file, zone, name, target, packageName }) {
    if (zone !== 'core') return null
    if (target !== null && zoneOf(target) === 'core') return null
    if (packageName === 'zod') return null
    if (packageName === '@orpc/contract') {
      if (file.startsWith('core/contract/')) return null
      return { wrong: `'${name}' outside core/contract`, instead: 'Declare procedures in core/contract.' }
    }
    return {
      wrong: `core imports '${name}', but core imports only core and zod`,
      instead: isNode(name)
        ? 'Files, processes and the network belong in main; hand core the values.'
        : 'Move the pure part to core, or this file to main or renderer.',
    }
  },

  function mainKnowsNoWindow({ zone, name, target, packageName }) {
    if (zone !== 'main') return null
    const isWindowFile = target !== null && ['renderer', 'preload'].includes(zoneOf(target))
    if (!isWindowFile && !WINDOW_PACKAGES.test(packageName ?? '')) return null
    return {
      wrong: `main imports '${name}', but main never imports the window's code`,
      instead: 'What both need (types, too) belongs in core; the API between them in core/contract.',
    }
  },

  function windowKnowsOnlyCore({ zone, name, target, packageName }) {
    if (zone !== 'renderer' && zone !== 'preload') return null
    if (target !== null) {
      if (['core', zone].includes(zoneOf(target))) return null
      return {
        wrong: `${zone} imports '${name}', but from outside itself it imports only #core, types included`,
        instead: 'Put what both sides need in core; ask main through the API in core/contract.',
      }
    }
    if (!isNode(name) && !MAIN_PACKAGES.has(packageName ?? '')) return null
    return {
      wrong: `${zone} imports '${name}', which only the main process can use`,
      instead: 'Do it in main and offer it through the API in core/contract.',
    }
  },

  function electronStaysInItsHost({ file, name, packageName }) {
    if (packageName !== 'electron') return null
    if (file.startsWith('main/hosts/electron/') || file.startsWith('preload/')) return null
    return {
      wrong: `'${name}' outside main/hosts/electron and preload`,
      instead:
        'Everything else must run under the web host and the command line, too: let the host pass it in.',
    }
  },

  function hostsStayApart({ file, name, target }) {
    const host = hostOf(file)
    const other = target === null ? undefined : hostOf(target)
    if (!host || !other || host === other) return null
    return {
      wrong: `the ${host} host imports '${name}' of the ${other} host`,
      instead: 'What two hosts share belongs in main outside of main/hosts/electron, web and cli.',
    }
  },

  function ffmpegStaysInMedia({ file, name, packageName }) {
    if (packageName !== 'fluent-ffmpeg' && packageName !== 'ffmpeg-static') return null
    if (!file.startsWith('main/') || file.startsWith('main/media/')) return null
    return { wrong: `'${name}' outside main/media`, instead: 'Add a function to main/media and call that.' }
  },

  function processesStayAtTheEdge({ file, name }) {
    if (!/^(node:)?child_process$/.test(name) || !file.startsWith('main/')) return null
    if (file.startsWith('main/media/') || file.startsWith('main/hosts/')) return null
    return {
      wrong: `'${name}' outside main/media and main/hosts`,
      instead: 'Programs that work on sound are started in main/media, all others by a host.',
    }
  },

  function wavesurferStaysInItsAdapter({ file, name, packageName }) {
    if (packageName !== 'wavesurfer.js' || !file.startsWith('renderer/')) return null
    if (file.endsWith(`/${WAVESURFER_ADAPTER}`)) return null
    return {
      wrong: `'${name}' outside the one adapter`,
      instead: `Only ${WAVESURFER_ADAPTER} knows wavesurfer: add what you need there and import that.`,
    }
  },
]

/** The clock, chance and the process, as core may not use them. @returns {Finding} */
export function ambientFinding(name) {
  return {
    wrong: `core uses ${name}, but the same input must always give the same result`,
    instead: 'Take the moment, the id or the random number as an argument; main or the window provides it.',
  }
}

/** A program started by name; `null` when that is fine. @returns {Finding | null} */
export function startedFinding(file, name) {
  const isFfmpeg = /(^|[\\/])ff(mpeg|probe|play)(\.exe)?(\s|$)/.test(name)
  if (!isFfmpeg || file.startsWith('main/media/')) return null
  return {
    wrong: `starts '${name}' outside main/media`,
    instead: 'ffmpeg is started in main/media only: add a function there and call that.',
  }
}
