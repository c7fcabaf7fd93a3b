/** Measurements of media items, read from their files when they are wanted; the last used are kept. */
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MediaAnalysis } from '#core/plan/programme.ts'
import { fail, ok, type Result, toProblem } from '#core/problem.ts'
import { decodePairs, decodePeaksHeader } from '#core/signal/peaksFile.ts'
import { decodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import type { DerivedFiles } from '#main/media/derivedFiles.ts'
import { LOUDNESS_FILE, type MediaCatalog, PEAKS_FILE } from '#main/media/mediaRecord.ts'

/** Enough for a recording of 12 h (35 MB) and the reads in it. */
const BUDGET_BYTES = 48 * 1024 * 1024
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
      const peaks = await readFinestPeaks(join(folder, PEAKS_FILE))
      if (!peaks.ok) return peaks
      const { energy, truePeak } = loudness.value
      return ok({ loudness: { energy, truePeak }, peaks: peaks.value })
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
      bytes += kept.peaks.byteLength + 2 * kept.loudness.energy.byteLength
      if (bytes > BUDGET_BYTES && id !== mediaId) this.#kept.delete(id)
    }
  }
}

/** The finest level alone: an eighth more is all the others, but they need not be read. */
async function readFinestPeaks(path: string): Promise<Result<Int16Array>> {
  const file = await open(path)
  try {
    const head = new Uint8Array(PEAKS_HEADER_BYTES)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const header = decodePeaksHeader(head.subarray(0, bytesRead))
    if (!header.ok) return header
    const { offsetBytes, buckets } = header.value.levels[0]!
    const bytes = new Uint8Array(buckets * 4)
    const read = await file.read(bytes, 0, bytes.length, offsetBytes)
    if (read.bytesRead < bytes.length)
      return fail(
        'unreadable',
        'The stored peaks are cut short.',
        'Delete them: they come back by themselves.',
      )
    return ok(decodePairs(bytes))
  } finally {
    await file.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
