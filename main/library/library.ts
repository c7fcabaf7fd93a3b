/** The library: one folder with the database and the media files. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { ok, type Result } from '#core/problem.ts'
import type { MediaCatalog, MediaRecord } from '#main/media/mediaRecord.ts'
import { databaseProblem, type LibraryDatabase, openDatabase } from './database.ts'
import { MediaRepository } from './mediaRepository.ts'
import { ProjectRepository } from './projectRepository.ts'
import { CoverRepository, ReadRepository } from './readRepository.ts'

/** A folder moved into place but not yet in the database is at most this young. */
const ORPHAN_AGE_MS = 60 * 60 * 1000

export class Library implements MediaCatalog {
  readonly path: string
  readonly media: MediaRepository
  readonly projects: ProjectRepository
  readonly reads: ReadRepository
  readonly covers: CoverRepository
  readonly #db: LibraryDatabase

  private constructor(path: string, db: LibraryDatabase) {
    this.path = path
    this.#db = db
    this.media = new MediaRepository(db)
    this.projects = new ProjectRepository(db)
    this.reads = new ReadRepository(db)
    this.covers = new CoverRepository(db)
  }

  /** Opens the library in a folder, or makes one there. Problems as {@link openDatabase}. */
  static open(folder: string): Result<Library> {
    const path = resolve(folder)
    const db = openDatabase(path)
    if (!db.ok) return db
    const library = new Library(path, db.value)
    try {
      for (const part of ['media', 'uploads', 'exports']) mkdirSync(join(path, part), { recursive: true })
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
   * Runs `work` in one write transaction: all of it is on the disk when this returns, or nothing.
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

  /** Changes whenever another process wrote to the library. */
  dataVersion(): number {
    return this.#db.pragma('data_version', { simple: true }) as number
  }

  /** SQLite's own full check: `ok`, or the first thing wrong. */
  integrity(): string {
    return String(this.#db.pragma('integrity_check(1)', { simple: true }))
  }

  /** Deletes the files of recordings that no project uses any more. */
  dropUnusedMedia(): void {
    const unused = this.media.unused()
    for (const id of unused) this.media.remove(id)
    for (const id of unused) rmSync(this.folder(id), { recursive: true, force: true })
  }

  /** A folder for work under way in `part` of the library; {@link sweep} clears it when this process dies. */
  workFolder(part: 'media' | 'exports' | 'uploads', name: string): string {
    return join(this.path, part, `.work-${process.pid}-${name}`)
  }

  /**
   * Deletes what a killed process left behind: its work folders, and media without a row. Another Afterspace may
   * be importing right now, so work of living processes and young folders stay.
   */
  sweep(): void {
    for (const part of ['media', 'exports', 'uploads'])
      for (const name of readdirSync(join(this.path, part))) {
        const path = join(this.path, part, name)
        const owner = /^\.work-(\d+)-/.exec(name)
        const left = owner ? !isAlive(Number(owner[1])) : part === 'media' && this.#isOrphan(name, path)
        if (left) rmSync(path, { recursive: true, force: true })
      }
  }

  #isOrphan(id: string, path: string): boolean {
    return !this.media.find(id) && Date.now() - statSync(path).mtimeMs > ORPHAN_AGE_MS
  }

  close(): void {
    this.#db.close()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
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
