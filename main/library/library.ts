/** The library: one folder with the database and the media files. */
import { mkdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { ok, type Result } from '#core/problem.ts'
import type { MediaCatalog, MediaRecord } from '#main/media/mediaRecord.ts'
import { databaseProblem, type LibraryDatabase, openDatabase } from './database.ts'
import { MediaRepository } from './mediaRepository.ts'
import { ProjectRepository } from './projectRepository.ts'
import { CoverRepository, ReadRepository } from './readRepository.ts'
import { ThumbnailRepository } from './thumbnailRepository.ts'

/** Folders of a library: working copies and derived files, files dropped in a browser, downloads. */
export const LIBRARY_PARTS = ['media', 'uploads', 'exports'] as const
export type LibraryPart = (typeof LIBRARY_PARTS)[number]

/** Name of a folder for work under way; its first group is the id of the process that works. */
export const WORK_FOLDER = /^\.work-(\d+)-/

export class Library implements MediaCatalog {
  readonly path: string
  readonly media: MediaRepository
  readonly projects: ProjectRepository
  readonly reads: ReadRepository
  readonly covers: CoverRepository
  readonly thumbnails: ThumbnailRepository
  readonly #db: LibraryDatabase

  private constructor(path: string, db: LibraryDatabase) {
    this.path = path
    this.#db = db
    this.media = new MediaRepository(db)
    this.projects = new ProjectRepository(db)
    this.reads = new ReadRepository(db)
    this.covers = new CoverRepository(db)
    this.thumbnails = new ThumbnailRepository(db)
  }

  /** Opens the library in a folder, or makes one there. Problems as {@link openDatabase}. */
  static open(folder: string): Result<Library> {
    const path = resolve(folder)
    const db = openDatabase(path)
    if (!db.ok) return db
    const library = new Library(path, db.value)
    try {
      for (const part of LIBRARY_PARTS) mkdirSync(join(path, part), { recursive: true })
    } catch (error) {
      library.close()
      return databaseProblem(error, path)
    }
    return ok(library)
  }

  find(mediaId: string): MediaRecord | undefined {
    return this.media.find(mediaId)
  }

  folder(mediaId: string): string {
    return join(this.path, 'media', mediaId)
  }

  /**
   * Runs `work` in one write transaction: all of it is on the disk when this returns, or nothing. Inside another
   * `write` it is part of that one.
   * Problems: `disk-full`, `library-busy`, `not-writable`, and whatever `work` refuses with (rolled back).
   */
  write<T>(work: () => Result<T>): Result<T> {
    let refused: Result<T> | undefined
    const rollback = new Error('rollback')
    try {
      return this.#db
        .transaction(() => {
          const result = work()
          if (result.ok) return result
          refused = result
          throw rollback
        })
        .immediate()
    } catch (error) {
      if (error === rollback && refused) return refused
      return databaseProblem(error, this.path)
    }
  }

  get isOpen(): boolean {
    return this.#db.open
  }

  /** SQLite's own full check: `ok`, or the first thing wrong. */
  integrity(): string {
    return String(this.#db.pragma('integrity_check(1)', { simple: true }))
  }

  /** A folder for work under way in `part` of the library; the sweep clears it when this process dies. */
  workFolder(part: LibraryPart, name: string): string {
    return join(this.path, part, `.work-${process.pid}-${name}`)
  }

  close(): void {
    this.#db.close()
  }
}

/** Where the library lies unless `--library` or `AFTERSPACE_LIBRARY` says otherwise: the system's data folder. */
export function defaultLibraryPath(): string {
  const { AFTERSPACE_LIBRARY, APPDATA, XDG_DATA_HOME } = process.env
  if (AFTERSPACE_LIBRARY) return AFTERSPACE_LIBRARY
  if (platform() === 'win32')
    return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Afterspace', 'library')
  if (platform() === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Afterspace', 'library')
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'afterspace', 'library')
}
