/** Rows of audio files. */
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import type { LibraryDatabase } from './database.ts'

interface MediaRow {
  id: string
  kind: 'recording' | 'read'
  original_path: string
  original_bytes: number
  original_modified_ms: number
  content_hash: string
  codec: string
  container: string
  source_sample_rate: number
  source_channels: number
  duration_samples: number
  gaps: string
  started_at_unix_seconds: number | null
  integrated_lufs: number | null
  true_peak_dbtp: number | null
  access: string
}

export class MediaRepository {
  readonly #db: LibraryDatabase
  /** Records never change once written, except for their original's place; see {@link relink}. */
  readonly #known = new Map<string, MediaRecord>()

  constructor(db: LibraryDatabase) {
    this.#db = db
  }

  find(id: string): MediaRecord | undefined {
    const known = this.#known.get(id)
    if (known) return known
    const row = this.#db.prepare<[string], MediaRow>('SELECT * FROM media WHERE id = ?').get(id)
    return row && this.#remember(row)
  }

  list(): MediaRecord[] {
    return this.#db
      .prepare<[], MediaRow>('SELECT * FROM media')
      .all()
      .map((row) => this.#remember(row))
  }

  /** A media item of this kind made from the same bytes, if the library has one. */
  findByHash(contentHash: string, kind: MediaRecord['kind']): MediaRecord | undefined {
    const row = this.#db
      .prepare<[string, string], MediaRow>('SELECT * FROM media WHERE content_hash = ? AND kind = ? LIMIT 1')
      .get(contentHash, kind)
    return row && this.#remember(row)
  }

  insert(record: MediaRecord, createdAt: string): void {
    this.#db
      .prepare(
        `INSERT INTO media VALUES (@id, @kind, @originalPath, @originalBytes, @originalModifiedMs, @contentHash, @codec,
         @container, @sourceSampleRate, @sourceChannels, @durationSamples, @gaps, @startedAtUnixSeconds,
         @integratedLufs, @truePeakDbtp, @access, @createdAt)`,
      )
      .run({ ...record, gaps: JSON.stringify(record.gaps), access: JSON.stringify(record.access), createdAt })
    this.#known.set(record.id, record)
  }

  /** Points a media item at the place where the same bytes lie now. */
  relink(id: string, originalPath: string): void {
    this.#db.prepare('UPDATE media SET original_path = ? WHERE id = ?').run(originalPath, id)
    this.#known.delete(id)
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM media WHERE id = ?').run(id)
    this.#known.delete(id)
  }

  /** Ids of recordings that no project uses. */
  unused(): string[] {
    return this.#db
      .prepare<[], { id: string }>(
        `SELECT id FROM media WHERE kind = 'recording' AND id NOT IN (SELECT media_id FROM project_media)`,
      )
      .all()
      .map((row) => row.id)
  }

  #remember(row: MediaRow): MediaRecord {
    const record: MediaRecord = {
      id: row.id,
      kind: row.kind,
      originalPath: row.original_path,
      originalBytes: row.original_bytes,
      originalModifiedMs: row.original_modified_ms,
      contentHash: row.content_hash,
      codec: row.codec,
      container: row.container,
      sourceSampleRate: row.source_sample_rate,
      sourceChannels: row.source_channels,
      durationSamples: row.duration_samples,
      gaps: JSON.parse(row.gaps),
      startedAtUnixSeconds: row.started_at_unix_seconds,
      integratedLufs: row.integrated_lufs,
      truePeakDbtp: row.true_peak_dbtp,
      access: JSON.parse(row.access),
    }
    this.#known.set(row.id, record)
    return record
  }
}
