/** From a recording to a project. */
import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { createEpisode } from '#core/episode/create.ts'
import { ok, type Result } from '#core/problem.ts'
import { type AdoptOptions, adoptMedia } from '#main/library/adoptMedia.ts'
import type { Library } from '#main/library/library.ts'
import type { ProjectService } from './projectService.ts'

export interface ImportProjectOptions extends Omit<AdoptOptions, 'kind'> {
  readonly title?: string | undefined
}

export interface ImportedProject {
  readonly projectId: string
  readonly warnings: readonly string[]
}

/**
 * Imports a recording and makes a project of it. Problems: those of the import (`not-audio`, `empty-file`,
 * `no-sound`, `unreadable`, `vanished`, `cancelled`, `disk-full`, `ffmpeg-missing`, `ffmpeg-failed`, and those of
 * archives).
 */
export async function importProject(
  library: Library,
  projects: ProjectService,
  { title, ...options }: ImportProjectOptions,
): Promise<Result<ImportedProject>> {
  const adopted = await adoptMedia(library, { ...options, kind: 'recording' })
  if (!adopted.ok) return adopted
  const { record, name, space, hydra, tags, warnings } = adopted.value
  const created = projects.create(
    createEpisode({
      id: randomUUID().slice(0, 8),
      title: (title ?? space?.title ?? tags.title)?.trim() || titleFromFileName(name),
      artist: tags.artist ?? '',
      recording: { id: record.id, name, durationSamples: record.durationSamples, gaps: record.gaps },
      people:
        hydra && hydra.speakers.length > 0
          ? { speakers: [...hydra.speakers], segments: [...hydra.segments], origin: 'hydra' }
          : null,
    }),
  )
  if (!created.ok) return created
  return ok({ projectId: created.value.id, warnings })
}

/** A title for a person out of a file name: no extension, and the words that dashes and underscores hide. */
export function titleFromFileName(name: string): string {
  const stem = name.slice(0, name.length - extname(name).length)
  const words = stem.replaceAll(/[_\s]+/g, ' ').trim()
  return words || name || 'Untitled'
}
