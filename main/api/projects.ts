import { api } from './implement.ts'
import { answer } from './problems.ts'
import { watchProject } from './watch.ts'

export const projects = {
  list: api.projects.list.handler(({ context: { services } }) => services.describe.summaries()),

  show: api.projects.show.handler(async ({ input, context: { services }, signal }) => {
    await services.originals.findMoved(input.projectId, signal)
    return answer(await services.describe.detail(input.projectId))
  }),

  open: api.projects.open.handler(async ({ input, context: { services }, signal }) => {
    await services.originals.findMoved(input.projectId, signal)
    const { episode, history } = answer(services.projects.open(input.projectId))
    return { episode, history: { ...history, steps: [...history.steps] } }
  }),

  remove: api.projects.remove.handler(({ input, context: { services } }) => {
    answer(services.projects.remove(input.projectId))
    return {}
  }),

  restore: api.projects.restore.handler(({ input, context: { services } }) => {
    answer(services.projects.restore(input.projectId))
    return {}
  }),

  recordings: api.projects.recordings.handler(({ input, context: { services } }) =>
    services.describe.recordings(answer(services.projects.open(input.projectId)).episode),
  ),

  loudness: api.projects.loudness.handler(async ({ input, context: { services } }) => {
    const { episode } = answer(services.projects.open(input.projectId))
    return answer(await services.describe.loudness(episode))
  }),

  watch: api.projects.watch.handler(({ input, context: { services }, signal }) =>
    watchProject(services, input.projectId, signal),
  ),
}
