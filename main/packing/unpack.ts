/** Takes a project out of an `.afterspace` file into the library: all of it or nothing. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Progress } from '#core/contract/shapes.ts'
import type { Episode } from '#core/episode/schema.ts'
import {
  damagedPack,
  isLaterVersion,
  MANIFEST_ENTRY,
  type PackEntry,
  type PackedLog,
  type PackManifest,
  packEntries,
  readManifest,
  readPackedLog,
} from '#core/formats/pack.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { exportProgress } from '#main/exporting/exportProgress.ts'
import { fileProblem } from '#main/importing/fileProblem.ts'
import { coverIdOf, imageType, MAX_COVER_BYTES } from '#main/library/coverStore.ts'
import type { Library } from '#main/library/library.ts'
import { VERSION } from '#main/version.ts'
import { checkHistory } from './checkHistory.ts'
import { adoptPrepared, type MediaPlan, planMedia, prepareMedia } from './unpackMedia.ts'
import { MAX_TEXT_BYTES, ZipReader } from './zipReader.ts'

export interface UnpackOptions {
  readonly library: Library
  readonly path: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

export interface Unpacked {
  readonly projectId: string
  readonly warnings: readonly string[]
}

/**
 * Unpacks a project. It keeps its id where that is free; recordings that the library has are used. Problems:
 * `not-found`, `pack-damaged`, `pack-newer`, `unsupported`, `disk-full`, `not-writable`, `library-busy`,
 * `ffmpeg-missing`, `cancelled`; each leaves the library as it was.
 */
export async function unpackProject(options: UnpackOptions): Promise<Result<Unpacked>> {
  const { library, signal } = options
  const path = resolve(options.path)
  const workFolder = library.workFolder('media', `unpack-${randomUUID().slice(0, 8)}`)
  let zip: ZipReader | undefined
  try {
    const opened = await ZipReader.open(path)
    if (!opened.ok) return opened
    zip = opened.value
    const manifestText = await zip.text(MANIFEST_ENTRY, { signal })
    if (!manifestText.ok) return manifestText
    const manifest = readManifest(manifestText.value)
    if (!manifest.ok) return manifest
    mkdirSync(workFolder, { recursive: true })
    const unpacked = await new Unpacking({ ...options, path }, zip, manifest.value, workFolder).run()
    return unpacked.ok ? unpacked : orNewer(unpacked, manifest.value)
  } catch (error) {
    if (signal.aborted) return fail('cancelled', 'Unpacking was cancelled.')
    if (!existsSync(path)) return fail('not-found', `There is no file ${path}.`, 'Check the path.')
    return { ok: false, error: fileProblem(error, path) }
  } finally {
    zip?.close()
    rmSync(workFolder, { recursive: true, force: true })
  }
}

/** What an older Afterspace does not understand of a later one's work is no damage. */
function orNewer(refused: Result<never>, { app }: PackManifest): Result<never> {
  if (refused.ok || refused.error.code !== 'pack-damaged' || !isLaterVersion(app, VERSION)) return refused
  return fail(
    'pack-newer',
    `The project file was written by Afterspace ${app}; this is ${VERSION}. ${refused.error.message}`,
    'Update Afterspace; nothing was changed.',
  )
}

class Unpacking {
  readonly #options: UnpackOptions
  readonly #zip: ZipReader
  readonly #manifest: PackManifest
  readonly #workFolder: string

  constructor(options: UnpackOptions, zip: ZipReader, manifest: PackManifest, workFolder: string) {
    this.#options = options
    this.#zip = zip
    this.#manifest = manifest
    this.#workFolder = workFolder
  }

  async run(): Promise<Result<Unpacked>> {
    const { library, path } = this.#options
    const { project, media } = this.#manifest
    const isTaken = library.projects.isTaken(project.id)
    const projectId = isTaken ? randomUUID().slice(0, 8) : project.id
    const plans = planMedia(library, media, path)
    if (!plans.ok) return plans
    const checked = this.#checkEntries(plans.value)
    if (!checked.ok) return checked
    const log = await this.#takeHistory()
    if (!log.ok) return log
    const present = await checkHistory({
      manifest: this.#manifest,
      log: log.value,
      documentPath: (afterStep) => this.#at(`document-${afterStep}`),
      projectId,
      signal: this.#options.signal,
    })
    if (!present.ok) return present
    const covers = await this.#takeCovers()
    if (!covers.ok) return covers
    const prepared = await this.#prepare(plans.value)
    if (!prepared.ok) return prepared
    const written = this.#commit(present.value, log.value, plans.value)
    if (!written.ok) return written
    const copy = `The library has a project ${project.id} already; this one is ${projectId}.`
    return ok({ projectId, warnings: isTaken ? [copy] : [] })
  }

  #at(name: string): string {
    return join(this.#workFolder, name)
  }

