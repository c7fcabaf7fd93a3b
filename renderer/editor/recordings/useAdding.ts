import { useState } from 'react'
import type { Hole, ImportEvent } from '#core/contract/imports.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'
import { say, showProblem } from '#renderer/app/notices.ts'
import { goToProject } from '#renderer/app/route.ts'
import { useApi } from '#renderer/app/services.ts'
import { useWork } from '#renderer/app/useWork.ts'
import { type PickedFile, pathOf } from '#renderer/import/files.ts'
import { useEditorStore } from '#renderer/state/editor.ts'

export interface AddChoices {
  /** Into the open episode, or a new one of all of them. */
  readonly target: 'episode' | 'new'
  /** Timeline sample to add at; null: the end. */
  readonly at: Samples | null
  readonly hole: Hole
  /** Which Space of an archive. */
  readonly spaceId: string | undefined
}

/** Adds recordings one after another, each its own undo step, and shows them in the editor. */
export function useAdding() {
  const api = useApi()
  const store = useEditorStore()
  const { state, start, cancel } = useWork<ImportEvent>()
  /** What there is to know of what was added; null until all of it was. */
  const [warnings, setWarnings] = useState<readonly string[] | null>(null)

  function run(files: readonly PickedFile[], { target, at, hole, spaceId }: AddChoices) {
    const { projectId, settled } = store.getState()
    const source = { hole, ...(spaceId !== undefined && { spaceId }) }
    return start(async (signal, tell) => {
      await settled()
      const copying = (fraction: number) =>
        tell({ stage: 'Copying into the library', fraction, secondsLeft: null })
      const paths: string[] = []
      for (const file of files) paths.push(await pathOf(file, signal, copying))
      if (target === 'new') return api.imports.start({ paths, ...source }, { signal })
      const place = at === null ? {} : { at }
      return api.imports.add({ projectId, path: paths[0]!, ...place, ...source }, { signal })
    })
  }

  /** Resolves to whether all were added. */
  async function add(files: readonly PickedFile[], choices: AddChoices): Promise<boolean> {
    const { refresh, episode } = store.getState()
    const showFrom = choices.at ?? episodeDuration(episode)
    const told: string[] = []
    for (const batch of choices.target === 'new' ? [files] : files.map((file) => [file])) {
      const done = await run(batch, choices)
      if (done && choices.target === 'new') leaveFor(done.projectId, done.warnings)
      // What was added before one that failed is there.
      else if (!done) await refresh()
      if (!done || choices.target === 'new') return false
      told.push(...done.warnings)
    }
    await refresh()
    store.getState().seek(showFrom)
    say(files.length === 1 ? `Added ${files[0]?.name}.` : `Added ${files.length} recordings.`)
    setWarnings(told)
    return told.length === 0
  }

  return { state, add, cancel, warnings }
}

/** Opens the new episode; what its import has to say stays in sight there. */
function leaveFor(projectId: string, [first, ...rest]: readonly string[]): void {
  if (first) showProblem({ code: 'unreadable', message: first, hint: rest.join(' ') })
  goToProject(projectId)
}
