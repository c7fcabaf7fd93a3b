import { listArchive } from '#main/importing/archive/listing.ts'
import { archiveReaders } from '#main/importing/archive/readers.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const archives = {
  list: api.archives.list.handler(async ({ input, signal }) =>
    answer(await listArchive(input.path, { readers: archiveReaders, signal })),
  ),
}
