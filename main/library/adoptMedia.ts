/** Brings an audio file into the library: imports it, or finds that the same bytes are there already. */
import { randomUUID } from 'node:crypto'
import { renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { ok, type Result } from '#core/problem.ts'
import { type ImportedMedia, type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import { databaseProblem } from './database.ts'
import type { Library } from './library.ts'

export type AdoptOptions = Omit<ImportMediaOptions, 'id' | 'folder'>

/**
 * Imports `path` into a work folder, moves it to its place and writes its row; on any problem or cancel nothing
 * is left. A file that the library has already is not kept twice: the known record is returned, with what the
 * new reading found beside it.
 */
export async function adoptMedia(library: Library, options: AdoptOptions): Promise<Result<ImportedMedia>> {
  const id = `${options.kind === 'read' ? 'read' : 'rec'}-${randomUUID().slice(0, 13)}`
  const workFolder = library.workFolder('media', id)
  try {
    const imported = await importMedia({ ...options, path: resolve(options.path), id, folder: workFolder })
    if (!imported.ok) return imported
    const { record } = imported.value
    const known = library.media.findByHash(record.contentHash, record.kind)
    if (known) {
      if (known.originalPath !== record.originalPath) library.media.relink(known.id, record.originalPath)
      return ok({ ...imported.value, record: { ...known, originalPath: record.originalPath } })
    }
    try {
      renameSync(workFolder, library.folder(id))
    } catch (error) {
      return databaseProblem(error, library.path)
    }
    const written = library.write(() => ok(library.media.insert(record, new Date().toISOString())))
    if (!written.ok) {
      rmSync(library.folder(id), { recursive: true, force: true })
      return written
    }
    return imported
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}
