/**
 * Clears what nobody needs any more: work of killed processes, projects that they had removed, media without a use,
 * uploads without media.
 */
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ok } from '#core/problem.ts'
import { LIBRARY_PARTS, type Library, WORK_FOLDER } from './library.ts'
import { isAlive, isOwnerAlive, OWNER } from './owner.ts'
import { uploadFolderOf } from './uploads.ts'

/**
 * What is younger may belong to an import under way in another process: its folder is moved into place before its
 * row is written, its row is written before its project, and an upload lies there before its import begins.
 */
const GRACE_MS = 60 * 60 * 1000

/** Sweeps a library that was just opened. What cannot be removed now is left for the next time. */
export function sweep(library: Library): void {
  dropRemovedProjects(library, (owner) => !isOwnerAlive(owner))
  const limit = new Date(Date.now() - GRACE_MS).toISOString()
  dropUnusedMedia(library, ({ createdAt }) => createdAt < limit)
  const uploadsInUse = uploadFolders(library)
  for (const part of LIBRARY_PARTS)
    for (const name of namesIn(join(library.path, part))) {
      const path = join(library.path, part, name)
      const owner = WORK_FOLDER.exec(name)
      const isLeft = owner
        ? !isAlive(Number(owner[1]))
        : part === 'media'
          ? !library.find(name) && isOld(path)
          : part === 'uploads' && !uploadsInUse.has(path) && isOld(path)
      if (isLeft) removeFolder(path)
    }
}

/**
 * Really deletes removed projects of those processes, and the media that only they used. One transaction: a project
 * is there to be restored, or gone.
 */
function dropRemovedProjects(library: Library, of: (owner: string) => boolean): void {
  const dropped = library.write(() => {
    const removed = library.projects.removed().filter(({ removed_by }) => of(removed_by))
    const media = new Set(removed.flatMap(({ id }) => library.projects.mediaIds(id)))
    for (const { id } of removed) library.projects.delete(id)
    return ok(media)
  })
  if (dropped.ok && dropped.value.size > 0) dropUnusedMedia(library, ({ id }) => dropped.value.has(id))
}

/** Deletes what this process had removed and could still restore: called when it ends. */
export function dropOwnRemovedProjects(library: Library): void {
  dropRemovedProjects(library, (owner) => owner === OWNER)
}

/** Removes the downloads that this process kept. */
export function dropKeptExports(library: Library): void {
  const folder = join(library.path, 'exports')
  for (const name of namesIn(folder))
    if (WORK_FOLDER.exec(name)?.[1] === String(process.pid)) removeFolder(join(folder, name))
}

/**
 * Deletes those media `among` the ones that no project and no sponsor read needs: row, derived files, and the
 * original where it is an upload of ours.
 */
export function dropUnusedMedia(
  library: Library,
  among: (media: { id: string; createdAt: string }) => boolean,
): void {
  const dropped = library.write(() => {
    library.reads.forgetUnused()
    const media = library.media.unused().filter(among)
    for (const { id } of media) library.media.remove(id)
    return ok(media)
  })
  // Nothing depends on it now; the next sweep tries again.
  if (!dropped.ok) return
  const inUse = uploadFolders(library)
  for (const { id, originalPath } of dropped.value) {
    removeFolder(library.folder(id))
    const upload = uploadFolderOf(library, originalPath)
    if (upload && !inUse.has(upload)) removeFolder(upload)
  }
}

/** Folders of uploads that originals lie in. */
function uploadFolders(library: Library): Set<string | undefined> {
  return new Set(library.media.list().map(({ originalPath }) => uploadFolderOf(library, originalPath)))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > GRACE_MS
  } catch {
    return false
  }
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // In use (Windows) or not ours to delete; it does no harm where it is.
  }
}
