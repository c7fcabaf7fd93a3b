/** Imports files into a temporary folder and reads them back as the rest of the app does. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '#core/problem.ts'
import { type ImportedMedia, type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import type { MediaCatalog } from '#main/media/mediaRecord.ts'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'

/** A folder that is removed when the test's scope ends. */
export async function workFolder(): Promise<
  AsyncDisposable & { path: string; at: (name: string) => string }
> {
  const path = await mkdtemp(join(tmpdir(), 'afterspace-import-'))
  return {
    path,
    at: (name) => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** Options of an import of `path` into `folder`. */
export function importOptions(path: string, folder: string): ImportMediaOptions {
  return { path, kind: 'recording', id: 'rec-1', folder }
}

export async function imported(path: string, folder: string): Promise<ImportedMedia> {
  return unwrap(await importMedia(importOptions(path, folder)))
}

/** Samples `[from, to)` of an imported file, as preview and export get them. */
export async function readBack(media: ImportedMedia, folder: string, from: number, to: number) {
  const catalog: MediaCatalog = { find: () => media.record, folder: () => folder }
  const reader = new SourceReader(catalog)
  try {
    return await reader.read(media.record.id, from, to)
  } finally {
    await reader.close()
  }
}

/** What the original decodes to when ffmpeg reads it from start to end: interleaved stereo at 48 kHz. */
export async function linearDecode(path: string, channels = 2): Promise<Float32Array> {
  const both = channels === 1 ? ['-af', 'aresample=48000,pan=stereo|c0=c0|c1=c0'] : []
  const output = [...both, '-ac', '2', '-ar', '48000', '-f', 'f32le', 'pipe:1']
  const bytes = await ffmpeg(['-i', path, '-map', '0:a:0', ...output])
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}

/** A stereo sweep in 16 bits, never the same twice, so that any shift shows. */
export async function makeSweep(path: string, seconds: number, sampleRate = 48_000): Promise<string> {
  const left = '0.3*sin(2*PI*(200*t+15*t*t))'
  const right = '0.2*sin(2*PI*(900*t+11*t*t))'
  const source = `aevalsrc=exprs='${left}|${right}':s=${sampleRate}:c=stereo:d=${seconds}`
  await ffmpeg(['-f', 'lavfi', '-i', source, '-bitexact', '-c:a', 'pcm_s16le', '-f', 'wav', path])
  return path
}

/** Where a file's own start is no whole sample at 48 kHz, the best place may be that part of a sample off. */
const PART_OF_A_SAMPLE = 0.03

/** By how many samples `part` is later in `whole` than at `at`; 0 when it is where it should be. */
export function shiftOf(whole: Float32Array, part: Float32Array, at: number, reach = 1500): number {
  let inPlace = 0
  let energy = 0
  for (let i = 0; i < 1000; i++) {
    inPlace += (whole[(at + i) * 2]! - part[i * 2]!) ** 2
    energy += part[i * 2]! ** 2
  }
  if (inPlace <= energy * PART_OF_A_SAMPLE) return 0
  let best = { shift: Number.NaN, difference: Number.POSITIVE_INFINITY }
  for (let shift = -reach; shift <= reach; shift++) {
    let difference = 0
    for (let i = 0; i < 1000 && difference < best.difference; i++) {
      difference += (whole[(at + shift + i) * 2]! - part[i * 2]!) ** 2
    }
    if (difference < best.difference) best = { shift, difference }
  }
  return best.shift
}
