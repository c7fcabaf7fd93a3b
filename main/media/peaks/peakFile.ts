/** Reads just the peaks that the window draws out of a media's peaks file. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { bucketSamples } from '#core/signal/peaks.ts'
import { decodePeaksHeader, type PeakLevelPlace } from '#core/signal/peaksFile.ts'
import { PEAKS_FILE } from '#main/media/mediaRecord.ts'

/** Enough for the header with all levels. */
const HEADER_BYTES = 64

/** A level as the window asks for it; see `core/signal/peaks.ts` for what the numbers mean. */
export interface PeakLevel {
  readonly samplesPerBucket: number
  readonly buckets: number
}

/** The levels of a media's peaks, finest first. Problems: `missing-media` when the file is gone, `unreadable`. */
export async function readPeakLevels(folder: string): Promise<Result<PeakLevel[]>> {
  const places = await withFile(folder, async (file) => ok(await file.head()))
  if (!places.ok) return places
  const header = decodePeaksHeader(places.value)
  if (!header.ok) return header
  return ok(
    header.value.levels.map(({ buckets }, level) => ({ samplesPerBucket: bucketSamples(level), buckets })),
  )
}

/**
 * Max and min pairs (Int16, little-endian, interleaved) of buckets `[from, to)` of a level; fewer where the level
 * ends before `to`. Problems: as {@link readPeakLevels}, `out-of-range` for a level that is not there.
 */
export async function readPeakBuckets(
  folder: string,
  level: number,
  from: number,
  to: number,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  return withFile(folder, async (file) => {
    const header = decodePeaksHeader(await file.head())
    if (!header.ok) return header
    const place: PeakLevelPlace | undefined = header.value.levels[level]
    if (!place) return fail('out-of-range', `There are no peaks of level ${level}.`)
    const first = Math.min(from, place.buckets)
    const count = Math.min(to, place.buckets) - first
    return ok(await file.bytes(place.offsetBytes + first * 4, count * 4))
  })
}

interface PeakReader {
  head(): Promise<Uint8Array>
  bytes(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>
}

async function withFile<T>(
  folder: string,
  work: (file: PeakReader) => Promise<Result<T>>,
): Promise<Result<T>> {
  const handle = await open(join(folder, PEAKS_FILE)).catch(() => undefined)
  if (!handle)
    return fail(
      'missing-media',
      'The waveform of this recording is gone.',
      'It is made anew when the project is opened.',
    )
  const bytes = async (offset: number, length: number) => {
    const buffer = new Uint8Array(length)
    const { bytesRead } = await handle.read(buffer, 0, length, offset)
    return buffer.subarray(0, bytesRead)
  }
  try {
    return await work({ bytes, head: () => bytes(0, HEADER_BYTES) })
  } finally {
    await handle.close()
  }
}
