/** Real files with exactly known records, as an import would leave them. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADTS_FORMAT } from '#core/formats/adts.ts'
import { FRAMES_PER_ENTRY } from '#core/formats/frame-index.ts'
import { MP3_FORMAT } from '#core/formats/mp3.ts'
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import { buildPyramid } from '#core/signal/peaks.ts'
import { encodePeaks } from '#core/signal/peaksFile.ts'
import { encodeLoudness } from '#main/media/analysis/loudnessFile.ts'
import { encodeFrameIndex } from '#main/media/indexFile.ts'
import {
  FRAME_INDEX,
  LOUDNESS_FILE,
  type MediaCatalog,
  type MediaRecord,
  PEAKS_FILE,
  WORKING_COPY,
} from '#main/media/mediaRecord.ts'
import type { SampleSource } from '#main/media/render/sampleSource.ts'

/** A catalogue of the given records, their folders below `root`. */
export function catalogOf(root: string, records: readonly MediaRecord[]): MediaCatalog {
  return {
    find: (id) => records.find((record) => record.id === id),
    folder: (id) => join(root, id),
  }
}

const BASE = {
  kind: 'recording',
  originalBytes: 0,
  originalModifiedMs: 0,
  contentHash: '',
  container: '',
  sourceSampleRate: 48_000,
  sourceChannels: 2,
  gaps: [],
  startedAtUnixSeconds: null,
  integratedLufs: null,
  truePeakDbtp: null,
} as const

/** A file whose container has an exact index of its own. */
export function seekableRecord(id: string, path: string, durationSamples: number): MediaRecord {
  const access = { type: 'seekable', file: 'original', leadSamples: 0 } as const
  return { ...BASE, id, originalPath: path, codec: '', durationSamples, access }
}

/** A stream of frames, put into the media's folder with its index. */
export function framesRecord(
  root: string,
  id: string,
  path: string,
  framing: 'adts' | 'mp3',
  durationSamples: number,
  leadSamples = 0,
): MediaRecord {
  const folder = join(root, id)
  mkdirSync(folder, { recursive: true })
  copyFileSync(path, join(folder, WORKING_COPY))
  const bytes = readFileSync(path)
  const format = framing === 'adts' ? ADTS_FORMAT : MP3_FORMAT
  const offsets: number[] = []
  let frames = 0
  let at = 0
  while (at + format.headerBytes <= bytes.length) {
    const length = format.frameLength(bytes, at)
    if (length === 0) throw new Error(`${path} is not clean at byte ${at}`)
    if (frames % FRAMES_PER_ENTRY === 0) offsets.push(at)
    frames++
    at += length
  }
  const { sampleRate, samplesPerFrame } = format.describe(bytes, 0)
  const index = {
    framesPerEntry: FRAMES_PER_ENTRY,
    offsets: Float64Array.from(offsets),
    frames,
    bytes: bytes.length,
  }
  writeFileSync(join(folder, FRAME_INDEX), encodeFrameIndex(index))
  const access = { type: 'frames', framing, sampleRate, samplesPerFrame, leadSamples } as const
  return {
    ...BASE,
    id,
    originalPath: path,
    codec: framing,
    sourceSampleRate: sampleRate,
    durationSamples,
    access,
  }
}

/** Measures a media item and writes what the analysis of an import leaves in its folder. */
export async function measure(
  catalog: MediaCatalog,
  record: MediaRecord,
  source: SampleSource,
): Promise<void> {
  const loudness = new LoudnessAccumulator()
  const peaks = new PeakAccumulator()
  for (let from = 0; from < record.durationSamples; from += 480_000) {
    const part = new Float32Array(Math.min(480_000, record.durationSamples - from) * 2)
    await source.readInto(record.id, from, part)
    loudness.push(part)
    peaks.push(part)
  }
  const folder = catalog.folder(record.id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, LOUDNESS_FILE), encodeLoudness(loudness.finish()))
  const pyramid = buildPyramid(peaks.finish().pairs, record.durationSamples)
  writeFileSync(join(folder, PEAKS_FILE), encodePeaks(pyramid))
}
