import { useCallback, useRef, useState } from 'react'
import type { ImportEvent } from '#core/contract/imports.ts'
import type { UnpackEvent } from '#core/contract/library.ts'
import type { Progress } from '#core/contract/shapes.ts'
import type { Problem } from '#core/problem.ts'
import { problemOf } from '#renderer/api/problems.ts'
import { say, showProblem } from '#renderer/app/notices.ts'
import { goHome, goToProject } from '#renderer/app/route.ts'
import { importSummary, type Outcome } from './importSummary.ts'
import { LivePeaks } from './livePeaks.ts'

/** One project to be made: an import, or a portable project to be unpacked. */
export interface ImportJob {
  readonly name: string
  readonly start: (signal: AbortSignal) => Promise<AsyncIterable<ImportEvent | UnpackEvent>>
}

export interface RunningImport {
  readonly name: string
  /** Which of how many, from 1. */
  readonly place: number
  readonly count: number
  readonly progress: Progress
  readonly peaks: LivePeaks
  /** Counts the batches of peaks. */
  readonly version: number
}

const STARTING: Progress = { stage: 'Opening', fraction: 0, secondsLeft: null }

/** Runs imports one after another. A single one is opened when it is done; of several the library shows all. */
export function useImport() {
  const [running, setRunning] = useState<RunningImport | null>(null)
  const abort = useRef<AbortController | null>(null)

  const follow = useCallback(async (job: ImportJob, signal: AbortSignal): Promise<Outcome> => {
    const change = (part: Partial<RunningImport>) => setRunning((now) => now && { ...now, ...part })
    const peaks = new LivePeaks()
    change({ name: job.name, progress: STARTING, peaks, version: 0 })
    try {
      for await (const event of await job.start(signal)) {
        if (event.type === 'progress') change({ progress: event.progress })
        if (event.type === 'peaks') {
          peaks.add(event)
          setRunning((now) => now && { ...now, version: now.version + 1 })
        }
        if (event.type === 'done')
          return { name: job.name, projectId: event.projectId, warnings: event.warnings }
      }
      return { name: job.name, problem: cancelled }
    } catch (thrown) {
      return { name: job.name, problem: signal.aborted ? cancelled : problemOf(thrown) }
    }
  }, [])

  const run = useCallback(
    async (jobs: readonly ImportJob[]) => {
      const [first] = jobs
      if (!first) return
      if (abort.current) return showProblem(busy)
      const controller = new AbortController()
      abort.current = controller
      const outcomes: Outcome[] = []
      setRunning({ ...first, ...fresh(), place: 1, count: jobs.length })
      for (const [index, job] of jobs.entries()) {
        if (controller.signal.aborted) break
        setRunning((now) => now && { ...now, place: index + 1 })
        outcomes.push(await follow(job, controller.signal))
      }
      abort.current = null
      setRunning(null)
      finish(outcomes, jobs.length)
    },
    [follow],
  )

  const cancel = useCallback(() => abort.current?.abort(), [])
  return { running, run, cancel }
}

const fresh = () => ({ progress: STARTING, peaks: new LivePeaks(), version: 0 })

const cancelled: Problem = { code: 'cancelled', message: 'The import was cancelled.', hint: '' }

const busy: Problem = {
  code: 'library-busy',
  message: 'Another import is running.',
  hint: 'Wait until it is done, or cancel it.',
}

function finish(outcomes: readonly Outcome[], count: number): void {
  const { said, problem, openProjectId } = importSummary(outcomes, count)
  say(said)
  if (problem) showProblem(problem)
  if (openProjectId) goToProject(openProjectId)
  else if (outcomes.some((outcome) => 'projectId' in outcome)) goHome()
}
