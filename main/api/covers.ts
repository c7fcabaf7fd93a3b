import { addCover } from '#main/library/coverStore.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const covers = {
  add: api.covers.add.handler(({ input, context: { services } }) =>
    answer(addCover(services.library, input.path)),
  ),
}
