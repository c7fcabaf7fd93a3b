import type { ImportEvent } from '#core/contract/imports.ts'
import { ok, type Result } from '#core/problem.ts'
import { DEMO_TITLE, demoSpacePath, findDemoProject } from '#main/projects/demo.ts'
import { type ImportedProject, importProject } from '#main/projects/importProject.ts'
import type { Services } from '#main/services.ts'
import { eventsOf, newestProgress } from './events.ts'
import { api } from './implement.ts'

export const imports = {
  start: api.imports.start.handler(({ input, context: { services }, signal }) =>
    importing(services, input, signal),
  ),

  demo: api.imports.demo.handler(({ context: { services }, signal }) => {
    const known = findDemoProject(services)
    return known
      ? eventsOf<ImportEvent>(signal, async (emit) =>
          ok(emit({ type: 'done', projectId: known, warnings: [] })),
        )
      : importing(services, { path: demoSpacePath(), title: DEMO_TITLE }, signal)
  }),
}

function importing(
  services: Services,
  source: { path: string; title?: string | undefined; spaceId?: string | undefined },
  signal: AbortSignal | undefined,
) {
  return eventsOf<ImportEvent>(
    signal,
    async (emit, signal): Promise<Result<ImportedProject>> => {
      const imported = await importProject(services.library, services.projects, {
        ...source,
        signal,
        onProgress: (progress) => emit({ type: 'progress', progress }),
        onPeaks: (peaks) => emit({ type: 'peaks', ...peaks }),
      })
      if (imported.ok)
        emit({ type: 'done', projectId: imported.value.projectId, warnings: [...imported.value.warnings] })
      return imported
    },
    newestProgress,
  )
}
