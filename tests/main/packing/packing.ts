/** Libraries with real sound, for packs. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EditCommand } from '#core/edit/apply.ts'
import { unwrap } from '#core/problem.ts'
import { createRequestHandler } from '#main/http/requestHandler.ts'
import { packProject } from '#main/packing/pack.ts'
import { unpackProject } from '#main/packing/unpack.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices, type Services } from '#main/services.ts'

/** Services on a library in `folder`, closed with the test. */
export function servicesIn(folder: string): Services {
  mkdirSync(folder, { recursive: true })
  const services = unwrap(createServices({ libraryPath: folder, host: 'cli' }))
  onTestFinished(() => services.close())
  return services
}

export async function imported(services: Services, path: string, title = 'A room'): Promise<string> {
  return unwrap(await importProject(services.library, services.projects, { paths: [path], title })).projectId
}

export function edit(services: Services, projectId: string, ...commands: EditCommand[]): void {
  for (const command of commands) unwrap(services.projects.apply(projectId, [command]))
}

export function pack(services: Services, projectId: string, targetPath: string, signal?: AbortSignal) {
  const { library, projects } = services
  return packProject({
    library,
    projects,
    projectId,
    targetPath,
    signal: signal ?? new AbortController().signal,
    onProgress: () => undefined,
  })
}

export function unpack({ library }: Pick<Services, 'library'>, path: string, signal?: AbortSignal) {
  return unpackProject({
    library,
    path,
    signal: signal ?? new AbortController().signal,
    onProgress: () => undefined,
  })
}

/** Bytes of the preview. */
export async function preview(
  services: Services,
  projectId: string,
  from: number,
  to: number,
): Promise<Buffer> {
  const { history } = unwrap(services.projects.open(projectId))
  const handler = createRequestHandler(services, join(services.library.path, 'none'))
  const response = await handler.request(`/media/episodes/${projectId}/${history.revision}.wav`, {
    headers: { Range: `bytes=${from}-${to - 1}` },
  })
  if (response.status !== 206) throw new Error(await response.text())
  return Buffer.from(await response.arrayBuffer())
}
