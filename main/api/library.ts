import type { PackEvent, UnpackEvent } from '#core/contract/library.ts'
import { dropDerived, storage } from '#main/library/storage.ts'
import { runPack, runUnpack } from '#main/packing/runPack.ts'
import { eventsOf, newestProgress } from './events.ts'
import { api } from './implement.ts'
import { answer } from './problems.ts'

export const library = {
  storage: api.library.storage.handler(({ context: { services } }) => storage(services.library)),

  dropDerived: api.library.dropDerived.handler(({ input, context: { services } }) =>
    answer(dropDerived(services.library, input.mediaId)),
  ),

  relink: api.library.relink.handler(async ({ input: { path, ...target }, context: { services }, signal }) =>
    answer(await services.originals.relink(target, path, signal ?? new AbortController().signal)),
  ),

  pack: api.library.pack.handler(({ input, context: { services }, signal }) =>
    eventsOf<PackEvent>(
      signal,
      async (emit, signal) => {
        const packed = await runPack(services, input, signal, (progress) =>
          emit({ type: 'progress', progress }),
        )
        if (packed.ok) emit({ type: 'done', ...packed.value })
        return packed
      },
      newestProgress,
    ),
  ),

  unpack: api.library.unpack.handler(({ input, context: { services }, signal }) =>
    eventsOf<UnpackEvent>(
      signal,
      async (emit, signal) => {
        const unpacked = await runUnpack(services, input.path, signal, (progress) =>
          emit({ type: 'progress', progress }),
        )
        if (unpacked.ok)
          emit({
            type: 'done',
            projectId: unpacked.value.projectId,
            warnings: [...unpacked.value.warnings],
          })
        return unpacked
      },
      newestProgress,
    ),
  ),
}
