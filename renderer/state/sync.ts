/**
 * Sends edits to the main process, one after another, in the order they were made. A lost connection loses none:
 * the queue waits, finds out whether the edit under way arrived, and goes on.
 */

import type { EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import type { Problem } from '#core/problem.ts'
import type { Api, Connection } from '#renderer/api/connection.ts'
import { isConnectionLoss, problemOf } from '#renderer/api/problems.ts'

/** An edit that was made in the window. `base` is the revision before it, `revision` the one it makes. */
export type LocalEdit = { readonly base: number; readonly revision: number } & (
  | { readonly kind: 'edit'; readonly command: EditCommand }
  | { readonly kind: 'undo' | 'redo'; readonly count: number; readonly withEpisode: boolean }
)

export interface Acknowledged {
  readonly edit: LocalEdit
  /** The revision that the main process is at by now. */
  readonly revision: number
  /** The document, when the edit came with a request for it. */
  readonly episode: Episode | null
  /** Edits still waiting. */
  readonly remaining: number
}

export interface SyncListener {
  acknowledged(answer: Acknowledged): void
  /** The main process refused, or has moved on; everything that waited is dropped. */
  refused(problem: Problem): void
}

export interface Sync {
  push(edit: LocalEdit): void
  pending(): number
  destroy(): void
}

/** A queue for one project. */
export function createSync(connection: Connection, projectId: string, listener: SyncListener): Sync {
  const { api, state } = connection
  const queue: LocalEdit[] = []
  let busy = false
  let inDoubt = false
  let destroyed = false

  async function work(): Promise<void> {
    if (busy || destroyed) return
    busy = true
    try {
      while (queue.length > 0 && !destroyed) {
        const edit = queue[0]!
        const answer = (inDoubt ? await findOut(edit) : null) ?? (await send(api, projectId, edit))
        inDoubt = false
        queue.shift()
        const { revision, episode } = answer
        if (!destroyed) listener.acknowledged({ edit, revision, episode, remaining: queue.length })
      }
    } catch (thrown) {
      if (isConnectionLoss(thrown)) inDoubt = true
      else refuse(problemOf(thrown))
    } finally {
      busy = false
    }
    if (inDoubt && state.getState().status === 'open') setTimeout(() => void work(), 200)
  }

  /** Whether the edit under way when the connection went had arrived. */
  async function findOut(edit: LocalEdit) {
    const { episode, history } = await api.projects.open({ projectId })
    return history.revision === edit.revision ? { episode, revision: history.revision } : null
  }

  function refuse(problem: Problem) {
    queue.length = 0
    inDoubt = false
    if (!destroyed) listener.refused(problem)
  }

  const unsubscribe = state.subscribe(({ status }) => {
    if (status === 'open') void work()
  })
  return {
    push(edit) {
      queue.push(edit)
      void work()
    },
    pending: () => queue.length,
    destroy() {
      destroyed = true
      unsubscribe()
    },
  }
}

function send(api: Api, projectId: string, edit: LocalEdit) {
  switch (edit.kind) {
    case 'edit':
      return api.edits.apply({ projectId, commands: [edit.command], baseRevision: edit.base })
    case 'undo':
      return api.edits.undo({ projectId, count: edit.count, withEpisode: edit.withEpisode })
    case 'redo':
      return api.edits.redo({ projectId, count: edit.count, withEpisode: edit.withEpisode })
  }
}
