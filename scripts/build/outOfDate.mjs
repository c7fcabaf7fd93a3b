/** Whether a build is older than its sources. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../lib/places.mjs'

/** Times of the sources' files and folders (a folder's time changes when a file in it is removed), in ms. */
function* changeTimes(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return
  yield stats.mtimeMs
  if (!stats.isDirectory()) return
  for (const name of readdirSync(path))
    if (!name.endsWith('.tsbuildinfo')) yield* changeTimes(join(path, name))
}

/**
 * Whether the target must be built: it is not there, or a source is newer.
 * @param {{ makes: string, sources: string[] }} target
 * @param {(path: string) => string} [locate] full path of a path from the checkout's folder
 */
export function isOutOfDate(target, locate = inRoot) {
  const built = statSync(locate(target.makes), { throwIfNoEntry: false })
  if (!built) return true
  return target.sources.some((source) =>
    [...changeTimes(locate(source))].some((time) => time > built.mtimeMs),
  )
}
