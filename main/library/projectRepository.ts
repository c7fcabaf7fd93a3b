/**
 * Rows of projects: summary, edit log, snapshots. A project that was removed and not yet deleted is as good as gone
 * for all that reads, until it is restored.
 */
import type { EditCommand } from '#core/edit/apply.ts'
import type { LogEntry } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { upgradeEpisode } from '#core/episode/upgrade.ts'
import type { LibraryDatabase } from './database.ts'

export interface ProjectRow {
  id: string
  title: string
  revision: number
  duration_samples: number
  speakers: string
  created_at: string
  changed_at: string
  /** Edits that stand, those that were undone left out. */
  standing_edits: number
  /** When the whole episode was last exported, and at which revision; null before. */
  exported_at: string | null
  exported_revision: number | null
}

interface RemovedRow {
  id: string
  title: string
  /** The process that may still restore it, see `owner.ts`. */
  removed_by: string
}

const COLUMNS = 'id, title, revision, duration_samples, speakers, created_at, changed_at'
const ROW = `${COLUMNS}, standing_edits, exported_at, exported_revision`

type LogRow = Omit<LogEntry, 'command'> & { command: string | null }

export class ProjectRepository {
  readonly #db: LibraryDatabase

  constructor(db: LibraryDatabase) {
    this.#db = db
  }

  /** All projects, the last changed first. */
  list(): ProjectRow[] {
    return this.#db
      .prepare<[], ProjectRow>(
        `SELECT ${ROW} FROM projects WHERE removed_at IS NULL ORDER BY changed_at DESC, id`,
      )
      .all()
  }

  find(id: string): ProjectRow | undefined {
    return this.#db
      .prepare<[string], ProjectRow>(`SELECT ${ROW} FROM projects WHERE id = ? AND removed_at IS NULL`)
      .get(id)
  }

  /** The last revision, or undefined for a project that is gone. */
  revision(id: string): number | undefined {
    return this.#db
      .prepare<[string], { revision: number }>(
        'SELECT revision FROM projects WHERE id = ? AND removed_at IS NULL',
      )
      .get(id)?.revision
  }

  /** Ids of the media that a project's document names, also of undone steps. */
  mediaIds(id: string): string[] {
    return this.#db
      .prepare<[string], { media_id: string }>('SELECT media_id FROM project_media WHERE project_id = ?')
      .all(id)
      .map((row) => row.media_id)
  }

  /** Ids of the projects whose documents name a media item, those that were removed left out. */
  using(mediaId: string): string[] {
    return this.#db
      .prepare<[string], { id: string }>(
        `SELECT id FROM projects JOIN project_media ON project_id = id
         WHERE media_id = ? AND removed_at IS NULL ORDER BY id`,
      )
      .all(mediaId)
      .map((row) => row.id)
  }

  insert(episode: Episode, at: string): void {
    this.#db
      .prepare(`INSERT INTO projects (${COLUMNS}) VALUES (?, ?, 0, ?, ?, ?, ?)`)
      .run(episode.id, episode.title, episodeDuration(episode), speakersOf(episode), at, at)
    this.#linkMedia(episode)
    this.saveSnapshot(episode, 0)
  }

