/**
 * History as an append-only log. Undo and redo are entries of the log themselves, so nothing acknowledged is
 * ever rewritten, and folding the log gives the steps and the place of the document among them.
 */
import type { EditCommand } from './apply.ts'

/** One entry of the log. Revisions count from 1 without holes; revision 0 is the document as imported. */
export interface LogEntry {
  readonly revision: number
  readonly kind: 'edit' | 'undo' | 'redo'
  /** Set on `edit`. */
  readonly command: EditCommand | null
  readonly label: string
  /** When it was made, ISO 8601. */
  readonly at: string
}

/** An edit that can be undone or redone; named by the revision that made it. */
export interface Step {
  readonly revision: number
  readonly label: string
  readonly at: string
}

/** Steps in order; the first `position` of them are in the document, the rest can be redone. */
export interface History {
  readonly steps: readonly Step[]
  readonly position: number
  /** Revision of the last log entry. */
  readonly revision: number
}

export const EMPTY_HISTORY: History = { steps: [], position: 0, revision: 0 }

/** The history after one more entry. An edit drops what could be redone; the log still has it. */
export function advance(
  history: History,
  entry: Pick<LogEntry, 'revision' | 'kind' | 'label' | 'at'>,
): History {
  const { revision, label, at } = entry
  switch (entry.kind) {
    case 'edit': {
      const steps = [...history.steps.slice(0, history.position), { revision, label, at }]
      return { steps, position: steps.length, revision }
    }
    case 'undo':
      return { ...history, position: Math.max(0, history.position - 1), revision }
    case 'redo':
      return { ...history, position: Math.min(history.steps.length, history.position + 1), revision }
  }
}

/** Folds a whole log; linear, also for logs of many thousand entries. */
export function foldLog(entries: Iterable<Pick<LogEntry, 'revision' | 'kind' | 'label' | 'at'>>): History {
  const steps: Step[] = []
  let position = 0
  let last = 0
  for (const { revision, kind, label, at } of entries) {
    last = revision
    if (kind === 'undo') position = Math.max(0, position - 1)
    else if (kind === 'redo') position = Math.min(steps.length, position + 1)
    else {
      steps.length = position
      steps.push({ revision, label, at })
      position++
    }
  }
  return { steps, position, revision: last }
}

/**
 * Names the document at a place in the history: the revision of its last step, 0 for the imported document.
 * What a step's document is never changes, because an edit before it drops the step itself.
 */
export function documentKey(history: History, position = history.position): number {
  return position === 0 ? 0 : history.steps[position - 1]!.revision
}
