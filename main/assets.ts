/**
 * Where files that are not code are found: in a checkout (TypeScript run as it is), in the bundle under `dist/`,
 * and in the packaged app, whose files sit in one archive (`app.asar`).
 *
 * Everything keeps its path of the checkout, with two exceptions in the packaged app: `resources/**` is shipped
 * beside the archive, because ffmpeg and the desktop need real files; and native parts of packages are unpacked to
 * `app.asar.unpacked`.
 */
import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const ARCHIVE = 'app.asar'
const here = fileURLToPath(import.meta.url)

/** Whether the `.ts` files run as they are; otherwise this is the bundle. */
export const runsFromSource = here.endsWith('.ts')

/** The nearest folder above `start` that holds a package.json: the checkout, or the archive of the packaged app. */
function findRoot(start: string): string {
  for (let folder = dirname(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) throw new Error(`No package.json above ${start}`)
  }
}

const appRoot = findRoot(here)

/**
 * Full path of a file or folder of ours.
 * @param path from the checkout's folder, with `/`, e.g. `main/library/migrations` or `resources/icons/icon.png`
 */
export function assetPath(path: string): string {
  return locateAsset(appRoot, path)
}

/** As {@link assetPath}, for an app that lies in `root`. */
export function locateAsset(root: string, path: string): string {
  const parts = path.split('/')
  const isPacked = root.endsWith(`${sep}${ARCHIVE}`)
  return isPacked && parts[0] === 'resources' ? join(dirname(root), ...parts.slice(1)) : join(root, ...parts)
}

/**
 * The real file behind a path that may lead into the archive, for programs to start and native code to load. Only
 * what electron-builder.yml lists under `asarUnpack` has one.
 */
export function realFilePath(path: string): string {
  return path.replace(`${sep}${ARCHIVE}${sep}`, `${sep}${ARCHIVE}.unpacked${sep}`)
}

/** The page's folder; `npm run build` makes it. */
export function pageFolder(): string {
  return assetPath('dist/renderer')
}

/**
 * The module that a worker thread starts with.
 * @param source its TypeScript file from the checkout's folder, e.g. `main/media/analysisWorker.ts`
 * @param bundled the name of its bundle in `dist/main`, e.g. `analysis-worker`
 */
export function workerPath(source: string, bundled: string): string {
  return runsFromSource ? assetPath(source) : assetPath(`dist/main/${bundled}.js`)
}
