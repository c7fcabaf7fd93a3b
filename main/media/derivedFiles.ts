/** Peaks, loudness and frame index of media items: they may be deleted at any time and come back by themselves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { recoverDerived } from '#main/importing/derived.ts'
import { FRAME_INDEX, LOUDNESS_FILE, type MediaCatalog, PEAKS_FILE } from './mediaRecord.ts'

export class DerivedFiles {
  readonly #catalog: MediaCatalog
  /** Recoveries under way, so that several readers wait for one. */
  readonly #running = new Map<string, Promise<Result<void>>>()
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
    if (!record)
      return Promise.resolve(
        fail('missing-media', `The library has no media ${mediaId}.`, 'Import the file again.'),
      )
    const folder = this.#catalog.folder(mediaId)
    const files = [PEAKS_FILE, LOUDNESS_FILE, ...(record.access.type === 'frames' ? [FRAME_INDEX] : [])]
    if (files.every((name) => existsSync(join(folder, name)))) return Promise.resolve(ok(undefined))
    const running =
      this.#running.get(mediaId) ??
      recoverDerived(record, folder, this.#stop.signal).finally(() => this.#running.delete(mediaId))
    this.#running.set(mediaId, running)
    return running
  }

  /** Stops recoveries and waits for their end. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#running.values())
  }
}
