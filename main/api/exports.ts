import type { ExportEvent } from '#core/contract/contract.ts'
import { runExport } from '#main/exporting/runExport.ts'
import { eventsOf, newestProgress } from './events.ts'
import { api } from './implement.ts'

export const exports = {
  start: api.exports.start.handler(({ input, context: { services }, signal }) =>
    eventsOf<ExportEvent>(
      signal,
      async (emit, signal) => {
        const exported = await runExport(services, input, signal, (progress) =>
          emit({ type: 'progress', progress }),
        )
        if (exported.ok) emit({ type: 'done', ...exported.value })
        return exported
      },
      newestProgress,
    ),
  ),
}
