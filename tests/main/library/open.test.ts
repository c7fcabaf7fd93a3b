import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { ok, unwrap } from '#core/problem.ts'
import { assetPath } from '#main/assets.ts'
import { openDatabase } from '#main/library/database.ts'
import { Library } from '#main/library/library.ts'
import { insertMedia, mediaRecord, openLibrary, projectIn, tempFolder } from '../../support/library.ts'

const bytesOf = (folder: string, names = readdirSync(folder)) =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('hex')]))

describe('opening a library', () => {
  it('makes one where there is none, safe against power cuts', () => {
    const folder = join(tempFolder(), 'a', 'b')
    const db = unwrap(openDatabase(folder))
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
    openLibrary(folder)
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['media', 'uploads', 'exports', 'library.db']))
  })

  it('refuses one of a newer format and leaves every byte as it was, also what is still in the WAL', () => {
    const folder = tempFolder()
    const writer = new Database(join(folder, 'library.db'))
    writer.pragma('journal_mode = WAL')
    writer.exec('CREATE TABLE later (x); INSERT INTO later VALUES (1)')
    writer.pragma('user_version = 99')
    // As a crash leaves it: the new format is in the WAL only.
    const crashed = tempFolder()
    for (const name of ['library.db', 'library.db-wal']) copyFileSync(join(folder, name), join(crashed, name))
    writer.close()
    for (const place of [folder, crashed]) {
      const before = bytesOf(place)
      expect(Library.open(place)).toMatchObject({
        ok: false,
        error: { code: 'library-newer', message: expect.stringContaining('99') },
      })
      expect(bytesOf(place, Object.keys(before))).toEqual(before)
    }
  })

  it('refuses a damaged file, one that is no database, and one of another program', () => {
    const damaged = tempFolder()
    const library = unwrap(Library.open(damaged))
    for (let i = 0; i < 300; i++) insertMedia(library, mediaRecord(`rec-${i}`))
    library.close()
    const file = join(damaged, 'library.db')
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 8192, bytes.length - 8192)
    writeFileSync(file, bytes)
    expect(Library.open(damaged)).toMatchObject({ ok: false, error: { code: 'library-damaged' } })
    expect(readFileSync(file).equals(bytes)).toBe(true)

    const text = tempFolder()
    writeFileSync(join(text, 'library.db'), 'This is a letter, and a long one at that. '.repeat(200))
    expect(Library.open(text)).toMatchObject({ ok: false, error: { code: 'library-damaged' } })

    const other = tempFolder()
    const foreign = new Database(join(other, 'library.db'))
    foreign.exec('CREATE TABLE media (song TEXT)')
    foreign.close()
    expect(Library.open(other)).toMatchObject({ ok: false, error: { code: 'library-damaged' } })
    const again = new Database(join(other, 'library.db'))
    expect(again.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['media'])
    again.close()
  })

  it('refuses a file where the folder should be', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(Library.open(join(folder, 'file'))).toMatchObject({ ok: false, error: { code: 'not-writable' } })
    expect(Library.open(join(folder, 'file', 'below'))).toMatchObject({
      ok: false,
      error: { code: 'not-writable' },
    })
  })

  it('can be done by several processes at once on a library that is not there yet', async () => {
    const folder = join(tempFolder(), 'new')
    const code = `
      const { Library } = await import('#main/library/library.ts')
      const opened = Library.open(process.argv[1])
      if (!opened.ok) { console.error(opened.error); process.exit(1) }
      opened.value.close()`
    const runs = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code, folder], {
        cwd: assetPath('.'),
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const [exitCode] = await once(child, 'exit')
      return exitCode
    })
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0])
  })
})

