/** Files on their way to the library: a browser has no paths that the main process could read. */
import { z } from 'zod'
import { ProblemError } from '#core/problem.ts'
import { httpProblem } from '#renderer/api/problems.ts'
import type { NamedFile } from './gather.ts'

/** Sent at once: many chunks are small, and each waits for its answer. */
const SENT_AT_ONCE = 4

const uploadedSchema = z.object({ path: z.string(), top: z.string().optional() })
type Uploaded = z.infer<typeof uploadedSchema>

/** Sends one file; resolves with its path. `onProgress` gets 0 to 1. Throws a {@link ProblemError}. */
export async function upload(
  file: File,
  signal?: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<string> {
  const query = new URLSearchParams({ name: file.name })
  const { path } = await send(file, query, signal, (sent) => onProgress?.(sent / Math.max(1, file.size)))
  return path
}

/**
 * Sends files into one folder, so that chunks and sidecars lie beside their recording; resolves with the paths of what
 * was brought: files, and the folders that files came in. Throws a {@link ProblemError}.
 */
export async function uploadTogether(
  files: readonly NamedFile[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<string[]> {
  const batch = crypto.randomUUID()
  const total = files.reduce((sum, { file }) => sum + file.size, 0)
  const sent = new Map<NamedFile, number>()
  let sum = 0
  const tops = new Set<string>()
  const waiting = files[Symbol.iterator]()
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  async function sendOn() {
    for (const one of waiting) {
      const query = new URLSearchParams({ name: one.name, batch })
      const { path, top } = await send(one.file, query, either, (bytes) => {
        sum += bytes - (sent.get(one) ?? 0)
        sent.set(one, bytes)
        onProgress(Math.min(1, sum / Math.max(1, total)))
      })
      tops.add(top ?? path)
    }
  }
  try {
    await Promise.all(Array.from({ length: SENT_AT_ONCE }, sendOn))
  } catch (thrown) {
    stop.abort()
    throw thrown
  }
  return [...tops]
}

/** XMLHttpRequest, because fetch tells nothing of how far an upload is. */
function send(
  file: File,
  query: URLSearchParams,
  signal: AbortSignal | undefined,
  onSent: (bytes: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const refuse = () => reject(uploadFailure(file.name, request.responseText))
    request.open('POST', `/media/uploads?${query}`)
    request.upload.onprogress = (event) => onSent(event.loaded)
    request.onload = () => {
      const answer = request.status < 300 ? uploadedSchema.safeParse(parse(request.responseText)) : undefined
      if (answer?.success) resolve(answer.data)
      else refuse()
    }
    request.onerror = refuse
    request.onabort = () =>
      reject(new ProblemError({ code: 'cancelled', message: 'The import was cancelled.', hint: '' }))
    signal?.addEventListener('abort', () => request.abort())
    if (signal?.aborted) request.onabort(new ProgressEvent('abort'))
    else request.send(file)
  })
}

function uploadFailure(name: string, body: string): ProblemError {
  const said = httpProblem(body)
  if (said) return new ProblemError(said)
  return new ProblemError({
    code: 'unreadable',
    message: `“${name}” could not be read.`,
    hint: 'Check that the file is still there, then try again.',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
