/** Projects: the authority over documents. Every acknowledged edit is in the log when a method returns. */
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import { advance, documentKey, type History, type LogEntry } from '#core/edit/history.ts'
import { checkEpisode } from '#core/episode/check.ts'
import type { Episode } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { fail, ok, type Problem, type Result } from '#core/problem.ts'
import type { Library } from '#main/library/library.ts'
import { OWNER } from '#main/library/owner.ts'
import type { ProjectRow } from '#main/library/projectRepository.ts'
import { DocumentStore, type DocumentStoreOptions, type ProjectState } from './documentStore.ts'
import { findProject } from './findProject.ts'

export type { ProjectState }

export interface ProjectServiceOptions extends DocumentStoreOptions {
  /** Steps from one snapshot to the next: bounds what opening a project replays. */
  readonly stepsPerSnapshot?: number
}

export interface ApplyOptions {
  /** Refuses with `stale-revision` when the project is at another revision. */
  readonly baseRevision?: number | null | undefined
  /** How a refusal names the command at `index`; nothing is put before the message when it is absent. */
  readonly nameOf?: (index: number) => string
}

export class ProjectService {
  readonly #library: Library
  readonly #documents: DocumentStore
  readonly #stepsPerSnapshot: number
  readonly #watchers = new Set<(projectId: string) => void>()

  constructor(library: Library, options: ProjectServiceOptions = {}) {
    this.#library = library
    this.#documents = new DocumentStore(library.projects, options)
    this.#stepsPerSnapshot = options.stepsPerSnapshot ?? 50
  }

  list(): ProjectRow[] {
    return this.#library.projects.list()
  }

  /** The project that a person means, see {@link findProject}. Problems: `not-found`, `ambiguous`. */
  resolve(reference: string): Result<ProjectRow> {
    return findProject(this.list(), reference)
  }

  /** Document and history. Problem: `not-found`. */
  open(projectId: string): Result<ProjectState> {
    return this.#documents.state(projectId)
  }

