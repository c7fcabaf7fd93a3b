/**
 * The virtual WAV: a file that is not there. Range requests are answered by mixing just the bytes asked for, and
 * they are the bytes of the exported WAV.
 */
import type { Episode } from '#core/episode/schema.ts'
import { bytesPerFrame, wavFileBytes, wavHeader } from '#core/formats/wav.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { toProblem } from '#core/problem.ts'
import { createRenderer, type MasterStage, type Renderer } from '#main/media/render/renderer.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'
import { parseByteRange } from './byteRange.ts'

/** One revision of an episode as it sounds. */
export interface Rendition {
  readonly episode: Pick<Episode, 'clips' | 'media'>
  readonly master: MasterStage
  readonly reader: SampleSource
  /** Names these very bytes: project, revision and whatever else they depend on; with its quotes. */
  readonly etag: string
}

/** Answers GET and HEAD; the body is mixed as it is pulled, and cancelling it stops the work. */
export function serveVirtualWav(request: Request, rendition: Rendition): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } })
  const { etag } = rendition
  const renderer = createRenderer(renderPlan(rendition.episode), rendition.master, rendition.reader)
  const totalBytes = wavFileBytes(renderer.durationSamples)
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    // The address holds the revision, so what it names never changes.
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Type': 'audio/wav',
    ETag: etag,
  })
  if (matches(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers })
  const ifRange = request.headers.get('If-Range')
  const wanted = ifRange !== null && ifRange !== etag ? null : request.headers.get('Range')
  const range = parseByteRange(wanted, totalBytes)
  if (range.type === 'none') {
    headers.set('Content-Range', `bytes */${totalBytes}`)
    return new Response(null, { status: 416, headers })
  }
  const { from, to } = range.type === 'part' ? range : { from: 0, to: totalBytes }
  if (range.type === 'part') headers.set('Content-Range', `bytes ${from}-${to - 1}/${totalBytes}`)
  headers.set('Content-Length', String(to - from))
  const status = range.type === 'part' ? 206 : 200
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  return new Response(streamOf(renderer, from, to), { status, headers })
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

/** Bytes `[from, to)` of the WAV file that a renderer makes. */
export async function* wavBytes(
  renderer: Renderer,
  from: number,
  to: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const header = wavHeader(renderer.durationSamples)
  if (from < header.length) yield header.subarray(from, Math.min(to, header.length))
  const dataFrom = Math.max(0, from - header.length)
  const dataTo = to - header.length
  if (dataTo <= dataFrom) return
  const frame = bytesPerFrame()
  const firstFrame = Math.floor(dataFrom / frame)
  let skip = dataFrom - firstFrame * frame
  let left = dataTo - dataFrom
  for await (const pcm of renderer.pcm16(firstFrame, Math.ceil(dataTo / frame), signal)) {
    const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
    const part = bytes.subarray(skip, Math.min(bytes.length, skip + left))
    skip = 0
    left -= part.length
    yield part
  }
}

function streamOf(renderer: Renderer, from: number, to: number): ReadableStream<Uint8Array> {
  const abort = new AbortController()
  const parts = wavBytes(renderer, from, to, abort.signal)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await parts.next()
          if (done) controller.close()
          else controller.enqueue(value)
        } catch (error) {
          // A reader that was stopped belongs to a host that goes down: the connection ends with it.
          if (!abort.signal.aborted && toProblem(error).code !== 'cancelled') controller.error(error)
        }
      },
      async cancel() {
        abort.abort()
        await parts.return(undefined).catch(() => undefined)
      },
    },
    // Nothing is mixed before it is asked for.
    { highWaterMark: 0 },
  )
}
