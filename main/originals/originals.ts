/** Finds originals again that were moved or renamed. */
import { existsSync, rmSync, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Relinked } from '#core/contract/library.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import { fileProblem } from '#main/importing/fileProblem.ts'
import { hashOf } from '#main/importing/original.ts'
import type { Library } from '#main/library/library.ts'
import { type MediaRecord, playsOriginal, soundFile } from '#main/media/mediaRecord.ts'
import type { Masters } from '#main/media/render/master.ts'
import type { SourceReader } from '#main/media/source/sourceReader.ts'
import type { ProjectService } from '#main/projects/projectService.ts'
import { findAround, findFiles, NAMED_FOLDER } from './findFile.ts'
import { differenceProblem, isAsLong, readCandidate, replacedWarning, replaceSound } from './replaceSound.ts'

export interface RelinkTarget {
  readonly projectId?: string | undefined
  readonly mediaId?: string | undefined
}

export interface OriginalsParts {
  readonly library: Library
  readonly projects: ProjectService
  readonly reader: SourceReader
  readonly masters: Masters
}

/** A search that found nothing is not repeated for every look at a project. */
const SEARCH_AGAIN_AFTER_MS = 10_000

export class Originals {
  readonly #parts: OriginalsParts
  readonly #searchedAt = new Map<string, number>()

  constructor(parts: OriginalsParts) {
    this.#parts = parts
  }

  /**
   * Looks for the missing originals of a project near their old places, by size and then by their bytes, and takes
   * note of what it finds. Costs a look at each file where nothing is missing.
   */
  async findMoved(projectId: string, signal: AbortSignal = new AbortController().signal): Promise<void> {
    const { library } = this.#parts
    for (const record of this.#recordsOf({ projectId })) {
      if (!playsOriginal(record) || existsSync(record.originalPath)) continue
      const searchedAt = this.#searchedAt.get(record.id) ?? Number.NEGATIVE_INFINITY
      if (performance.now() - searchedAt < SEARCH_AGAIN_AFTER_MS) continue
      const path = await findAround(record, signal).catch(() => undefined)
      if (signal.aborted) return
      // A library that cannot be written now is asked again at the next opening.
      if (path === undefined || !this.#link(library, record, path).ok)
        this.#searchedAt.set(record.id, performance.now())
    }
  }

  /**
   * Takes `path` (a file, or a folder that is searched) as the new place of originals.
   *
   * A file with the imported bytes is always right. Another one is taken only for sound that is lost, when it is as
   * long and as loud ({@link differenceProblem}); it is measured anew, and a warning says so. Problems: `not-found`,
   * `other-recording`, `ambiguous`, those of an import, `cancelled`.
   */
  async relink(target: RelinkTarget, path: string, signal: AbortSignal): Promise<Result<Relinked>> {
    const records = this.#recordsOf(target)
    if (records.length === 0) return fail('not-found', 'There is no such recording or project.')
    const place = resolve(path)
    if (!existsSync(place))
      return fail('not-found', `There is no file or folder ${place}.`, 'Check the path.')
    try {
      const found = await stat(place)
      return found.isDirectory()
        ? await this.#relinkFolder(records, place, signal)
        : await this.#relinkFile(records, place, signal)
    } catch (error) {
      if (signal.aborted) return fail('cancelled', 'The search was cancelled.')
      return { ok: false, error: fileProblem(error, place) }
    }
  }

  async #relinkFolder(
    records: readonly MediaRecord[],
    folder: string,
    signal: AbortSignal,
  ): Promise<Result<Relinked>> {
    const wanted = records.filter((record) => !existsSync(record.originalPath))
    if (wanted.length === 0) return ok({ relinked: [], warnings: ['Every original is where it was.'] })
    const { found, isComplete } = await findFiles(folder, wanted, NAMED_FOLDER, signal)
    const relinked = []
    for (const [record, path] of found) {
      const linked = await this.#take(record, path, signal)
      if (!linked.ok) return linked
      relinked.push({ mediaId: record.id, path, isExact: true })
    }
    const limit = isComplete ? '' : ` Only its first ${NAMED_FOLDER.names} files and folders were looked at.`
    const notFound = wanted
      .filter((record) => !found.has(record))
      .map((record) => `${basename(record.originalPath)} was not found in ${folder}.${limit}`)
    if (relinked.length > 0) return ok({ relinked, warnings: notFound })
    return fail(
      'not-found',
      notFound.join(' '),
      'Name another folder, or the file itself if it was written anew.',
    )
  }

