/** Rows of sponsor reads and covers. */
import type { LibraryDatabase } from './database.ts'

export interface ReadRow {
  id: string
  media_id: string
  name: string
  brand: string
  campaign: string
  link: string
  created_at: string
  /** Set when it was taken off the list; episodes may still play it. */
  removed_at: string | null
}

export class ReadRepository {
  readonly #db: LibraryDatabase

  constructor(db: LibraryDatabase) {
    this.#db = db
  }

  /** Reads that were not removed, the newest first. */
  list(): ReadRow[] {
    return this.#db
      .prepare<[], ReadRow>('SELECT * FROM reads WHERE removed_at IS NULL ORDER BY created_at DESC, id')
      .all()
  }

  /** Also finds a removed one, because episodes may still play it. */
  findByMedia(mediaId: string): ReadRow | undefined {
    return this.#db.prepare<[string], ReadRow>('SELECT * FROM reads WHERE media_id = ? LIMIT 1').get(mediaId)
  }

  has(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM reads WHERE id = ?').get(id) !== undefined
  }

  insert(row: ReadRow): void {
    this.#db
      .prepare(
        'INSERT INTO reads VALUES (@id, @media_id, @name, @brand, @campaign, @link, @created_at, @removed_at)',
      )
      .run(row)
  }

  update(row: ReadRow): void {
    this.#db
      .prepare(
        'UPDATE reads SET name = @name, brand = @brand, campaign = @campaign, link = @link WHERE id = @id',
      )
      .run(row)
  }

  /** Takes a read off the list; episodes that play it keep it. */
  remove(id: string, at: string): void {
    this.#db.prepare('UPDATE reads SET removed_at = ? WHERE id = ?').run(at, id)
  }

  /** Forgets removed reads that no project plays, also not in a step that was undone. */
  forgetUnused(): void {
    this.#db
      .prepare(
        'DELETE FROM reads WHERE removed_at IS NOT NULL AND media_id NOT IN (SELECT media_id FROM project_media)',
      )
      .run()
  }
}

export interface Cover {
  readonly mime: string
  readonly image: Buffer
}

export class CoverRepository {
  readonly #db: LibraryDatabase

  constructor(db: LibraryDatabase) {
    this.#db = db
  }

  find(id: string): Cover | undefined {
    return this.#db.prepare<[string], Cover>('SELECT mime, image FROM covers WHERE id = ?').get(id)
  }

  /** What all pictures take. */
  totalBytes(): number {
    const { bytes } = this.#db
      .prepare<[], { bytes: number }>('SELECT COALESCE(SUM(LENGTH(image)), 0) AS bytes FROM covers')
      .get()!
    return bytes
  }

  /** Keeps an image under an id that names its content, so that the same one is kept once. */
  insert(id: string, cover: Cover): void {
    this.#db.prepare('INSERT OR IGNORE INTO covers VALUES (?, ?, ?)').run(id, cover.mime, cover.image)
  }
}
