/** Where things are in a checkout, and which Node runs TypeScript. */
import { existsSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Path of something in the checkout, with the platform's separators. */
export const inRoot = (...parts) => join(root, ...parts)

const isWindows = process.platform === 'win32'

/** The first Node that runs `.ts` files as they are and that we test with. */
const OLDEST_NODE_MAJOR = 24

/** The Node 24 that came with the packages; `null` before set-up. */
export function packagedNode() {
  const path = inRoot('node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')
  return existsSync(path) ? path : null
}

/** A Node that can run the editor: the packaged one, or this one when it is new enough; else `null`. */
export function editorNode() {
  return (
    packagedNode() ??
    (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE_MAJOR ? process.execPath : null)
  )
}

/** Full path of a program on PATH, or `null`. Folders called `node_modules/.bin` are passed over. */
export function findProgram(name) {
  const endings = isWindows ? ['.exe', '.cmd', ''] : ['']
  for (const folder of systemPath().split(delimiter)) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      if (folder !== '' && existsSync(path)) return path
    }
  }
  return null
}

/** PATH without the `node_modules/.bin` folders that npm puts in front. */
export function systemPath() {
  const isPackageFolder = (folder) => folder.includes(`node_modules${sep}.bin`)
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !isPackageFolder(folder))
    .join(delimiter)
}
