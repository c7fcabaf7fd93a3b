/** Brings an audio file into the library: imports it, or finds that the same bytes are there already. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ok, type Result } from '#core/problem.ts'
import { type ImportedMedia, type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import { databaseProblem } from './database.ts'
import type { Library } from './library.ts'

export type AdoptOptions = Omit<ImportMediaOptions, 'id' | 'folder'>

/**
 * Imports `path` into a work folder, moves it to its place and writes its row; on any problem or cancel nothing
 * is left. A recording that the library has already is not kept twice: the known record is returned, with what
 * the new reading found beside it, and what the library had lost of it is put back.
 */
export async function adoptMedia(library: Library, options: AdoptOptions): Promise<Result<ImportedMedia>> {
  const id = `${options.kind === 'read' ? 'read' : 'rec'}-${randomUUID().slice(0, 13)}`
  const workFolder = library.workFolder('media', id)
  try {
    const imported = await importMedia({ ...options, path: resolve(options.path), id, folder: workFolder })
    if (!imported.ok) return imported
    const { record } = imported.value
    // The same sound may be two reads of two brands; each is its own.
    const known = record.kind === 'recording' ? library.media.findByHash(record.contentHash) : undefined
    const kept = known ? reuse(library, known, record, workFolder) : keep(library, record, workFolder)
    return kept.ok ? ok({ ...imported.value, record: kept.value }) : kept
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}

function keep(library: Library, record: MediaRecord, workFolder: string): Result<MediaRecord> {
  const folder = library.folder(record.id)
  try {
    renameSync(workFolder, folder)
  } catch (error) {
    return databaseProblem(error, library.path)
  }
  const written = library.write(() => {
    library.media.insert(record, new Date().toISOString())
    return ok(record)
  })
  if (!written.ok) rmSync(folder, { recursive: true, force: true })
  return written
}

/** Files that are gone from the known item's folder come from the new one; so does the original's place. */
function reuse(
  library: Library,
  known: MediaRecord,
  found: MediaRecord,
  workFolder: string,
): Result<MediaRecord> {
  const folder = library.folder(known.id)
  try {
    mkdirSync(folder, { recursive: true })
    for (const name of readdirSync(workFolder))
      if (!existsSync(join(folder, name))) renameSync(join(workFolder, name), join(folder, name))
  } catch (error) {
    return databaseProblem(error, library.path)
  }
  if (isUntouched(known)) return ok(known)
  const { originalPath, originalModifiedMs } = found
  return library.write(() => {
    library.media.relink(known.id, originalPath, originalModifiedMs)
    return ok({ ...known, originalPath, originalModifiedMs })
  })
}

function isUntouched({ originalPath, originalBytes, originalModifiedMs, access }: MediaRecord): boolean {
  try {
    const { size, mtimeMs } = statSync(originalPath)
    // A folder of chunks and an archive have other sizes than the sound in them, of which the library has a copy.
    const isOwn = access.type === 'frames' || access.file === 'working'
    return (isOwn || size === originalBytes) && mtimeMs === originalModifiedMs
  } catch {
    return false
  }
}
