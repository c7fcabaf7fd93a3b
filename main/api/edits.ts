import type { Step } from '#core/edit/history.ts'
import type { ProjectState } from '#main/projects/projectService.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const edits = {
  apply: api.edits.apply.handler(({ input, context: { services } }) => {
    const { projectId, commands, baseRevision, withEpisode } = input
    const state = answer(services.projects.apply(projectId, commands, { baseRevision }))
    return edited(state, lastSteps(state, commands.length), withEpisode)
  }),
  undo: api.edits.undo.handler(({ input: { projectId, count = 1, withEpisode }, context: { services } }) => {
    const state = answer(services.projects.undo(projectId, count))
    const { steps, position } = state.history
    return edited(state, steps.slice(position, position + count).reverse(), withEpisode)
  }),
  redo: api.edits.redo.handler(({ input: { projectId, count = 1, withEpisode }, context: { services } }) => {
    const state = answer(services.projects.redo(projectId, count))
    return edited(state, lastSteps(state, count), withEpisode)
  }),
}

/** The last steps that are in the document. */
export function lastSteps({ history: { steps, position } }: ProjectState, count: number): Step[] {
  return steps.slice(position - count, position)
}

/** The answer to a change; the document goes along only when asked for. */
export function edited({ episode, history }: ProjectState, steps: Step[], withEpisode: boolean | undefined) {
  return { revision: history.revision, steps, episode: withEpisode ? episode : null }
}