  /**
   * Writes a project with its history, as an `.afterspace` file has it; call inside a transaction.
   *
   * @param snapshots documents as JSON, by the step after which they stood
   * @param mediaIds media that any step of the history names
   */
  insertWhole(
    episode: Episode,
    { createdAt, changedAt }: { createdAt: string; changedAt: string },
    entries: readonly LogEntry[],
    snapshots: Iterable<readonly [afterStep: number, document: string]>,
    mediaIds: Iterable<string>,
  ): void {
    const { id } = episode
    this.#db
      .prepare(`INSERT INTO projects (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
      .run(
        id,
        episode.title,
        entries.length,
        episodeDuration(episode),
        speakersOf(episode),
        createdAt,
        changedAt,
      )
    this.#appendLog(id, entries)
    const keep = this.#db.prepare('INSERT INTO snapshots VALUES (?, ?, ?)')
    for (const [afterStep, document] of snapshots) keep.run(id, afterStep, document)
    const link = this.#db.prepare('INSERT INTO project_media VALUES (?, ?)')
    for (const mediaId of mediaIds) link.run(id, mediaId)
  }

  /** Whether the id is taken, also by a project that was removed and not yet deleted. */
  isTaken(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM projects WHERE id = ?').get(id) !== undefined
  }

  /** Appends entries of the log and brings the summary up to date; call inside a transaction. */
  append(episode: Episode, entries: readonly LogEntry[]): void {
    this.#appendLog(episode.id, entries)
    const last = entries.at(-1)!
    this.#db
      .prepare(
        'UPDATE projects SET title = ?, revision = ?, duration_samples = ?, speakers = ?, changed_at = ? WHERE id = ?',
      )
      .run(episode.title, last.revision, episodeDuration(episode), speakersOf(episode), last.at, episode.id)
    this.#linkMedia(episode)
  }

  /** Log entries after a revision, without their commands. */
  log(id: string, afterRevision = 0): Omit<LogEntry, 'command'>[] {
    return this.#db
      .prepare<[string, number], Omit<LogEntry, 'command'>>(
        'SELECT revision, kind, label, at FROM edits WHERE project_id = ? AND revision > ? ORDER BY revision',
      )
      .all(id, afterRevision)
  }

  /** Up to `limit` whole log entries after a revision. */
  entries(id: string, afterRevision: number, limit: number): LogEntry[] {
    return this.#db
      .prepare<[string, number, number], LogRow>(
        `SELECT revision, kind, command, label, at FROM edits WHERE project_id = ? AND revision > ?
         ORDER BY revision LIMIT ?`,
      )
      .all(id, afterRevision, limit)
      .map((row) => ({ ...row, command: row.command === null ? null : JSON.parse(row.command) }))
  }

  /** The command that a step ran. */
  command(id: string, revision: number): EditCommand {
    const row = this.#db
      .prepare<[string, number], LogRow>('SELECT command FROM edits WHERE project_id = ? AND revision = ?')
      .get(id, revision)
    if (!row?.command) throw new Error(`Revision ${revision} of project ${id} holds no command.`)
    return JSON.parse(row.command)
  }

  saveSnapshot(episode: Episode, afterStep: number): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?)')
      .run(episode.id, afterStep, JSON.stringify(episode))
  }

  snapshot(id: string, afterStep: number): Episode | undefined {
    const row = this.#db
      .prepare<[string, number], { document: string }>(
        'SELECT document FROM snapshots WHERE project_id = ? AND after_step = ?',
      )
      .get(id, afterStep)
    return row && upgradeEpisode(JSON.parse(row.document))
  }

  /** The steps after which a snapshot was kept. */
  snapshotSteps(id: string): Set<number> {
    const rows = this.#db
      .prepare<[string], { after_step: number }>('SELECT after_step FROM snapshots WHERE project_id = ?')
      .all(id)
    return new Set(rows.map((row) => row.after_step))
  }

  /** Deletes snapshots of steps after `step`: those steps were undone and then dropped by an edit. */
  dropSnapshotsAfter(id: string, step: number): void {
    this.#db.prepare('DELETE FROM snapshots WHERE project_id = ? AND after_step > ?').run(id, step)
  }

  /** Notes a finished export of the whole episode. */
  markExported(id: string, revision: number, at: string): void {
    this.#db
      .prepare('UPDATE projects SET exported_at = ?, exported_revision = ? WHERE id = ?')
      .run(at, revision, id)
  }

  /** Hides a project; all of it stays. Returns whether there was one. */
  markRemoved(id: string, at: string, by: string): boolean {
    return (
      this.#db
        .prepare('UPDATE projects SET removed_at = ?, removed_by = ? WHERE id = ? AND removed_at IS NULL')
        .run(at, by, id).changes > 0
    )
  }

  /** Brings a hidden project back. Returns whether there was one. */
  restore(id: string): boolean {
    return (
      this.#db
        .prepare(
          'UPDATE projects SET removed_at = NULL, removed_by = NULL WHERE id = ? AND removed_at IS NOT NULL',
        )
        .run(id).changes > 0
    )
  }

  /** Projects that are hidden. */
  removed(): RemovedRow[] {
    return this.#db
      .prepare<[], RemovedRow>('SELECT id, title, removed_by FROM projects WHERE removed_at IS NOT NULL')
      .all()
  }

  /** Deletes a project for good. */
  delete(id: string): void {
    this.#db.prepare('DELETE FROM projects WHERE id = ?').run(id)
  }

  #appendLog(id: string, entries: readonly LogEntry[]): void {
    const insert = this.#db.prepare('INSERT INTO edits VALUES (?, ?, ?, ?, ?, ?)')
    for (const { revision, kind, command, label, at } of entries)
      insert.run(id, revision, kind, command && JSON.stringify(command), label, at)
    const standing = entries.reduce((sum, { kind }) => sum + (kind === 'undo' ? -1 : 1), 0)
    this.#db.prepare('UPDATE projects SET standing_edits = standing_edits + ? WHERE id = ?').run(standing, id)
  }

  #linkMedia(episode: Episode): void {
    const link = this.#db.prepare('INSERT OR IGNORE INTO project_media VALUES (?, ?)')
    for (const media of episode.media) if (!isSilence(media.id)) link.run(episode.id, media.id)
  }
}

function speakersOf(episode: Episode): string {
  return JSON.stringify(episode.speakers.map(({ name, color }) => ({ name, color })))
}
