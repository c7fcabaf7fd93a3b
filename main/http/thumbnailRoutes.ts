/** Waveforms in small for the library screen. */
import { Hono } from 'hono'
import { ok } from '#core/problem.ts'
import { thumbnail } from '#main/media/render/thumbnail.ts'
import type { Services } from '#main/services.ts'
import { problemResponse } from './mediaRoutes.ts'

/**
 * `GET /episodes/<id>/thumbnail?revision=N`: one byte per column (`core/plan/overview.ts`). The browser keeps it when
 * N is the present revision. 204 while there are no peaks to draw it from.
 */
export function thumbnailRoutes({ library, projects }: Services): Hono {
  return new Hono().get('/episodes/:projectId/thumbnail', async (context) => {
    const projectId = context.req.param('projectId')
    const revision = library.projects.revision(projectId)
    const known = revision === undefined ? undefined : library.thumbnails.find(projectId, revision)
    const isPresent = context.req.query('revision') === String(revision)
    if (known) return answer(known, isPresent)
    const state = projects.open(projectId)
    if (!state.ok) return problemResponse(context, state.error)
    const { episode, history } = state.value
    const levels = await thumbnail(episode, (mediaId) => library.folder(mediaId))
    if (!levels) return context.body(null, 204, { 'Cache-Control': 'no-store' })
    // Only kept for the next time: a library that is busy or full may do without. The project may be gone by now.
    library.write(() => {
      if (library.projects.find(projectId)) library.thumbnails.save(projectId, history.revision, levels)
      return ok(null)
    })
    return answer(levels, isPresent)
  })
}

function answer(levels: Uint8Array, isPresent: boolean): Response {
  return new Response(new Uint8Array(levels), {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Cache-Control': isPresent ? 'private, max-age=31536000, immutable' : 'no-store',
    },
  })
}
