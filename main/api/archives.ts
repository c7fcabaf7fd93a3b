import { listArchive } from '#main/importing/archive/listing.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const archives = {
  list: api.archives.list.handler(async ({ input, signal }) => answer(await listArchive(input.path, signal))),
}
