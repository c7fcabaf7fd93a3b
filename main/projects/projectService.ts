/** Projects: the authority over documents. Every acknowledged edit is in the log when a method returns. */
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import { advance, type History, type LogEntry } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import type { Library } from '#main/library/library.ts'
import type { ProjectRow } from '#main/library/projectRepository.ts'
import { DocumentStore, type ProjectState } from './documentStore.ts'

export type { ProjectState }

/** Edits between two snapshots: bounds what opening a project replays. */
const EDITS_PER_SNAPSHOT = 50

export class ProjectService {
  readonly #library: Library
  readonly #documents: DocumentStore
  readonly #watchers = new Set<(projectId: string, revision: number) => void>()

  constructor(library: Library) {
    this.#library = library
    this.#documents = new DocumentStore(library.projects)
  }

  list(): ProjectRow[] {
    return this.#library.projects.list()
  }

  /**
   * The project that a person means: its id, a unique start of one, or a unique title.
   * Problems: `not-found`, `ambiguous`.
   */
  resolve(reference: string): Result<ProjectRow> {
    const rows = this.list()
    const exact = rows.find((row) => row.id === reference)
    if (exact) return ok(exact)
    const starts = rows.filter((row) => row.id.startsWith(reference))
    const titled = rows.filter((row) => row.title.toLowerCase() === reference.toLowerCase())
    const found = reference === '' ? [] : starts.length > 0 ? starts : titled
    if (found.length === 1) return ok(found[0]!)
    if (found.length > 1)
      return fail(
        'ambiguous',
        `“${reference}” may mean ${found.length} projects.`,
        'Use more of the id; `list` shows it.',
      )
    return fail('not-found', `There is no project “${reference}”.`, 'See `list` for ids and titles.')
  }

  /** Document and history. Problem: `not-found`. */
  open(projectId: string): Result<ProjectState> {
    return this.#documents.state(projectId)
  }

  create(episode: Episode): Result<Episode> {
    return this.#library.write(() => {
      this.#library.projects.insert(episode, now())
      return ok(episode)
    })
  }

  /** Removes a project and the media that only it used; originals stay where they are. */
  remove(projectId: string): Result<null> {
    const removed = this.#library.write(() => {
      if (this.#library.projects.revision(projectId) === undefined)
        return fail('not-found', `There is no project ${projectId}.`)
      this.#library.projects.remove(projectId)
      return ok(null)
    })
    if (!removed.ok) return removed
    this.#documents.forget(projectId)
    this.#library.dropUnusedMedia()
    return removed
  }

  /**
   * Appends commands, each one undo step, all or nothing.
   * Problems: those of `applyCommand`, `stale-revision`, `not-found`, `disk-full`, `library-busy`.
   */
  apply(
    projectId: string,
    commands: readonly EditCommand[],
    baseRevision?: number | null,
  ): Result<ProjectState> {
    return this.#append(projectId, baseRevision, (state) => {
      let { episode } = state
      const entries: LogEntry[] = []
      const documents = new Map<number, Episode>()
      const at = now()
      for (const [i, command] of commands.entries()) {
        const next = applyCommand(episode, command)
        if (!next.ok) return commands.length === 1 ? next : numbered(next.error, i, commands.length)
        const revision = state.history.revision + i + 1
        entries.push({ revision, kind: 'edit', command, label: commandLabel(episode, command), at })
        documents.set(revision, next.value)
        episode = next.value
      }
      return ok({ episode, entries, documents })
    })
  }

  /** Takes back the last `count` steps. Problems: `nothing-to-undo`, `not-found`. */
  undo(projectId: string, count = 1): Result<ProjectState> {
    return this.#move(projectId, 'undo', count)
  }

  /** Brings back the last `count` undone steps. Problems: `nothing-to-redo`, `not-found`. */
  redo(projectId: string, count = 1): Result<ProjectState> {
    return this.#move(projectId, 'redo', count)
  }

  /** Calls back after every change that this process makes; returns how to stop. */
  onChange(listener: (projectId: string, revision: number) => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  #move(projectId: string, kind: 'undo' | 'redo', count: number): Result<ProjectState> {
    return this.#append(projectId, null, ({ history }) => {
      const available = kind === 'undo' ? history.position : history.steps.length - history.position
      if (count > available)
        return fail(
          `nothing-to-${kind}`,
          available === 0
            ? `There is nothing to ${kind}.`
            : `Only ${available} steps can be ${kind === 'undo' ? 'undone' : 'redone'}.`,
        )
      const at = now()
      const entries = Array.from({ length: count }, (_, i): LogEntry => {
        const step = history.steps[kind === 'undo' ? history.position - 1 - i : history.position + i]!
        return { revision: history.revision + i + 1, kind, command: null, label: step.label, at }
      })
      const after: History = entries.reduce(advance, history)
      return ok({
        episode: this.#documents.documentAt(projectId, history, after.position),
        entries,
        documents: new Map(),
      })
    })
  }

  #append(
    projectId: string,
    baseRevision: number | null | undefined,
    plan: (state: ProjectState) => Result<Appended>,
  ): Result<ProjectState> {
    const written = this.#library.write((): Result<Appended> => {
      const state = this.#documents.state(projectId)
      if (!state.ok) return state
      if (baseRevision != null && baseRevision !== state.value.history.revision)
        return fail(
          'stale-revision',
          'The project was changed elsewhere meanwhile.',
          'It is loaded anew; please try again.',
        )
      const appended = plan(state.value)
      if (!appended.ok) return appended
      this.#library.projects.append(appended.value.episode, appended.value.entries)
      const due = appended.value.entries.find(
        ({ kind, revision }) => kind === 'edit' && revision % EDITS_PER_SNAPSHOT === 0,
      )
      if (due) this.#library.projects.saveSnapshot(appended.value.documents.get(due.revision)!, due.revision)
      return appended
    })
    if (!written.ok) return written
    const history = this.#documents.advance(projectId, written.value.entries, written.value.documents)
    for (const watcher of this.#watchers) watcher(projectId, history.revision)
    return ok({ episode: written.value.episode, history })
  }
}

interface Appended {
  readonly episode: Episode
  readonly entries: readonly LogEntry[]
  /** The document after each new edit, by its revision. */
  readonly documents: ReadonlyMap<number, Episode>
}

function numbered(
  problem: { code: Parameters<typeof fail>[0]; message: string; hint: string },
  index: number,
  total: number,
) {
  return fail(
    problem.code,
    `Command ${index + 1} of ${total}: ${problem.message}`,
    problem.hint || 'Nothing was changed.',
  )
}

function now(): string {
  return new Date().toISOString()
}
