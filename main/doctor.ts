/** What a person checks first when something does not work. */
import { accessSync, constants, statfsSync } from 'node:fs'
import type { Library } from '#main/library/library.ts'
import { storage } from '#main/library/storage.ts'
import { findFfmpeg } from '#main/media/ffmpeg/find.ts'
import { isMissing } from '#main/projects/describe.ts'

export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly hint: string
}

/** Below this an import of a long recording may not fit. */
const LOW_DISK_BYTES = 1_000_000_000

/** Examines ffmpeg, the library folder, free space and originals. Changes nothing. */
export async function examine(library: Library): Promise<Check[]> {
  return [
    checkFfmpeg(),
    checkFolder(library),
    checkDatabase(library),
    checkSpace(library),
    checkStorage(library),
    checkOriginals(library),
  ]
}

function checkFfmpeg(): Check {
  const ffmpeg = findFfmpeg()
  return ffmpeg.ok
    ? { name: 'ffmpeg', ok: true, detail: `${ffmpeg.value.version} at ${ffmpeg.value.path}`, hint: '' }
    : { name: 'ffmpeg', ok: false, detail: ffmpeg.error.message, hint: ffmpeg.error.hint }
}

function checkFolder({ path }: Library): Check {
  try {
    accessSync(path, constants.W_OK)
    return { name: 'library', ok: true, detail: path, hint: '' }
  } catch {
    return {
      name: 'library',
      ok: false,
      detail: `${path} cannot be written.`,
      hint: 'Choose another with --library.',
    }
  }
}

function checkDatabase(library: Library): Check {
  const verdict = library.integrity()
  return verdict === 'ok'
    ? { name: 'database', ok: true, detail: `${library.projects.list().length} projects`, hint: '' }
    : { name: 'database', ok: false, detail: verdict, hint: 'Restore library.db from a backup.' }
}

function checkSpace({ path }: Library): Check {
  const { bavail, bsize } = statfsSync(path)
  const free = bavail * bsize
  const detail = `${(free / 1e9).toFixed(1)} GB free`
  return {
    name: 'disk',
    ok: free >= LOW_DISK_BYTES,
    detail,
    hint: free >= LOW_DISK_BYTES ? '' : 'Free some space.',
  }
}

function checkStorage(library: Library): Check {
  const { media, totals } = storage(library)
  const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  return {
    name: 'storage',
    ok: true,
    detail:
      `${inMegabytes(totals.totalBytes)} for ${media.length} sound files: ` +
      `${inMegabytes(totals.workingBytes)} working copies, ${inMegabytes(totals.derivedBytes)} derived files ` +
      `(${inMegabytes(totals.droppableBytes)} can be dropped and come back by themselves), ` +
      `${inMegabytes(totals.databaseBytes)} database with ${inMegabytes(totals.coverBytes)} covers, ` +
      `${inMegabytes(totals.uploadBytes)} uploads, ${inMegabytes(totals.temporaryBytes)} temporary`,
    hint: '',
  }
}

function checkOriginals(library: Library): Check {
  const missing = library.media.list().filter(isMissing)
  return {
    name: 'originals',
    ok: missing.length === 0,
    detail: missing.length === 0 ? 'all there' : missing.map((record) => record.originalPath).join(', '),
    hint:
      missing.length === 0
        ? ''
        : 'Put them back where they were, or say where they are with `afterspace relink`.',
  }
}
