import { edited, lastSteps } from './edits.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const sponsors = {
  list: api.sponsors.list.handler(({ context: { services } }) => services.sponsors.list()),

  add: api.sponsors.add.handler(async ({ input: { path, ...details }, context: { services }, signal }) =>
    answer(await services.sponsors.add(path, details, { signal })),
  ),

  update: api.sponsors.update.handler(({ input: { readId, ...details }, context: { services } }) =>
    answer(services.sponsors.update(readId, details)),
  ),

  remove: api.sponsors.remove.handler(({ input, context: { services } }) => {
    answer(services.sponsors.remove(input.readId))
    return {}
  }),

  place: api.sponsors.place.handler(async ({ input, context: { services } }) => {
    const placed = answer(await services.sponsors.place(input.projectId, input.readId, input))
    return { ...edited(placed, lastSteps(placed, 1), input.withEpisode), clipId: placed.clipId }
  }),
}