  /** Writes a new project. Problems: `invariant`, and those of writing to the library. */
  create(episode: Episode): Result<Episode> {
    const checked = checkEpisode(episode)
    if (!checked.ok) return checked
    return this.#library.write(() => {
      this.#library.projects.insert(episode, now())
      return ok(episode)
    })
  }

  /**
   * Removes a project. It is hidden, and all of it stays until this process ends ({@link restore}); then it is
   * deleted with the media that only it used, after a crash by the next process that opens the library. Originals
   * stay where they are. Problem: `not-found`.
   */
  remove(projectId: string): Result<null> {
    const removed = this.#library.write(() =>
      this.#library.projects.markRemoved(projectId, now(), OWNER)
        ? ok(null)
        : fail('not-found', `There is no project ${projectId}.`),
    )
    if (!removed.ok) return removed
    this.#documents.forget(projectId)
    this.#notify(projectId)
    return removed
  }

  /** Brings a removed project back as it was, history included. Problem: `not-found` when it is gone for good. */
  restore(projectId: string): Result<null> {
    const restored = this.#library.write(() =>
      this.#library.projects.restore(projectId)
        ? ok(null)
        : fail(
            'not-found',
            `There is no removed project ${projectId}.`,
            'A removed project can be brought back until Afterspace is closed.',
          ),
    )
    if (restored.ok) this.#notify(projectId)
    return restored
  }

  /**
   * Appends commands, each one undo step, all or nothing.
   * Problems: those of `applyCommand`, `missing-media` (a command brings what the library has not), `stale-revision`, `not-found`, `disk-full`, `library-busy`.
   */
  apply(
    projectId: string,
    commands: readonly EditCommand[],
    {
      baseRevision,
      nameOf = commands.length > 1 ? commandOf(commands.length) : undefined,
    }: ApplyOptions = {},
  ): Result<ProjectState> {
    return this.#append(projectId, baseRevision, (state) => {
      let { episode } = state
      const entries: LogEntry[] = []
      const documents = new Map<number, Episode>()
      const at = now()
      for (const [i, command] of commands.entries()) {
        const next = this.#applied(episode, command)
        if (!next.ok) return nameOf ? named(next.error, nameOf(i)) : next
        const revision = state.history.revision + i + 1
        entries.push({ revision, kind: 'edit', command, label: commandLabel(episode, command), at })
        documents.set(revision, next.value)
        episode = next.value
      }
      return ok({ episode, entries, documents })
    })
  }

  #applied(before: Episode, command: EditCommand): Result<Episode> {
    const next = applyCommand(before, command)
    if (!next.ok || next.value.media === before.media) return next
    const known = new Set(before.media.map(({ id }) => id))
    const unknown = next.value.media.find(
      ({ id }) => !known.has(id) && !isSilence(id) && !this.#library.find(id),
    )
    if (!unknown) return next
    return fail('missing-media', `The library has no media ${unknown.id}.`, 'Import the file first.')
  }

  /** Takes back the last `count` steps. Problems: `nothing-to-undo`, `not-found`. */
  undo(projectId: string, count = 1): Result<ProjectState> {
    return this.#move(projectId, 'undo', count)
  }

  /** Brings back the last `count` undone steps. Problems: `nothing-to-redo`, `not-found`. */
  redo(projectId: string, count = 1): Result<ProjectState> {
    return this.#move(projectId, 'redo', count)
  }

  /** Notes that a whole export of this revision was finished. Problems: those of writing to the library. */
  markExported(projectId: string, revision: number): Result<null> {
    return this.#library.write(() => {
      this.#library.projects.markExported(projectId, revision, now())
      return ok(null)
    })
  }

  /** Calls back after every change that this process makes; returns how to stop. */
  onChange(listener: (projectId: string) => void): () => void {
    this.#watchers.add(listener)
    return () => this.#watchers.delete(listener)
  }

  #notify(projectId: string): void {
    for (const watcher of this.#watchers) watcher(projectId)
  }

  #move(projectId: string, kind: 'undo' | 'redo', count: number): Result<ProjectState> {
    return this.#append(projectId, null, ({ history }) => {
      const available = kind === 'undo' ? history.position : history.steps.length - history.position
      if (count > available)
        return fail(
          `nothing-to-${kind}`,
          available === 0
            ? `There is nothing to ${kind}.`
            : `Only ${available} ${available === 1 ? 'step' : 'steps'} can be ${kind === 'undo' ? 'undone' : 'redone'}.`,
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
      if (appended.value.documents.size > 0) this.#keepSnapshots(state.value, appended.value)
      return appended
    })
    if (!written.ok) return written
    const history = this.#documents.advance(projectId, written.value.entries, written.value.documents)
    this.#notify(projectId)
    return ok({ episode: written.value.episode, history })
  }

  /**
   * Snapshots belong to every so many steps, not revisions, so that undone work does not thin them out. Those of
   * steps that these edits drop go; of several that are due at once the last is enough.
   */
  #keepSnapshots({ episode: { id }, history }: ProjectState, { entries, documents }: Appended): void {
    if (history.position < history.steps.length)
      this.#library.projects.dropSnapshotsAfter(id, documentKey(history))
    const due = entries.findLast((_, i) => (history.position + i + 1) % this.#stepsPerSnapshot === 0)
    if (due) this.#library.projects.saveSnapshot(documents.get(due.revision)!, due.revision)
  }
}

interface Appended {
  readonly episode: Episode
  readonly entries: readonly LogEntry[]
  /** The document after each new edit, by its revision. */
  readonly documents: ReadonlyMap<number, Episode>
}

function commandOf(total: number): (index: number) => string {
  return (index) => `Command ${index + 1} of ${total}`
}

function named({ code, message, hint }: Problem, name: string): Result<never> {
  return fail(code, `${name}: ${message}`, hint || 'Nothing was changed.')
}

function now(): string {
  return new Date().toISOString()
}
