/** An export as a host asks for it: from a request to a file, or to a kept download. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { ExportEvent, ExportRequest } from '#core/contract/contract.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { ok, type Result } from '#core/problem.ts'
import { keptExportUrl } from '#main/http/exportRoutes.ts'
import type { Services } from '#main/services.ts'
import { exportEpisode } from './exportEpisode.ts'

type Exported = Omit<Extract<ExportEvent, { type: 'done' }>, 'type'>

/** Exports a project. Problems: those of {@link exportEpisode}, `not-found`. */
export async function runExport(
  services: Services,
  request: ExportRequest,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Result<Exported>> {
  const { library, projects } = services
  const state = projects.open(request.projectId)
  if (!state.ok) return state
  const { episode, history } = state.value
  await services.originals.findMoved(request.projectId, signal)
  const kept =
    request.destination === 'download' ? library.workFolder('exports', randomUUID().slice(0, 8)) : null
  const name = `${safeFileName(episode.title, 'Episode')}.${request.format}`
  const targetPath =
    kept !== null ? join(kept, name) : resolve((request.destination as { path: string }).path)
  if (kept !== null) mkdirSync(kept, { recursive: true })
  const exported = await exportEpisode({
    episode,
    reader: services.reader,
    masters: services.masters,
    request,
    targetPath,
    readTitle: (mediaId) => library.reads.findByMedia(mediaId)?.brand,
    cover: episode.details.coverId ? (library.covers.find(episode.details.coverId) ?? null) : null,
    signal,
    onProgress,
  })
  if (!exported.ok) {
    if (kept !== null) rmSync(kept, { recursive: true, force: true })
    return exported
  }
  // A range is a piece of the episode, not the episode. The file is there, whether or not the library can note it.
  if (request.range === undefined) projects.markExported(request.projectId, history.revision)
  return ok({ ...exported.value, url: kept && keptExportUrl(basename(kept), name) })
}
