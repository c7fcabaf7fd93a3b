import { useCallback, useRef, useState } from 'react'
import type { ImportEvent } from '#core/contract/imports.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { ProblemError } from '#core/problem.ts'
import { say, showFailure, showProblem } from '#renderer/app/notices.ts'
import { goToProject } from '#renderer/app/route.ts'
import { useApi } from '#renderer/app/services.ts'
import { type PickedFile, pathOf } from './files.ts'
import { LivePeaks } from './livePeaks.ts'

export interface RunningImport {
  readonly name: string
  readonly progress: Progress
  readonly peaks: LivePeaks
  /** Counts the batches of peaks. */
  readonly version: number
}

const STARTING: Progress = { stage: 'Opening', fraction: 0, secondsLeft: null }

/** Runs one import at a time and opens the project that it makes. */
export function useImport() {
  const api = useApi()
  const [running, setRunning] = useState<RunningImport | null>(null)
  const abort = useRef<AbortController | null>(null)

  const follow = useCallback(
    async (name: string, begin: (signal: AbortSignal) => Promise<AsyncIterable<ImportEvent>>) => {
      if (abort.current) return
      const controller = new AbortController()
      abort.current = controller
      const peaks = new LivePeaks()
      setRunning({ name, progress: STARTING, peaks, version: 0 })
      const change = (part: Partial<RunningImport>) => setRunning((now) => now && { ...now, ...part })
      try {
        for await (const event of await begin(controller.signal)) {
          if (event.type === 'progress') change({ progress: event.progress })
          if (event.type === 'peaks') {
            peaks.add(event)
            setRunning((now) => now && { ...now, version: now.version + 1 })
          }
          if (event.type === 'done') finish(name, event.projectId, event.warnings)
        }
      } catch (thrown) {
        if (controller.signal.aborted) say('Import cancelled.')
        else if (thrown instanceof ProblemError) showProblem(thrown.problem)
        else showFailure(thrown)
      } finally {
        abort.current = null
        setRunning(null)
      }
    },
    [],
  )

  const importFile = useCallback(
    (picked: PickedFile) =>
      follow(picked.name, async (signal) => {
        const path = await pathOf(picked, signal, (fraction) =>
          setRunning((now) => now && { ...now, progress: uploading(fraction) }),
        )
        return api.imports.start({ paths: [path] }, { signal })
      }),
    [api, follow],
  )

  const importDemo = useCallback(
    () => follow('the demo Space', (signal) => api.imports.demo(undefined, { signal })),
    [api, follow],
  )

  const cancel = useCallback(() => abort.current?.abort(), [])
  return { running, importFile, importDemo, cancel }
}

function uploading(fraction: number): Progress {
  return { stage: 'Copying into the library', fraction, secondsLeft: null }
}

function finish(name: string, projectId: string, warnings: readonly string[]): void {
  say(`Imported ${name}.`)
  const [first, ...rest] = warnings
  if (first) showProblem({ code: 'unreadable', message: first, hint: rest.join(' ') })
  goToProject(projectId)
}
