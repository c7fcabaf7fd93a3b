/** Measurements of media items, read from their files when they are wanted; the last used are kept. */
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaAnalysis } from '#core/plan/programme.ts'
import { fail, ok, type Result, toProblem } from '#core/problem.ts'
import { type Magnitudes, magnitudes } from '#core/signal/peaks.ts'
import { decodePairs, decodePeaksHeader } from '#core/signal/peaksFile.ts'
import { decodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import type { DerivedFiles } from '#main/media/derivedFiles.ts'
import { LOUDNESS_FILE, type MediaCatalog, PEAKS_FILE } from '#main/media/mediaRecord.ts'

/** Enough for a recording of 12 h (20 MB) and the reads in it. */
const BUDGET_BYTES = 24 * 1024 * 1024
/** Peaks are read in pieces, because a half of what is stored is enough. */
const BUCKETS_AT_ONCE = 65_536
/** Longer than the header of any peaks file. */
const PEAKS_HEADER_BYTES = 64

export class AnalysisStore {
  readonly #catalog: MediaCatalog
  readonly #derived: DerivedFiles | undefined
  /** In order of use, the oldest first. */
  readonly #kept = new Map<string, MediaAnalysis>()

  constructor(catalog: MediaCatalog, derived?: DerivedFiles) {
    this.#catalog = catalog
    this.#derived = derived
  }

  /** The analysis of a media item. Problems: `missing-media`, `unreadable`. */
  async load(mediaId: string): Promise<Result<MediaAnalysis>> {
    const known = this.#kept.get(mediaId)
    if (known) {
      this.#kept.delete(mediaId)
      this.#kept.set(mediaId, known)
      return ok(known)
    }
    const loaded = await this.#read(mediaId)
    if (loaded.ok) this.#keep(mediaId, loaded.value)
    return loaded
  }

  /** Reads a media item's measurements anew the next time. */
  forget(mediaId: string): void {
    this.#kept.delete(mediaId)
  }

  async #read(mediaId: string): Promise<Result<MediaAnalysis>> {
    const ensured = await this.#derived?.ensure(mediaId)
    if (ensured?.ok === false) return ensured
    const folder = this.#catalog.folder(mediaId)
    try {
      const loudness = decodeLoudness(await readFile(join(folder, LOUDNESS_FILE)))
      if (!loudness.ok) return loudness
      const found = await readMagnitudes(join(folder, PEAKS_FILE))
      if (!found.ok) return found
      const { energy, truePeak } = loudness.value
      return ok({ loudness: { energy, truePeak }, magnitudes: found.value })
    } catch (error) {
      if (!isMissing(error)) return { ok: false, error: toProblem(error) }
      return fail(
        'missing-media',
        'The measurements of a recording are gone from the library.',
        'Import the recording again; the episode and its edits are kept.',
      )
    }
  }

  #keep(mediaId: string, analysis: MediaAnalysis): void {
    this.#kept.set(mediaId, analysis)
    let bytes = 0
    for (const [id, kept] of [...this.#kept].reverse()) {
      bytes += kept.magnitudes.byteLength + 2 * kept.loudness.energy.byteLength
      if (bytes > BUDGET_BYTES && id !== mediaId) this.#kept.delete(id)
    }
  }
}

/** Of the finest level. */
async function readMagnitudes(path: string): Promise<Result<Magnitudes>> {
  const file = await open(path)
  try {
    const head = new Uint8Array(PEAKS_HEADER_BYTES)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const header = decodePeaksHeader(head.subarray(0, bytesRead))
    if (!header.ok) return header
    const { offsetBytes, buckets } = header.value.levels[0]!
    const found = new Uint16Array(buckets)
    const bytes = new Uint8Array(Math.min(buckets, BUCKETS_AT_ONCE) * 4)
    for (let from = 0; from < buckets; from += BUCKETS_AT_ONCE) {
      const length = Math.min(bytes.length, (buckets - from) * 4)
      const read = await file.read(bytes, 0, length, offsetBytes + from * 4)
      if (read.bytesRead < length)
        return fail(
          'unreadable',
          'The stored peaks are cut short.',
          'Delete them: they come back by themselves.',
        )
      magnitudes(decodePairs(bytes.subarray(0, length)), found.subarray(from))
    }
    return ok(found)
  } finally {
    await file.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