  /** All that will be wanted is there, and there is room for it. */
  #checkEntries(plans: readonly MediaPlan[]): Result<unknown> {
    const { documents, log, covers } = this.#manifest
    const wanted: [string, PackEntry][] = [
      ...documents.map((entry): [string, PackEntry] => [packEntries.document(entry.afterStep), entry]),
      [packEntries.log, log],
      ...covers.map((entry): [string, PackEntry] => [packEntries.cover(entry.id), entry]),
      ...plans.flatMap((plan): [string, PackEntry][] =>
        'packed' in plan ? [[packEntries.sound(plan.packed.id), plan.packed.sound]] : [],
      ),
    ]
    for (const [name, entry] of wanted) {
      const found = this.#zip.check(name, entry)
      if (!found.ok) return found
    }
    if ([...documents, log].some((entry) => entry.bytes > MAX_TEXT_BYTES))
      return damagedPack('a text in it is unreasonably large')
    if (covers.some((entry) => entry.bytes > MAX_COVER_BYTES)) return damagedPack('a cover is too large')
    const bytes = wanted.reduce((sum, [, entry]) => sum + entry.bytes, 0)
    const { bavail, bsize } = statfsSync(this.#options.library.path)
    if (bytes > bavail * bsize)
      return fail(
        'disk-full',
        `The project needs ${(bytes / 1e6).toFixed(0)} MB, and the disk of the library has less.`,
        'Free some space and try again.',
      )
    return ok(null)
  }

  async #takeHistory(): Promise<Result<PackedLog>> {
    const { documents, log } = this.#manifest
    const { signal } = this.#options
    for (const entry of documents) {
      const path = this.#at(`document-${entry.afterStep}`)
      const taken = await this.#zip.extract(packEntries.document(entry.afterStep), entry, path, { signal })
      if (!taken.ok) return taken
    }
    const taken = await this.#zip.extract(packEntries.log, log, this.#at('log'), { signal })
    return taken.ok ? readPackedLog(readFileSync(this.#at('log'), 'utf8').split('\n')) : taken
  }

  async #takeCovers(): Promise<Result<void>> {
    for (const entry of this.#manifest.covers) {
      const path = this.#at(`cover-${entry.id}`)
      const taken = await this.#zip.extract(packEntries.cover(entry.id), entry, path, this.#options)
      if (!taken.ok) return taken
      const image = readFileSync(path)
      if (!imageType(image) || coverIdOf(image) !== entry.id) return damagedPack('a cover is no picture')
    }
    return ok(undefined)
  }

  async #prepare(plans: readonly MediaPlan[]): Promise<Result<void>> {
    const { library, signal, onProgress } = this.#options
    const sizeOf = (plan: MediaPlan) => ('packed' in plan ? plan.packed.sound.bytes : 0)
    // Every byte counts twice: it is copied, then measured.
    const report = exportProgress(
      'Unpacking',
      2 * plans.reduce((sum, plan) => sum + sizeOf(plan), 0),
      onProgress,
    )
    let done = 0
    for (const plan of plans) {
      const bytes = sizeOf(plan)
      let copied = 0
      const prepared = await prepareMedia(plan, {
        library,
        zip: this.#zip,
        folder: this.#at(idOf(plan)),
        signal,
        onExtracted: (count) => {
          copied += count
          report(done + copied)
        },
        onMeasured: (share) => report(done + bytes + share * bytes),
      })
      if (!prepared.ok) return prepared
      done += 2 * bytes
    }
    return ok(undefined)
  }

  #commit(present: Episode, log: PackedLog, plans: readonly MediaPlan[]): Result<null> {
    const { library } = this.#options
    const { documents, media, reads, covers, project } = this.#manifest
    const made: string[] = []
    const written = library.write((): Result<null> => {
      if (library.projects.isTaken(present.id))
        return fail('library-busy', 'The library was changed meanwhile.', 'Unpack again.')
      for (const plan of plans) {
        const adopted = adoptPrepared(library, plan, this.#at(idOf(plan)), made)
        if (!adopted.ok) return adopted
      }
      for (const { mediaId, createdAt, removedAt, ...read } of reads) {
        if (library.reads.findByMedia(mediaId)) continue
        const id = library.reads.has(read.id) ? `sponsor-${randomUUID().slice(0, 8)}` : read.id
        library.reads.insert({ ...read, id, media_id: mediaId, created_at: createdAt, removed_at: removedAt })
      }
      for (const { id } of covers) {
        const image = readFileSync(this.#at(`cover-${id}`))
        library.covers.insert(id, { mime: imageType(image)!, image })
      }
      const snapshots = documents.map(
        ({ afterStep }) => [afterStep, readFileSync(this.#at(`document-${afterStep}`), 'utf8')] as const,
      )
      const mediaIds = media.map((item) => item.id)
      library.projects.insertWhole(present, project, log.entries, snapshots, mediaIds)
      return ok(null)
    })
    if (!written.ok) for (const folder of made) rmSync(folder, { recursive: true, force: true })
    return written
  }
}

function idOf(plan: MediaPlan): string {
  return plan.type === 'keep' ? plan.id : plan.record.id
}
