/** Rows of audio files. */
import type { Statement } from 'better-sqlite3'
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
  readonly #find: Statement<[string], MediaRow>

  constructor(db: LibraryDatabase) {
    this.#db = db
    // Asked for every chunk that is played; not remembered, because other processes write too.
    this.#find = db.prepare('SELECT * FROM media WHERE id = ?')
  }

  find(id: string): MediaRecord | undefined {
    const row = this.#find.get(id)
    return row && recordOf(row)
  }

  list(): MediaRecord[] {
    return this.#db.prepare<[], MediaRow>('SELECT * FROM media').all().map(recordOf)
  }

  /** The recording made from these bytes, if the library has one. */
  findByHash(contentHash: string): MediaRecord | undefined {
    const row = this.#db
      .prepare<[string], MediaRow>(
        `SELECT * FROM media WHERE content_hash = ? AND kind = 'recording' ORDER BY created_at LIMIT 1`,
      )
      .get(contentHash)
    return row && recordOf(row)
  }

  insert(record: MediaRecord, createdAt: string): void {
    this.#db
      .prepare(
        `INSERT INTO media VALUES (@id, @kind, @originalPath, @originalBytes, @originalModifiedMs, @contentHash, @codec,
         @container, @sourceSampleRate, @sourceChannels, @durationSamples, @gaps, @startedAtUnixSeconds,
         @integratedLufs, @truePeakDbtp, @access, @createdAt)`,
      )
      .run({ ...record, gaps: JSON.stringify(record.gaps), access: JSON.stringify(record.access), createdAt })
  }

  /** Points a media item at the place where the same bytes lie now. */
  relink(id: string, originalPath: string, originalModifiedMs: number): void {
    this.#db
      .prepare('UPDATE media SET original_path = ?, original_modified_ms = ? WHERE id = ?')
      .run(originalPath, originalModifiedMs, id)
  }

  /** Gives a media item other sound: all but its id, its kind and what the imported tags said. */
  replaceSound(record: MediaRecord): void {
    this.#db
      .prepare(
        `UPDATE media SET original_path = @originalPath, original_bytes = @originalBytes,
         original_modified_ms = @originalModifiedMs, content_hash = @contentHash, codec = @codec,
         container = @container, source_sample_rate = @sourceSampleRate, source_channels = @sourceChannels,
         duration_samples = @durationSamples, integrated_lufs = @integratedLufs, true_peak_dbtp = @truePeakDbtp,
         access = @access WHERE id = @id`,
      )
      .run({ ...record, gaps: '', access: JSON.stringify(record.access) })
  }

  /** Says when a recording began that could not tell itself. */
  date(id: string, startedAtUnixSeconds: number): void {
    this.#db
      .prepare(
        'UPDATE media SET started_at_unix_seconds = ? WHERE id = ? AND started_at_unix_seconds IS NULL',
      )
      .run(startedAtUnixSeconds, id)
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM media WHERE id = ?').run(id)
  }

  /** Media that no project and no sponsor read needs. */
  unused(): { id: string; originalPath: string; createdAt: string }[] {
    return this.#db
      .prepare<[], { id: string; originalPath: string; createdAt: string }>(
        `SELECT id, original_path AS originalPath, created_at AS createdAt FROM media
         WHERE id NOT IN (SELECT media_id FROM project_media) AND id NOT IN (SELECT media_id FROM reads)`,
      )
      .all()
  }
}

function recordOf(row: MediaRow): MediaRecord {
  return {
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
}
