/** What a library keeps on the disk, and what of it can go. */
import { type Dirent, existsSync, lstatSync, readdirSync, rmSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { MediaStorage, Storage } from '#core/contract/library.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import {
  FRAME_INDEX,
  LOUDNESS_FILE,
  type MediaRecord,
  PEAKS_FILE,
  soundFile,
  WORKING_COPY,
} from '#main/media/mediaRecord.ts'
import type { Library } from './library.ts'

const DERIVED_FILES = [PEAKS_FILE, LOUDNESS_FILE, FRAME_INDEX]

/** Measures the library's folder. Files that vanish meanwhile count nothing. */
export function storage(library: Library): Storage {
  const counted = new Set<string>()
  const media = library.media.list().map((record) => storageOf(library, record))
  const mediaIds = new Set(media.map(({ mediaId }) => mediaId))
  const mediaFolder = join(library.path, 'media')
  let workingBytes = 0
  let derivedBytes = 0
  let temporaryBytes = bytesBelow(join(library.path, 'exports'), counted)
  for (const { name } of entriesIn(mediaFolder)) {
    const folder = join(mediaFolder, name)
    if (mediaIds.has(name)) {
      workingBytes += bytesOf(join(folder, WORKING_COPY), counted)
      derivedBytes += bytesBelow(folder, counted)
    } else temporaryBytes += bytesBelow(folder, counted)
  }
  const uploadBytes = bytesBelow(join(library.path, 'uploads'), counted)
  const databaseBytes = entriesIn(library.path)
    .filter(({ name }) => name.startsWith('library.db'))
    .reduce((sum, { name }) => sum + bytesOf(join(library.path, name), counted), 0)
  return {
    media,
    totals: {
      workingBytes,
      derivedBytes,
      uploadBytes,
      temporaryBytes,
      databaseBytes,
      coverBytes: library.covers.totalBytes(),
      totalBytes: workingBytes + derivedBytes + uploadBytes + temporaryBytes + databaseBytes,
      droppableBytes: media.reduce((sum, item) => sum + (item.canDrop ? item.derivedBytes : 0), 0),
    },
  }
}

/**
 * Deletes the derived files of one media item, or of all. Those of sound that is gone stay, for they could not come
 * back. Problem: `not-found`.
 */
export function dropDerived(library: Library, mediaId?: string): Result<{ droppedBytes: number }> {
  const records = mediaId === undefined ? library.media.list() : [library.find(mediaId)]
  let droppedBytes = 0
  for (const record of records) {
    if (!record) return fail('not-found', `The library has no media ${mediaId}.`)
    const { canDrop, derivedBytes } = storageOf(library, record)
    if (!canDrop) continue
    for (const name of DERIVED_FILES) rmSync(join(library.folder(record.id), name), { force: true })
    droppedBytes += derivedBytes
  }
  return ok({ droppedBytes })
}

function storageOf(library: Library, record: MediaRecord): MediaStorage {
  const folder = library.folder(record.id)
  const sizeOf = (name: string) => bytesOf(join(folder, name), new Set())
  return {
    mediaId: record.id,
    kind: record.kind,
    originalPath: record.originalPath,
    projectIds: library.projects.using(record.id),
    workingBytes: sizeOf(WORKING_COPY),
    derivedBytes: DERIVED_FILES.reduce((sum, name) => sum + sizeOf(name), 0),
    canDrop: existsSync(soundFile(record, folder)),
  }
}

function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** Size of a file, 0 where it was counted before: two media items of the same bytes share one file. */
function bytesOf(path: string, counted: Set<string>): number {
  let found: Stats
  try {
    found = lstatSync(path)
  } catch {
    return 0
  }
  const identity = `${found.dev}/${found.ino}`
  if (!found.isFile() || counted.has(identity)) return 0
  counted.add(identity)
  return found.size
}

function bytesBelow(folder: string, counted: Set<string>): number {
  let bytes = 0
  for (const entry of entriesIn(folder)) {
    const path = join(folder, entry.name)
    bytes += entry.isDirectory() ? bytesBelow(path, counted) : bytesOf(path, counted)
  }
  return bytes
}
