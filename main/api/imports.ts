import type { ImportEvent } from '#core/contract/imports.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { ok, type Result } from '#core/problem.ts'
import { inspect } from '#main/importing/inspect.ts'
import type { PeaksBatch } from '#main/importing/liveWaveform.ts'
import { DEMO_TITLE, demoSpacePath, findDemoProject } from '#main/projects/demo.ts'
import { addRecording, type ImportedProject, importProject } from '#main/projects/importProject.ts'
import { eventsOf, newestProgress } from './events.ts'
import { api } from './implement.ts'

export const imports = {
  inspect: api.imports.inspect.handler(({ input, signal }) =>
    inspect(input.paths, signal ?? new AbortController().signal),
  ),

  start: api.imports.start.handler(({ input, context: { services }, signal }) =>
    importing(signal, (work) => importProject(services.library, services.projects, { ...input, ...work })),
  ),

  add: api.imports.add.handler(({ input, context: { services }, signal }) =>
    importing(signal, (work) => addRecording(services.library, services.projects, { ...input, ...work })),
  ),

  demo: api.imports.demo.handler(({ context: { services }, signal }) => {
    const known = findDemoProject(services)
    return importing(signal, async (work) =>
      known
        ? ok({ projectId: known, warnings: [] })
        : importProject(services.library, services.projects, {
            paths: [demoSpacePath()],
            title: DEMO_TITLE,
            ...work,
          }),
    )
  }),
}

interface Work {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  readonly onPeaks: (peaks: PeaksBatch) => void
}

/** An import as events: its progress, its peaks, and its end. */
function importing(signal: AbortSignal | undefined, run: (work: Work) => Promise<Result<ImportedProject>>) {
  return eventsOf<ImportEvent>(
    signal,
    async (emit, signal) => {
      const imported = await run({
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
