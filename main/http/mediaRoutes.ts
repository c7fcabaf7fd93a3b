/** Sound and what is derived from it: the edit as a WAV, peaks of recordings, covers. */
import { type Context, Hono } from 'hono'
import type { Problem, Result } from '#core/problem.ts'
import { readPeakBuckets, readPeakLevels } from '#main/media/peaks/peakFile.ts'
import { serveVirtualWav } from '#main/media/virtualWav/serve.ts'
import { isMissing } from '#main/projects/describe.ts'
import type { Services } from '#main/services.ts'

/** Most buckets of one peaks request: 4 MB. */
const MAX_BUCKETS = 1_048_576

const IMMUTABLE = 'private, max-age=31536000, immutable'

export function mediaRoutes(services: Services): Hono {
  const { library, projects, masters, reader, derived } = services
  return new Hono()
    .on(['GET', 'HEAD'], '/episodes/:projectId/:file{[0-9]+\\.wav}', async (context) => {
      const state = projects.open(context.req.param('projectId'))
      if (!state.ok) return problemResponse(context, state.error)
      const revision = Number.parseInt(context.req.param('file'), 10)
      const { episode, history } = state.value
      if (revision !== history.revision)
        return problemResponse(context, {
          code: 'stale-revision',
          message: 'The episode has moved on since.',
          hint: 'Load its present revision.',
        })
      // Said before the first byte, because a body that breaks off cannot say why.
      const missing = [...new Set(episode.clips.map((clip) => clip.mediaId))]
        .map((mediaId) => library.find(mediaId))
        .find((record) => record && isMissing(record))
      if (missing)
        return problemResponse(context, {
          code: 'missing-media',
          message: `The original ${missing.originalPath} is gone.`,
          hint: 'Put it back, or say where it is now, then press play again.',
        })
      const master = await masters.of(episode)
      if (!master.ok) return problemResponse(context, master.error)
      return serveVirtualWav(context.req.raw, {
        episode,
        master: master.value,
        reader,
        etag: `"${episode.id}-${revision}"`,
      })
    })
    .get('/recordings/:mediaId/peaks', async (context) => {
      const mediaId = context.req.param('mediaId')
      const record = library.find(mediaId)
      if (!record) return context.notFound()
      const ensured = await derived.ensure(mediaId)
      if (!ensured.ok) return problemResponse(context, ensured.error)
      return withValue(context, await readPeakLevels(library.folder(mediaId)), (levels) =>
        context.json({ durationSamples: record.durationSamples, levels }, 200, {
          'Cache-Control': IMMUTABLE,
        }),
      )
    })
    .get('/recordings/:mediaId/peaks/:level{[0-9]+}', async (context) => {
      const mediaId = context.req.param('mediaId')
      const record = library.find(mediaId)
      if (!record) return context.notFound()
      const from = Number(context.req.query('from') ?? 0)
      const to = Number(context.req.query('to') ?? from + MAX_BUCKETS)
      if (
        !Number.isSafeInteger(from) ||
        !Number.isSafeInteger(to) ||
        from < 0 ||
        to < from ||
        to - from > MAX_BUCKETS
      )
        return context.text('Which buckets?', 400)
      const level = Number(context.req.param('level'))
      const ensured = await derived.ensure(mediaId)
      if (!ensured.ok) return problemResponse(context, ensured.error)
      const buckets = await readPeakBuckets(library.folder(mediaId), level, from, to)
      return withValue(
        context,
        buckets,
        (bytes) =>
          new Response(bytes, {
            headers: { 'Content-Type': 'application/octet-stream', 'Cache-Control': IMMUTABLE },
          }),
      )
    })
    .get('/covers/:coverId', (context) => {
      const cover = library.covers.find(context.req.param('coverId'))
      if (!cover) return context.notFound()
      return new Response(new Uint8Array(cover.image), {
        headers: {
          'Content-Type': cover.mime,
          'Cache-Control': IMMUTABLE,
          'X-Content-Type-Options': 'nosniff',
        },
      })
    })
}

function withValue<T>(context: Context, result: Result<T>, respond: (value: T) => Response): Response {
  return result.ok ? respond(result.value) : problemResponse(context, result.error)
}

/** A problem as JSON; the window shows its message and hint. */
export function problemResponse(context: Context, error: Problem): Response {
  const status = error.code === 'not-found' ? 404 : error.code === 'stale-revision' ? 409 : 422
  return context.json({ error }, status)
}
