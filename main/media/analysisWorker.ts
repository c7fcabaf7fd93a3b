/** The worker thread that decodes and measures parts of recordings; it owns the ffmpeg it runs. */
import { parentPort, workerData } from 'node:worker_threads'
import { toProblem } from '#core/problem.ts'
import { analysePart } from './analysis/analysePart.ts'
import type { FromWorker, PartJob, ToWorker, WorkerSetup } from './analysis/messages.ts'
import { endAllFfmpeg } from './ffmpeg/child.ts'
import { rememberFfmpeg } from './ffmpeg/find.ts'

const port = parentPort!
const stopped = new AbortController()
rememberFfmpeg((workerData as WorkerSetup).ffmpeg)

function tell(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

async function work(job: PartJob): Promise<void> {
  const done = await analysePart(
    job,
    (firstBucket, pairs) => tell({ type: 'peaks', firstBucket, pairs }, [pairs.buffer as ArrayBuffer]),
    stopped.signal,
  )
  tell(done.ok ? { type: 'done', result: done.value } : { type: 'failed', problem: done.error })
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'part') {
    work(message.job).catch((error) => tell({ type: 'failed', problem: toProblem(error) }))
    return
  }
  stopped.abort()
  endAllFfmpeg()
  port.close()
})