  async #relinkFile(
    records: readonly MediaRecord[],
    path: string,
    signal: AbortSignal,
  ): Promise<Result<Relinked>> {
    const { size } = statSync(path)
    const hash = records.some((record) => record.originalBytes === size) ? await hashOf([path], signal) : ''
    const same = records.filter((record) => record.contentHash === hash)
    for (const record of same) {
      const linked = await this.#take(record, path, signal)
      if (!linked.ok) return linked
    }
    if (same.length > 0)
      return ok({ relinked: same.map(({ id }) => ({ mediaId: id, path, isExact: true })), warnings: [] })
    const lost = records.filter((record) => this.#isLost(record))
    if (lost.length === 0)
      return fail(
        'other-recording',
        `${basename(path)} is another file than what was imported, and no recording here is missing.`,
        'To work with it, import it.',
      )
    return this.#takeOther(lost, path, signal)
  }

  /** Makes a file with the imported bytes the original; makes the working copy again where that is lost. */
  async #take(record: MediaRecord, path: string, signal: AbortSignal): Promise<Result<unknown>> {
    const { library } = this.#parts
    if (playsOriginal(record) || !this.#isLost(record)) return this.#link(library, record, path)
    const candidate = await readCandidate(library, path, record, signal)
    if (!candidate.ok) return candidate
    try {
      return this.#replace(record, candidate.value)
    } finally {
      rmSync(candidate.value.workFolder, { recursive: true, force: true })
    }
  }

  #link(library: Library, record: MediaRecord, path: string): Result<null> {
    const linked = library.write(() => {
      library.media.relink(record.id, path, statSync(path).mtimeMs)
      return ok(null)
    })
    if (linked.ok) this.#parts.reader.forget(record.id)
    return linked
  }

  /** Takes a file of other bytes for the one lost recording that it fits. */
  async #takeOther(
    lost: readonly MediaRecord[],
    path: string,
    signal: AbortSignal,
  ): Promise<Result<Relinked>> {
    const name = basename(path)
    const read = await readCandidate(this.#parts.library, path, lost[0]!, signal)
    if (!read.ok) return read
    try {
      const found = read.value.imported.record
      const fitting = lost.filter((record) => isAsLong(record, found))
      if (fitting.length > 1)
        return fail(
          'ambiguous',
          `${fitting.length} missing recordings are as long as ${name}.`,
          'Say which one is meant.',
        )
      const record = fitting[0] ?? lost[0]!
      const wrong = differenceProblem(name, record, found, this.#neededSamples(record.id))
      if (wrong) return wrong
      const replaced = this.#replace(record, read.value)
      if (!replaced.ok) return replaced
      const warnings = [replacedWarning(name, record, found), ...read.value.imported.warnings]
      return ok({ relinked: [{ mediaId: record.id, path, isExact: false }], warnings })
    } finally {
      rmSync(read.value.workFolder, { recursive: true, force: true })
    }
  }

  #replace(record: MediaRecord, candidate: Parameters<typeof replaceSound>[2]): Result<MediaRecord> {
    const replaced = replaceSound(this.#parts.library, record, candidate)
    this.#parts.reader.forget(record.id)
    this.#parts.masters.forget(record.id)
    return replaced
  }

  #isLost(record: MediaRecord): boolean {
    return !existsSync(soundFile(record, this.#parts.library.folder(record.id)))
  }

  /** The end of the last sample of a media item that any project plays now. */
  #neededSamples(mediaId: string): Samples {
    const { library, projects } = this.#parts
    const ends = library.projects.using(mediaId).flatMap((projectId) => {
      const state = projects.open(projectId)
      return state.ok
        ? state.value.episode.clips
            .filter((clip) => clip.mediaId === mediaId)
            .map((clip) => clip.start + clip.length)
        : []
    })
    return ends.reduce((latest, end) => Math.max(latest, end), 0)
  }

  #recordsOf({ projectId, mediaId }: RelinkTarget): MediaRecord[] {
    const { library } = this.#parts
    const known = projectId === undefined || library.projects.revision(projectId) !== undefined
    if (!known) return []
    const ids = projectId === undefined ? [mediaId!] : library.projects.mediaIds(projectId)
    return ids.filter((id) => mediaId === undefined || id === mediaId).flatMap((id) => library.find(id) ?? [])
  }
}
