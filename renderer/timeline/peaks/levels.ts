/** The resolutions in which a source's peaks are kept, cut into tiles that are fetched one at a time. Pure. */
import { PEAK_UNIT } from '#core/signal/peaks.ts'
import type { Samples } from '#core/time/units.ts'
import type { Extremes, PeakReader } from './columns.ts'

/** What the host says of a source's peaks. */
export interface PeakInfo {
  readonly durationSamples: Samples
  /** From fine to coarse. */
  readonly levels: readonly { readonly samplesPerBucket: Samples; readonly buckets: number }[]
}

/** Buckets of one tile: 16 KB. */
export const TILE_BUCKETS = 4096

/** A tile: max and min of each bucket in turn, in units of 1 / `PEAK_UNIT`. */
export type PeakTile = Int16Array

/** The coarsest level that still has a bucket or more per column; the finest where none has. */
export function levelFor(info: PeakInfo, samplesPerPixel: number): number {
  let level = 0
  info.levels.forEach(({ samplesPerBucket }, index) => {
    if (samplesPerBucket <= samplesPerPixel) level = index
  })
  return level
}

/** Bucket range of a tile, the end excluded. */
export function tileRange(info: PeakInfo, level: number, tile: number): { from: number; to: number } {
  const from = tile * TILE_BUCKETS
  return { from, to: Math.min(from + TILE_BUCKETS, info.levels[level]?.buckets ?? 0) }
}

const SCALE = 1 / PEAK_UNIT

/**
 * Reads a source at `level`, falling back to coarser levels where a tile is not there yet. `tileOf` returns a tile
 * or undefined, and takes the question as a wish for it.
 */
export function makeReader(
  info: PeakInfo,
  level: number,
  tileOf: (level: number, tile: number) => PeakTile | undefined,
): PeakReader {
  // A column asks for one or two tiles at a time, so the last one of each level is nearly always the right one.
  const lastTile: (PeakTile | undefined)[] = []
  const lastIndex: number[] = []

  function readAt(at: number, from: number, to: number, into: Extremes): boolean {
    const { samplesPerBucket, buckets } = info.levels[at]!
    const first = Math.max(0, Math.floor(from / samplesPerBucket))
    const end = Math.min(buckets, Math.max(first + 1, Math.ceil(to / samplesPerBucket)))
    let max = -Infinity
    let min = Infinity
    for (let bucket = first; bucket < end; bucket++) {
      const index = Math.floor(bucket / TILE_BUCKETS)
      if (lastIndex[at] !== index) {
        lastTile[at] = tileOf(at, index)
        lastIndex[at] = index
      }
      const tile = lastTile[at]
      if (!tile) return false
      const offset = (bucket - index * TILE_BUCKETS) * 2
      if (offset + 1 >= tile.length) break
      max = Math.max(max, tile[offset]!)
      min = Math.min(min, tile[offset + 1]!)
    }
    if (max < min) return false
    into.max = max * SCALE
    into.min = min * SCALE
    return true
  }

  return {
    read(from, to, into) {
      for (let at = level; at < info.levels.length; at++) if (readAt(at, from, to, into)) return true
      return false
    },
  }
}
