/** Real libraries for tests, in folders that are removed with the test. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { ok, unwrap } from '#core/problem.ts'
import { Library } from '#main/library/library.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'
import { ProjectService, type ProjectServiceOptions } from '#main/projects/projectService.ts'

/** An empty folder that goes when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterspace-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a library and closes it with the test. */
export function openLibrary(folder: string): Library {
  const library = unwrap(Library.open(folder))
  onTestFinished(() => library.close())
  return library
}

/** A row for a recording of ten minutes that lies nowhere. */
export function mediaRecord(id: string, changes: Partial<MediaRecord> = {}): MediaRecord {
  return {
    id,
    kind: 'recording',
    originalPath: `/nowhere/${id}.wav`,
    originalBytes: 1,
    originalModifiedMs: 0,
    contentHash: id,
    codec: 'pcm_s16le',
    container: 'wav',
    sourceSampleRate: 48_000,
    sourceChannels: 2,
    durationSamples: 28_800_000,
    gaps: [],
    startedAtUnixSeconds: null,
    integratedLufs: -20,
    truePeakDbtp: -3,
    access: { type: 'seekable', file: 'original', leadSamples: 0 },
    ...changes,
  }
}

export function insertMedia(
  library: Library,
  record: MediaRecord,
  createdAt = new Date().toISOString(),
): void {
  mkdirSync(library.folder(record.id), { recursive: true })
  unwrap(library.write(() => ok(library.media.insert(record, createdAt))))
}

/** An episode of one recording with two speakers and two turns. */
export function smallEpisode(id: string, mediaId: string, title = 'A room'): Episode {
  return createEpisode({
    id,
    title,
    recording: { id: mediaId, name: `${mediaId}.wav`, durationSamples: 28_800_000, gaps: [] },
    people: {
      origin: 'hydra',
      speakers: ['Ada', 'Ben'].map((name, i) => ({
        key: name,
        userId: null,
        name,
        handle: name.toLowerCase(),
        role: i === 0 ? ('host' as const) : ('speaker' as const),
      })),
      segments: [
        { speakerKey: 'Ada', startSample: 480_000, endSample: 960_000, confidence: 1 },
        { speakerKey: 'Ben', startSample: 960_000, endSample: 1_920_000, confidence: 1 },
      ],
    },
  })
}

/** A library in `folder` with one project of {@link smallEpisode}. */
export function projectIn(folder: string, options?: ProjectServiceOptions, id = 'p1') {
  const library = openLibrary(folder)
  const projects = new ProjectService(library, options)
  insertMedia(library, mediaRecord(`rec-${id}`))
  unwrap(projects.create(smallEpisode(id, `rec-${id}`)))
  return { library, projects, id }
}
