/** Peaks, loudness and frame index of media items: they may be deleted at any time and come back by themselves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { recoverDerived, recoverIndex } from '#main/importing/derived.ts'
import type { StoredFrameIndex } from './indexFile.ts'
import { FRAME_INDEX, LOUDNESS_FILE, type MediaCatalog, type MediaRecord, PEAKS_FILE } from './mediaRecord.ts'

export class DerivedFiles {
  readonly #catalog: MediaCatalog
  /** Recoveries under way, so that several readers wait for one. */
  readonly #running = new Map<string, Promise<Result<void>>>()
  readonly #indexing = new Map<string, Promise<Result<StoredFrameIndex | null>>>()
  readonly #stop = new AbortController()

  constructor(catalog: MediaCatalog) {
    this.#catalog = catalog
  }

  /**
   * Makes sure that a media item's derived files are there, and makes them again from its sound where they are not.
   * Problems: `missing-media`, and those of the analysis.
   */
  ensure(mediaId: string): Promise<Result<void>> {
    const record = this.#catalog.find(mediaId)
    if (!record) return Promise.resolve(unknown(mediaId))
    const folder = this.#catalog.folder(mediaId)
    const files = [PEAKS_FILE, LOUDNESS_FILE, ...(record.access.type === 'frames' ? [FRAME_INDEX] : [])]
    if (files.every((name) => existsSync(join(folder, name)))) return Promise.resolve(ok(undefined))
    const running =
      this.#running.get(mediaId) ?? this.#recover(record, folder).finally(() => this.#running.delete(mediaId))
    this.#running.set(mediaId, running)
    return running
  }

  /**
   * The frame index of a media item, all that playing needs, made again where it is gone: a moment, where measuring
   * takes a while. Null for sound that has none. Problem: `missing-media`.
   */
  frameIndex(mediaId: string): Promise<Result<StoredFrameIndex | null>> {
    const record = this.#catalog.find(mediaId)
    if (!record) return Promise.resolve(unknown(mediaId))
    const running =
      this.#indexing.get(mediaId) ??
      recoverIndex(record, this.#catalog.folder(mediaId)).finally(() => this.#indexing.delete(mediaId))
    this.#indexing.set(mediaId, running)
    return running
  }

  async #recover(record: MediaRecord, folder: string): Promise<Result<void>> {
    // The index is made by one alone.
    const index = await this.frameIndex(record.id)
    return index.ok ? recoverDerived(record, folder, { signal: this.#stop.signal }) : index
  }

  /** Stops recoveries and waits for their end. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all([...this.#running.values(), ...this.#indexing.values()])
  }
}

function unknown(mediaId: string): Result<never> {
  return fail('missing-media', `The library has no media ${mediaId}.`, 'Import the file again.')
}
