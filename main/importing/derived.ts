/** The derived files of a media item: written after analysis, made again when they are gone. */
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Problem, type Result } from '#core/problem.ts'
import { peaksFileParts } from '#core/signal/peaksFile.ts'
import { type Analysis, analyse } from '#main/media/analysis/analyse.ts'
import { encodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { WorkerPool } from '#main/media/analysis/workerPool.ts'
import { decodeFrameIndex } from '#main/media/indexFile.ts'
import {
  FRAME_INDEX,
  LOUDNESS_FILE,
  type MediaRecord,
  PEAKS_FILE,
  WORKING_COPY,
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
 * Makes missing derived files of a media item again (frame index, peaks, loudness); those that are there stay.
 * `folder` is the media's folder with its working copy, if it has one. Fails with `missing-media` when the sound
 * itself is gone, and as the analysis does.
 */
export async function recoverDerived(
  record: MediaRecord,
  folder: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Result<void>> {
  const { access } = record
  const isOriginal = access.type === 'seekable' && access.file === 'original'
  const path = isOriginal ? record.originalPath : join(folder, WORKING_COPY)
  if (!existsSync(path)) return { ok: false, error: gone(path, isOriginal) }
  try {
    const index = access.type === 'frames' ? await frameIndex(folder, access.framing) : null
    const isWhole = [PEAKS_FILE, LOUDNESS_FILE].every((name) => existsSync(join(folder, name)))
    if (isWhole) return ok(undefined)
    const pool = WorkerPool.start()
    if (!pool.ok) return pool
    try {
      const analysis = await analyse({
        target: { path, access, channels: record.sourceChannels, index },
        length: { exact: true, samples: record.durationSamples },
        pool: pool.value,
        signal,
        onPeaks: () => undefined,
        onMeasured: () => undefined,
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

async function frameIndex(folder: string, framing: 'adts' | 'mp3') {
  const stored = await readFile(join(folder, FRAME_INDEX)).catch(() => null)
  const index = stored && decodeFrameIndex(stored)
  return index?.ok ? index.value : await indexAgain(folder, framing)
}

function gone(path: string, isOriginal: boolean): Problem {
  const hint = isOriginal ? 'Put it back, or say where it is now.' : 'Import the recording again.'
  return { code: 'missing-media', message: `The file ${path} is gone.`, hint }
}
