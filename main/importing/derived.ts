/** The derived files of a media item: written after analysis, made again when they are gone. */
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Problem, type Result } from '#core/problem.ts'
import { peaksFileParts } from '#core/signal/peaksFile.ts'
import type { Samples } from '#core/time/units.ts'
import { type Analysis, analyse } from '#main/media/analysis/analyse.ts'
import { encodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { WorkerPool } from '#main/media/analysis/workerPool.ts'
import { decodeFrameIndex, type StoredFrameIndex } from '#main/media/indexFile.ts'
import {
  FRAME_INDEX,
  LOUDNESS_FILE,
  type MediaRecord,
  PEAKS_FILE,
  playsOriginal,
  soundFile,
} from '#main/media/mediaRecord.ts'
import { fileProblem } from './fileProblem.ts'
import { indexAgain } from './frameStream.ts'

/** Writes peaks and loudness of an analysis; each file is whole or absent. */
export async function writeDerived(folder: string, analysis: Analysis): Promise<void> {
  await writeWhole(join(folder, PEAKS_FILE), peaksFileParts(analysis.peaks))
  await writeWhole(join(folder, LOUDNESS_FILE), [encodeLoudness(analysis.loudness)])
}

async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await writeFile(`${path}.tmp`, parts)
  await rename(`${path}.tmp`, path)
}

/**
 * Makes the frame index of a media item again where it is missing or damaged; null for sound that needs none.
 * `folder` is the media's folder. Fails with `missing-media` when the sound itself is gone.
 */
export async function recoverIndex(
  record: MediaRecord,
  folder: string,
): Promise<Result<StoredFrameIndex | null>> {
  if (record.access.type !== 'frames') return ok(null)
  const path = soundFile(record, folder)
  if (!existsSync(path)) return { ok: false, error: gone(path, false) }
  try {
    const stored = await readFile(join(folder, FRAME_INDEX)).catch(() => null)
    const index = stored && decodeFrameIndex(stored)
    return ok(index?.ok ? index.value : await indexAgain(folder, record.access.framing))
  } catch (error) {
    return { ok: false, error: fileProblem(error, path) }
  }
}

export interface RecoverOptions {
  readonly signal?: AbortSignal
  /** Samples measured so far. */
  readonly onMeasured?: (samples: Samples) => void
}

/**
 * Makes missing derived files of a media item again (frame index, peaks, loudness); those that are there stay.
 * `folder` is the media's folder with its working copy, if it has one. Fails with `missing-media` when the sound
 * itself is gone, and as the analysis does.
 */
export async function recoverDerived(
  record: MediaRecord,
  folder: string,
  options: RecoverOptions = {},
): Promise<Result<void>> {
  const { access } = record
  const path = soundFile(record, folder)
  if (!existsSync(path)) return { ok: false, error: gone(path, playsOriginal(record)) }
  try {
    const index = await recoverIndex(record, folder)
    if (!index.ok) return index
    const isWhole = [PEAKS_FILE, LOUDNESS_FILE].every((name) => existsSync(join(folder, name)))
    if (isWhole) return ok(undefined)
    const pool = WorkerPool.start()
    if (!pool.ok) return pool
    try {
      const analysis = await analyse({
        target: { path, access, channels: record.sourceChannels, index: index.value },
        length: { exact: true, samples: record.durationSamples },
        pool: pool.value,
        signal: options.signal ?? new AbortController().signal,
        onPeaks: () => undefined,
        onMeasured: options.onMeasured ?? (() => undefined),
      })
      if (!analysis.ok) return analysis
      await writeDerived(folder, analysis.value)
      return ok(undefined)
    } finally {
      await pool.value.close()
    }
  } catch (error) {
    return { ok: false, error: fileProblem(error, path) }
  }
}

function gone(path: string, isOriginal: boolean): Problem {
  const hint = isOriginal ? 'Put it back, or say where it is now.' : 'Import the recording again.'
  return { code: 'missing-media', message: `The file ${path} is gone.`, hint }
}
