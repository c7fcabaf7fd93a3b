/** Where files lie that a browser window sent: a folder in `uploads` for all that was brought at one time. */
import { rmdirSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Library } from './library.ts'

/** The folder in `uploads` that holds a path, however deep; undefined for what is no upload. */
export function uploadFolderOf(
  { path: libraryPath }: Pick<Library, 'path'>,
  path: string,
): string | undefined {
  const uploads = join(libraryPath, 'uploads')
  const [name, ...inside] = relative(uploads, path).split(sep)
  return name && name !== '..' && inside.length > 0 && join(uploads, name, ...inside) === path
    ? join(uploads, name)
    : undefined
}

/** Deletes an uploaded file that has done its service, and its folder when nothing else is in it; else nothing. */
export function dropUpload(library: Pick<Library, 'path'>, path: string): void {
  const folder = uploadFolderOf(library, path)
  if (!folder) return
  try {
    rmSync(path, { force: true })
    rmdirSync(folder)
  } catch {
    // Other files came with it, or it is in use: the sweep sees to it.
  }
}
