import type { ProjectState } from '#main/projects/projectService.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const edits = {
  apply: api.edits.apply.handler(({ input, context: { services } }) =>
    edited(
      answer(services.projects.apply(input.projectId, input.commands, { baseRevision: input.baseRevision })),
      input.withEpisode,
    ),
  ),
  undo: api.edits.undo.handler(({ input, context: { services } }) =>
    edited(answer(services.projects.undo(input.projectId, input.count)), input.withEpisode),
  ),
  redo: api.edits.redo.handler(({ input, context: { services } }) =>
    edited(answer(services.projects.redo(input.projectId, input.count)), input.withEpisode),
  ),
}

/** The answer to a change; the document goes along only when asked for. */
export function edited({ episode, history }: ProjectState, withEpisode: boolean | undefined) {
  return { history: { ...history, steps: [...history.steps] }, episode: withEpisode ? episode : null }
}
