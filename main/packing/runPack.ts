/** Packing as a host asks for it: to a file, or to a kept download; and unpacking what a browser sent. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { PackEvent, PackRequest } from '#core/contract/library.ts'
import type { Progress } from '#core/contract/shapes.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { PACK_ENDING } from '#core/formats/pack.ts'
import { ok, type Result } from '#core/problem.ts'
import { keptExportUrl } from '#main/http/exportRoutes.ts'
import { dropUpload } from '#main/library/uploads.ts'
import type { Services } from '#main/services.ts'
import { packProject } from './pack.ts'
import { type Unpacked, unpackProject } from './unpack.ts'

type Packed = Omit<Extract<PackEvent, { type: 'done' }>, 'type'>

/** Packs a project. Problems: those of {@link packProject}. */
export async function runPack(
  { library, projects, originals }: Services,
  { projectId, destination }: PackRequest,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Result<Packed>> {
  const state = projects.open(projectId)
  if (!state.ok) return state
  await originals.findMoved(projectId, signal)
  const kept = destination === 'download' ? library.workFolder('exports', randomUUID().slice(0, 8)) : null
  const name = `${safeFileName(state.value.episode.title, 'Episode')}.${PACK_ENDING}`
  const targetPath = destination === 'download' ? join(kept!, name) : resolve(destination.path)
  if (kept !== null) mkdirSync(kept, { recursive: true })
  const packed = await packProject({ library, projects, projectId, targetPath, signal, onProgress })
  if (!packed.ok) {
    if (kept !== null) rmSync(kept, { recursive: true, force: true })
    return packed
  }
  return ok({ ...packed.value, url: kept && keptExportUrl(basename(kept), name) })
}

/** Unpacks a project; a pack that a browser sent has done its service then. Problems: those of {@link unpackProject}. */
export async function runUnpack(
  { library }: Services,
  path: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Result<Unpacked>> {
  const unpacked = await unpackProject({ library, path, signal, onProgress })
  if (unpacked.ok) dropUpload(library, resolve(path))
  return unpacked
}
