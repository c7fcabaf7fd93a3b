/** Opening the library's database: checks, migrations, a backup before each. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
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
 * `library-busy`. None of them changes what the library holds.
 *
 * @param migrationFolder for tests; ours otherwise
 */
export function openDatabase(
  folder: string,
  migrationFolder = assetPath('main/library/migrations'),
): Result<LibraryDatabase> {
  const file = join(folder, DATABASE_FILE)
  const steps = migrations(migrationFolder)
  let db: LibraryDatabase | undefined
  try {
    mkdirSync(folder, { recursive: true })
    const present = existsSync(file) ? formatOf(file) : 0
    if (present > steps.length)
      return fail(
        'library-newer',
        `The library in ${folder} was written by a newer Afterspace (format ${present}, this one knows ${steps.length}).`,
        'Update Afterspace, or choose another library folder.',
      )
    db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    const verdict = String(db.pragma('quick_check(1)', { simple: true }))
    const problem = verdict === 'ok' ? migrate(db, folder, steps) : damaged(folder, verdict)
    if (!problem) return ok(db)
    db.close()
    return problem
  } catch (error) {
    db?.close()
    return databaseProblem(error, folder)
  }
}

/** The format number of an existing file, read without a right to write, so that nothing in it can change. */
function formatOf(file: string): number {
  const db = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    return formatNumber(db)
  } finally {
    db.close()
  }
}

function formatNumber(db: LibraryDatabase): number {
  return db.pragma('user_version', { simple: true }) as number
}

/** Migration files in order; number N brings a database from format N - 1 to N. */
function migrations(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** Brings the database to the newest format, one step a transaction. */
function migrate(db: LibraryDatabase, folder: string, steps: readonly string[]): Result<never> | undefined {
  for (const [from, step] of steps.entries()) {
    if (formatNumber(db) > from) continue
    try {
      db.transaction(() => {
        // Another process may have migrated while we waited for the lock.
        if (formatNumber(db) > from) return
        if (from > 0) backUp(folder, from)
        db.exec(readFileSync(step, 'utf8'))
        db.pragma(`user_version = ${from + 1}`)
      }).immediate()
    } catch (error) {
      if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_ERROR') throw error
      return damaged(folder, `it cannot be brought to format ${from + 1} (${error.message})`)
    }
  }
  return undefined
}

/**
 * Copies the database to `library.db.format-N`. Called while we hold the write lock, so what a second connection
 * reads is the last state before the migration; renamed when whole.
 */
function backUp(folder: string, format: number): void {
  const file = join(folder, DATABASE_FILE)
  const backup = `${file}.format-${format}`
  const part = `${backup}.part`
  rmSync(part, { force: true })
  const reader = new Database(file, { readonly: true })
  try {
    reader.prepare('VACUUM INTO ?').run(part)
  } finally {
    reader.close()
  }
  renameSync(part, backup)
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
  if (['SQLITE_FULL', 'ENOSPC', 'EDQUOT'].includes(code))
    return fail(
      'disk-full',
      'The disk is full; the last change was not saved.',
      'Free some space and try again.',
    )
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(folder, message)
  if (/^(ENOENT|EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR)/.test(code))
    return fail(
      'not-writable',
      `The library folder ${folder} cannot be used: ${message}.`,
      'Choose another folder with --library.',
    )
  throw error
}
