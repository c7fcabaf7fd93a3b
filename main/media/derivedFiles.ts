/** Peaks, loudness and frame index of media items: they may be deleted at any time and come back by themselves. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { recoverDerived, recoverIndex } from '#main/importing/derived.ts'
import { FRAME_INDEX, LOUDNESS_FILE, type MediaCatalog, type MediaRecord, PEAKS_FILE } from './mediaRecord.ts'

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
   * Whoever only plays asks for the `index`, which takes a moment where measuring takes a while.
   * Problems: `missing-media`, and those of the analysis.
   */
  ensure(mediaId: string, what: 'all' | 'index' = 'all'): Promise<Result<void>> {
    const record = this.#catalog.find(mediaId)
    if (!record)
      return Promise.resolve(
        fail('missing-media', `The library has no media ${mediaId}.`, 'Import the file again.'),
      )
    const folder = this.#catalog.folder(mediaId)
    const files = [
      ...(record.access.type === 'frames' ? [FRAME_INDEX] : []),
      ...(what === 'all' ? [PEAKS_FILE, LOUDNESS_FILE] : []),
    ]
    if (files.every((name) => existsSync(join(folder, name)))) return Promise.resolve(ok(undefined))
    const key = `${what}/${mediaId}`
    const running =
      this.#running.get(key) ?? this.#recover(record, folder, what).finally(() => this.#running.delete(key))
    this.#running.set(key, running)
    return running
  }

  async #recover(record: MediaRecord, folder: string, what: 'all' | 'index'): Promise<Result<void>> {
    if (what === 'all') {
      // The index is made by one alone.
      const index = await this.ensure(record.id, 'index')
      return index.ok ? recoverDerived(record, folder, { signal: this.#stop.signal }) : index
    }
    const index = await recoverIndex(record, folder)
    return index.ok ? ok(undefined) : index
  }

  /** Stops recoveries and waits for their end. */
  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#running.values())
  }
}
