/** The document as nothing but the first snapshot and the log say, without any of the service's shortcuts. */
import { applyCommand } from '#core/edit/apply.ts'
import { foldLog } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import { unwrap } from '#core/problem.ts'
import type { Library } from '#main/library/library.ts'

/** @param position how many of the steps; all that are done otherwise */
export function replayed(library: Library, projectId: string, position?: number): Episode {
  const history = foldLog(library.projects.log(projectId))
  return history.steps
    .slice(0, position ?? history.position)
    .reduce(
      (episode, step) => unwrap(applyCommand(episode, library.projects.command(projectId, step.revision))),
      library.projects.snapshot(projectId, 0)!,
    )
}
