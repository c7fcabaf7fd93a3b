import { addCover } from '#main/library/coverStore.ts'
import { answer, api } from './implement.ts'

export const covers = {
  add: api.covers.add.handler(({ input, context: { services } }) =>
    answer(addCover(services.library, input.path)),
  ),
}
