/** Editing, undoing and redoing: at once here, then sent on. */
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import { advance, type History } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { carryOver, type Documents } from './documents.ts'
import type { Editor, EditorActions } from './editor.ts'
import type { LocalEdit } from './sync.ts'

type Set = (change: Partial<Editor>) => void
type Actions = Pick<
  EditorActions,
  'run' | 'draft' | 'commitDraft' | 'undo' | 'redo' | 'showProblem' | 'announce'
>

interface Wiring {
  readonly documents: Documents
  push(edit: LocalEdit): void
}

export function editActions(set: Set, get: () => Editor, { documents, push }: Wiring): Actions {
  function show(next: Episode, history: History, announcement: string) {
    documents.remember(history, next)
    set({
      ...carryOver(get(), next),
      episode: next,
      committed: next,
      drafted: null,
      history,
      savedRevision: null,
      saving: get().saving + 1,
      announcement,
    })
  }

  function run(command: EditCommand): Result<Episode> {
    const { committed, history, waiting } = get()
    const next = waiting
      ? fail('library-busy', 'An earlier step is still being fetched.', 'Please try again in a moment.')
      : applyCommand(committed, command)
    if (!next.ok) {
      set({ problem: next.error, episode: committed, drafted: null })
      return next
    }
    const label = commandLabel(committed, command)
    const revision = history.revision + 1
    const step = { revision, kind: 'edit', label, at: new Date().toISOString() } as const
    show(next.value, advance(history, step), label)
    push({ kind: 'edit', command, base: history.revision, revision })
    return next
  }

  function draft(command: EditCommand | null): Result<Episode> {
    const { committed } = get()
    const next = command === null ? ok(committed) : applyCommand(committed, command)
    set(next.ok ? { episode: next.value, drafted: command } : { episode: committed, drafted: null })
    return next
  }

  function commitDraft(): Result<Episode> {
    const { drafted, committed } = get()
    return drafted ? run(drafted) : ok(committed)
  }

  function travel(kind: 'undo' | 'redo', wanted: number) {
    const { history, waiting } = get()
    const possible = kind === 'undo' ? history.position : history.steps.length - history.position
    const count = Math.min(wanted, possible)
    if (count < 1 || waiting) return
    const label = history.steps[kind === 'undo' ? history.position - 1 : history.position]!.label
    const said =
      count === 1
        ? `${kind === 'undo' ? 'Undid' : 'Redid'}: ${label}`
        : `${kind === 'undo' ? 'Undid' : 'Redid'} ${count} steps`
    let travelled = history
    for (let i = 0; i < count; i++)
      travelled = advance(travelled, { revision: travelled.revision + 1, kind, label: '', at: '' })
    const remembered = documents.at(travelled, travelled.position)
    if (remembered) show(remembered, travelled, said)
    else
      set({
        waiting: true,
        history: travelled,
        savedRevision: null,
        saving: get().saving + 1,
        announcement: said,
      })
    push({
      kind,
      count,
      withEpisode: !remembered,
      base: history.revision,
      revision: travelled.revision,
    })
  }

  return {
    run,
    draft,
    commitDraft,
    undo: (count = 1) => travel('undo', count),
    redo: (count = 1) => travel('redo', count),
    showProblem: (problem) => set({ problem }),
    announce: (announcement) => set({ announcement }),
  }
}
