/**
 * The documents of open projects: folds the log, remembers recent documents (they share structure), and rebuilds
 * any other from the nearest snapshot.
 */
import { applyCommand } from '#core/edit/apply.ts'
import { advance, documentKey, foldLog, type History, type LogEntry } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { fail, ok, type Result, unwrap } from '#core/problem.ts'
import type { ProjectRepository } from '#main/library/projectRepository.ts'

export interface DocumentStoreOptions {
  /**
   * Documents kept in memory per project. They share what did not change, but of 12 h each has some 0.4 MB of its own:
   * lists of clips and turns, and what is derived from them. More than lie between two snapshots, so that going back
   * step by step rebuilds one document in so many.
   */
  readonly rememberedDocuments?: number
  /** Projects kept in memory. */
  readonly openProjects?: number
}

interface OpenProject {
  history: History
  /** By {@link documentKey}; the least recently used comes first. */
  readonly documents: Map<number, Episode>
}

export interface ProjectState {
  readonly episode: Episode
  readonly history: History
}

export class DocumentStore {
  readonly #projects: ProjectRepository
  /** The least recently used comes first. */
  readonly #open = new Map<string, OpenProject>()
  readonly #maxDocuments: number
  readonly #maxProjects: number

  constructor(projects: ProjectRepository, options: DocumentStoreOptions = {}) {
    this.#projects = projects
    this.#maxDocuments = options.rememberedDocuments ?? 60
    this.#maxProjects = options.openProjects ?? 4
  }

  /** The project as its log has it now, also where another process wrote. Problem: `not-found`. */
  state(projectId: string): Result<ProjectState> {
    const revision = this.#projects.revision(projectId)
    if (revision === undefined) {
      this.#open.delete(projectId)
      return fail(
        'not-found',
        `There is no project ${projectId}.`,
        'It may have been removed; look at the list.',
      )
    }
    let open = this.#open.get(projectId)
    if (!open) open = { history: foldLog(this.#projects.log(projectId)), documents: new Map() }
    else if (open.history.revision !== revision)
      open.history = this.#projects.log(projectId, open.history.revision).reduce(advance, open.history)
    touch(this.#open, projectId, open, this.#maxProjects)
    return ok({ episode: this.#document(projectId, open, open.history.position), history: open.history })
  }

  /** The document that history `history` would have at `position`. */
  documentAt(projectId: string, history: History, position: number): Episode {
    const open = this.#open.get(projectId)
    if (!open) throw new Error(`Project ${projectId} is not open.`)
    return this.#document(projectId, { history, documents: open.documents }, position)
  }

  /** Takes over entries that were just written to the log, with the document after each edit. */
  advance(projectId: string, entries: readonly LogEntry[], documents: ReadonlyMap<number, Episode>): History {
    const open = this.#open.get(projectId)!
    open.history = entries.reduce(advance, open.history)
    for (const [key, episode] of documents) touch(open.documents, key, episode, this.#maxDocuments)
    return open.history
  }

  forget(projectId: string): void {
    this.#open.delete(projectId)
  }

  #document(projectId: string, { history, documents }: OpenProject, position: number): Episode {
    const key = documentKey(history, position)
    const known = documents.get(key)
    if (known) {
      touch(documents, key, known, this.#maxDocuments)
      return known
    }
    const kept = this.#projects.snapshotSteps(projectId)
    let from = position
    while (from > 0 && !documents.has(documentKey(history, from)) && !kept.has(documentKey(history, from)))
      from--
    const start = documentKey(history, from)
    let episode = documents.get(start) ?? this.#projects.snapshot(projectId, start)
    if (!episode) throw new Error(`Project ${projectId} has no document to begin with.`)
    for (let i = from; i < position; i++) {
      const step = history.steps[i]!
      // A logged command was accepted once; commands are pure, so it is accepted again.
      episode = unwrap(applyCommand(episode, this.#projects.command(projectId, step.revision)))
      touch(documents, step.revision, episode, this.#maxDocuments)
    }
    touch(documents, key, episode, this.#maxDocuments)
    return episode
  }
}

/** Puts an entry last, as the most recently used, and drops the first where there are more than `limit`. */
function touch<Key, Value>(entries: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  entries.delete(key)
  entries.set(key, value)
  if (entries.size > limit) entries.delete(entries.keys().next().value!)
}
