/** Waveforms in small, one per project, kept so that the library screen need not open every project. */
import type { LibraryDatabase } from './database.ts'

export class ThumbnailRepository {
  readonly #db: LibraryDatabase

  constructor(db: LibraryDatabase) {
    this.#db = db
  }

  /** The levels of exactly this revision. */
  find(projectId: string, revision: number): Uint8Array | undefined {
    return this.#db
      .prepare<[string, number], { levels: Buffer }>(
        'SELECT levels FROM thumbnails WHERE project_id = ? AND revision = ?',
      )
      .get(projectId, revision)?.levels
  }

  save(projectId: string, revision: number, levels: Uint8Array): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO thumbnails VALUES (?, ?, ?)')
      .run(projectId, revision, Buffer.from(levels))
  }
}
