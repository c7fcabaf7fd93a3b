/**
 * The documents of open projects: folds the log, remembers recent documents (they share structure), and rebuilds
 * any other from the nearest snapshot.
 */
import { applyCommand } from '#core/edit/apply.ts'
import { advance, documentKey, foldLog, type History, type LogEntry } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { fail, ok, type Result, unwrap } from '#core/problem.ts'
import type { ProjectRepository } from '#main/library/projectRepository.ts'

/** Documents kept in memory per project. They share what did not change, so a step costs little. */
const REMEMBERED_DOCUMENTS = 300

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
  readonly #open = new Map<string, OpenProject>()

  constructor(projects: ProjectRepository) {
    this.#projects = projects
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
    if (!open) {
      open = { history: foldLog(this.#projects.log(projectId)), documents: new Map() }
      this.#open.set(projectId, open)
    } else if (open.history.revision !== revision) {
      open.history = this.#projects.log(projectId, open.history.revision).reduce(advance, open.history)
    }
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
    for (const [key, episode] of documents) remember(open.documents, key, episode)
    return open.history
  }

  forget(projectId: string): void {
    this.#open.delete(projectId)
  }

  #document(projectId: string, { history, documents }: OpenProject, position: number): Episode {
    const key = documentKey(history, position)
    const known = documents.get(key)
    if (known) {
      remember(documents, key, known)
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
      remember(documents, step.revision, episode)
    }
    remember(documents, key, episode)
    return episode
  }
}

function remember(documents: Map<number, Episode>, key: number, episode: Episode): void {
  documents.delete(key)
  documents.set(key, episode)
  if (documents.size > REMEMBERED_DOCUMENTS) documents.delete(documents.keys().next().value!)
}
