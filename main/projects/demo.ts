/** The demo Space that comes with the program. */
import { assetPath } from '#main/assets.ts'
import type { Services } from '#main/services.ts'

/** The recording: raw ADTS with Hydra tags under a `.ts` name, as an account archive has it. */
export function demoSpacePath(): string {
  return assetPath('resources/demo/space-1DemoAfterspc_0.ts')
}

/** The sponsor read that goes with it. */
export function demoReadPath(): string {
  return assetPath('resources/demo/sponsor-read.m4a')
}

/** The title under which the demo is imported. */
export const DEMO_TITLE = 'Room Notes: fifteen honest seconds'

/** A project made from the demo before, if the library has one. */
export function findDemoProject({
  library,
  projects,
}: Pick<Services, 'library' | 'projects'>): string | undefined {
  const path = demoSpacePath()
  return projects
    .list()
    .find((row) => library.projects.mediaIds(row.id).some((id) => library.find(id)?.originalPath === path))
    ?.id
}
