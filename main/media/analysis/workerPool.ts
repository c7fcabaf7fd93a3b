/** Worker threads that analyse parts, one part each at a time; used again for part after part. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '#core/problem.ts'
import { workerPath } from '#main/assets.ts'
import { findFfmpeg } from '#main/media/ffmpeg/find.ts'
import type { FromWorker, PartJob, PartResult, ToWorker, WorkerSetup } from './messages.ts'

const MOST_WORKERS = 4
/** Small, so that the pieces of sound that come from ffmpeg are let go of soon: they count as memory of ours. */
const WORKER_MEMORY = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 }

export type OnPeaks = (firstBucket: number, pairs: Int16Array) => void

export class WorkerPool {
  readonly size: number
  readonly #idle: Worker[]
  readonly #all: readonly Worker[]
  readonly #waiting: ((worker: Worker) => void)[] = []

  private constructor(workers: Worker[]) {
    this.#all = workers
    this.#idle = [...workers]
    this.size = workers.length
  }

  /** Starts the workers; {@link close} ends them. Fails with `ffmpeg-missing`. */
  static start(size = Math.min(availableParallelism(), MOST_WORKERS)): Result<WorkerPool> {
    const ffmpeg = findFfmpeg()
    if (!ffmpeg.ok) return ffmpeg
    const workerData: WorkerSetup = { ffmpeg: ffmpeg.value }
    const path = workerPath('main/media/analysisWorker.ts', 'analysis-worker')
    return ok(
      new WorkerPool(
        Array.from({ length: size }, () => new Worker(path, { workerData, resourceLimits: WORKER_MEMORY })),
      ),
    )
  }

  /** Analyses a part as soon as a worker is free. Fails as `runDecode` does, or with `internal`. */
  async run(job: PartJob, onPeaks: OnPeaks): Promise<Result<PartResult>> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)))
    const result = await runOn(worker, job, onPeaks)
    const next = this.#waiting.shift()
    if (next) next(worker)
    else this.#idle.push(worker)
    return result
  }

  /** Ends all workers and what they have started; parts under way fail with `cancelled`. */
  async close(): Promise<void> {
    await Promise.all(
      this.#all.map(async (worker) => {
        if (worker.threadId < 0) return
        const exited = once(worker, 'exit')
        worker.postMessage({ type: 'stop' } satisfies ToWorker)
        await exited
      }),
    )
  }
}

function runOn(worker: Worker, job: PartJob, onPeaks: OnPeaks): Promise<Result<PartResult>> {
  return new Promise((resolve) => {
    const settle = (result: Result<PartResult>) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(result)
    }
    const onError = (error: Error) => settle(fail('internal', `The analysis broke: ${error.message}`))
    const onExit = () => settle(fail('cancelled', 'It was cancelled.'))
    const onMessage = (message: FromWorker) => {
      if (message.type === 'peaks') onPeaks(message.firstBucket, message.pairs)
      else settle(message.type === 'done' ? ok(message.result) : { ok: false, error: message.problem })
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    worker.postMessage({ type: 'part', job } satisfies ToWorker)
  })
}
