/** Opening the library's database: checks, migrations, a backup before each. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Result } from '#core/problem.ts'
import { assetPath } from '#main/assets.ts'

export type LibraryDatabase = Database.Database

const DATABASE_FILE = 'library.db'
/** How long a writer waits for another process (command line beside the window) before it gives up. */
const BUSY_TIMEOUT_MS = 5_000

/**
 * Opens (or makes) the database of a library folder. WAL, foreign keys on, and `synchronous=FULL`, because an
 * acknowledged edit must survive a power cut.
 *
 * Problems: `not-writable`, `library-damaged`, `library-newer` (another, later Afterspace wrote it),
 * `library-busy`. None of them changes a file.
 */
export function openDatabase(folder: string): Result<LibraryDatabase> {
  const file = join(folder, DATABASE_FILE)
  let db: LibraryDatabase | undefined
  try {
    mkdirSync(folder, { recursive: true })
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    const newest = migrations().length
    const version = db.pragma('user_version', { simple: true }) as number
    if (version > newest) {
      db.close()
      return fail(
        'library-newer',
        `The library in ${folder} was written by a newer Afterspace (format ${version}, this one knows ${newest}).`,
        'Update Afterspace, or choose another library folder.',
      )
    }
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    const verdict = db.pragma('quick_check(1)', { simple: true })
    if (verdict !== 'ok') {
      db.close()
      return damaged(folder, String(verdict))
    }
    if (version < newest) migrate(db, file, version)
    return ok(db)
  } catch (error) {
    db?.close()
    return databaseProblem(error, folder)
  }
}

/** Migration texts in order; number N brings a database from format N - 1 to N. */
function migrations(): string[] {
  const folder = assetPath('main/library/migrations')
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

function migrate(db: LibraryDatabase, file: string, from: number): void {
  const pending = migrations().slice(from)
  pending.forEach((migration, i) => {
    const version = from + i + 1
    if (from > 0) {
      db.pragma('wal_checkpoint(TRUNCATE)')
      const backup = `${file}.before-${version}`
      if (!existsSync(backup)) copyFileSync(file, backup)
    }
    db.transaction(() => {
      // Another process may have migrated while we waited for the lock.
      if ((db.pragma('user_version', { simple: true }) as number) >= version) return
      db.exec(readFileSync(migration, 'utf8'))
      db.pragma(`user_version = ${version}`)
    }).immediate()
  })
}

function damaged(folder: string, detail: string): Result<never> {
  return fail(
    'library-damaged',
    `The library in ${folder} is damaged: ${detail}.`,
    'Nothing was changed. Restore library.db from a backup, or choose another library folder.',
  )
}

/** The problem behind an error of SQLite or of the disk under it. */
export function databaseProblem(error: unknown, folder: string): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return fail('library-busy', 'Another Afterspace is writing to this library.', 'Try again in a moment.')
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return fail(
      'disk-full',
      'The disk is full; the last change was not saved.',
      'Free some space and try again.',
    )
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(folder, message)
  if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR)/.test(code))
    return fail(
      'not-writable',
      `The library folder ${folder} cannot be used: ${message}.`,
      'Choose another folder with --library.',
    )
  throw error
}