describe('a library that another process writes to', () => {
  it('says that it is busy after a while, and the edit is not made', () => {
    const { library, projects, id } = projectIn(tempFolder())
    const other = new Database(join(library.path, 'library.db'))
    other.exec('BEGIN IMMEDIATE')
    const refused = projects.apply(id, [{ type: 'cut', from: 0, to: 48_000 }])
    expect(refused).toMatchObject({ ok: false, error: { code: 'library-busy' } })
    expect(projects.open(id)).toMatchObject({ ok: true, value: { history: { revision: 0, steps: [] } } })
    other.exec('ROLLBACK')
    other.close()
    expect(projects.apply(id, [{ type: 'cut', from: 0, to: 48_000 }])).toMatchObject({
      ok: true,
      value: { history: { revision: 1 } },
    })
  })
})

describe('migration', () => {
  const ours = assetPath('main/library/migrations')
  const format = readdirSync(ours).length

  function migrationsWith(next: string): string {
    const folder = tempFolder()
    for (const name of readdirSync(ours)) copyFileSync(join(ours, name), join(folder, name))
    writeFileSync(join(folder, `${String(format + 1).padStart(4, '0')}-later.sql`), next)
    return folder
  }

  it('opens a library of the first format', () => {
    const folder = tempFolder()
    const first = tempFolder()
    copyFileSync(join(ours, '0001-library.sql'), join(first, '0001-library.sql'))
    const db = unwrap(openDatabase(folder, first))
    db.exec(`INSERT INTO projects VALUES ('old', 'Old', 0, 1, '[]', '', '')`)
    db.close()
    const library = openLibrary(folder)
    expect(library.projects.list()).toMatchObject([{ id: 'old', title: 'Old' }])
    expect(library.projects.removed()).toEqual([])
    expect(readdirSync(folder)).toContain('library.db.format-1')
  })

  it('brings an old library to the newest format and keeps a whole copy of the old one', () => {
    const { library } = projectIn(tempFolder())
    const folder = library.path
    library.close()
    const db = unwrap(
      openDatabase(folder, migrationsWith(`ALTER TABLE projects ADD note TEXT DEFAULT 'new'`)),
    )
    expect(db.pragma('user_version', { simple: true })).toBe(format + 1)
    expect(db.prepare('SELECT id, note FROM projects').all()).toEqual([{ id: 'p1', note: 'new' }])
    db.close()
    const backup = new Database(join(folder, `library.db.format-${format}`), { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(format)
    expect(backup.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(backup.prepare('SELECT * FROM projects').all()).toHaveLength(1)
    expect(backup.prepare('SELECT * FROM snapshots').all()).toHaveLength(1)
    backup.close()
    // What is newer now is refused by the Afterspace from before.
    expect(Library.open(folder)).toMatchObject({ ok: false, error: { code: 'library-newer' } })
  })

  it('that fails leaves the library as it was', () => {
    const { library } = projectIn(tempFolder())
    const folder = library.path
    library.close()
    const broken = migrationsWith('ALTER TABLE projects ADD note TEXT; SELECT nonsense FROM nowhere;')
    expect(openDatabase(folder, broken)).toMatchObject({ ok: false, error: { code: 'library-damaged' } })
    const again = openLibrary(folder)
    expect(again.projects.list()).toHaveLength(1)
    expect(Object.keys(again.projects.list()[0]!)).not.toContain('note')
  })
})

describe('a write', () => {
  it('is undone whole when its work refuses or throws', () => {
    const library = openLibrary(tempFolder())
    mkdirSync(join(library.path, 'x'))
    const refused = library.write(() => {
      library.media.insert(mediaRecord('rec-a'), '')
      return { ok: false, error: { code: 'usage', message: 'No.', hint: '' } }
    })
    expect(refused).toMatchObject({ ok: false, error: { message: 'No.' } })
    expect(() =>
      library.write(() => {
        library.media.insert(mediaRecord('rec-b'), '')
        throw new TypeError('a bug')
      }),
    ).toThrow('a bug')
    expect(library.media.list()).toEqual([])
    expect(library.write(() => ok(library.media.insert(mediaRecord('rec-c'), '')))).toMatchObject({
      ok: true,
    })
    expect(library.media.list()).toEqual([mediaRecord('rec-c')])
  })
})
