/**
 * Peaks for drawing: the highest and the lowest sample of both channels per bucket, at four resolutions.
 * The finest level is gathered while a recording is decoded, the others follow from it.
 */

/** Samples per bucket of the finest level. */
export const PEAK_BUCKET_SAMPLES = 256
/** Buckets of one level in a bucket of the next. */
export const PEAK_LEVEL_FACTOR = 8
/** Levels of a pyramid: 256, 2048, 16384 and 131072 samples per bucket. */
export const PEAK_LEVELS = 4
/** A stored value is the sample times this: 6 dB of room above full scale. */
export const PEAK_UNIT = 16384

/** Max and min of each bucket in turn, in units of 1/{@link PEAK_UNIT}; max is rounded up, min down. */
export type PeakPairs = Int16Array

/** What one accumulator gathered: a stretch of a recording. */
export interface PeakPart {
  /** Where in the recording the part starts. */
  readonly startSample: number
  readonly durationSamples: number
  /** From the bucket that holds `startSample` on. */
  readonly pairs: PeakPairs
}

/** Peaks of a recording, finest level first. */
export interface PeakPyramid {
  readonly durationSamples: number
  readonly levels: readonly PeakPairs[]
}

/** Samples per bucket of a level. */
export function bucketSamples(level: number): number {
  return PEAK_BUCKET_SAMPLES * PEAK_LEVEL_FACTOR ** level
}

/**
 * Puts the parts of a recording together, in any order; a bucket that two parts share gets the peaks of
 * both. Buckets no part covers are silent.
 */
export function joinPeaks(parts: readonly PeakPart[]): { durationSamples: number; pairs: PeakPairs } {
  const durationSamples = Math.max(0, ...parts.map((part) => part.startSample + part.durationSamples))
  const pairs = new Int16Array(Math.ceil(durationSamples / PEAK_BUCKET_SAMPLES) * 2)
  const seen = new Set<number>()
  for (const part of parts) {
    if (part.pairs.length === 0) continue
    const first = Math.floor(part.startSample / PEAK_BUCKET_SAMPLES)
    const last = first + part.pairs.length / 2 - 1
    const before = [first, last].map((bucket) =>
      seen.has(bucket) ? [pairs[bucket * 2]!, pairs[bucket * 2 + 1]!] : undefined,
    )
    pairs.set(part.pairs, first * 2)
    ;[first, last].forEach((bucket, k) => {
      seen.add(bucket)
      const other = before[k]
      if (!other) return
      pairs[bucket * 2] = Math.max(pairs[bucket * 2]!, other[0]!)
      pairs[bucket * 2 + 1] = Math.min(pairs[bucket * 2 + 1]!, other[1]!)
    })
  }
  return { durationSamples, pairs }
}

/** All levels of a recording from its finest one. */
export function buildPyramid(finest: PeakPairs, durationSamples: number): PeakPyramid {
  const levels = [finest]
  while (levels.length < PEAK_LEVELS) levels.push(coarser(levels.at(-1)!))
  return { durationSamples, levels }
}

function coarser(fine: PeakPairs): PeakPairs {
  const buckets = fine.length / 2
  const coarse = new Int16Array(Math.ceil(buckets / PEAK_LEVEL_FACTOR) * 2)
  for (let from = 0, at = 0; from < buckets; from += PEAK_LEVEL_FACTOR, at += 2) {
    const to = Math.min(from + PEAK_LEVEL_FACTOR, buckets)
    let high = fine[from * 2]!
    let low = fine[from * 2 + 1]!
    for (let i = from + 1; i < to; i++) {
      if (fine[i * 2]! > high) high = fine[i * 2]!
      if (fine[i * 2 + 1]! < low) low = fine[i * 2 + 1]!
    }
    coarse[at] = high
    coarse[at + 1] = low
  }
  return coarse
}

/** Peaks per column of a drawing; 1.0 is full scale. */
export interface PeakColumns {
  readonly max: Float32Array
  readonly min: Float32Array
}

/**
 * Peaks of `[fromSample, toSample)` in `columns` equal columns, from the coarsest level whose buckets still
 * fit into a column. Where a column is narrower than the finest bucket, neighbours show the same bucket.
 * Outside the recording there is silence.
 */
export function readPeaks(
  pyramid: PeakPyramid,
  fromSample: number,
  toSample: number,
  columns: number,
): PeakColumns {
  const max = new Float32Array(columns)
  const min = new Float32Array(columns)
  const width = (toSample - fromSample) / columns
  let level = 0
  while (level + 1 < pyramid.levels.length && bucketSamples(level + 1) <= width) level++
  const pairs = pyramid.levels[level]
  if (!pairs || !(width > 0)) return { max, min }
  const size = bucketSamples(level)
  const buckets = pairs.length / 2
  for (let column = 0; column < columns; column++) {
    const first = Math.floor((fromSample + column * width) / size)
    const end = Math.max(first + 1, Math.ceil((fromSample + (column + 1) * width) / size))
    if (fromSample + column * width >= pyramid.durationSamples) break
    const from = Math.max(0, first)
    const to = Math.min(buckets, end)
    if (from >= to) continue
    let high = pairs[from * 2]!
    let low = pairs[from * 2 + 1]!
    for (let i = from + 1; i < to; i++) {
      if (pairs[i * 2]! > high) high = pairs[i * 2]!
      if (pairs[i * 2 + 1]! < low) low = pairs[i * 2 + 1]!
    }
    max[column] = high / PEAK_UNIT
    min[column] = low / PEAK_UNIT
  }
  return { max, min }
}

/** The largest |sample| of each finest bucket, in units of 1/{@link PEAK_UNIT}: all that loudness wants of peaks. */
export type Magnitudes = Uint16Array

/** The magnitudes of these pairs, in `out` where it is given; it has room for one per pair. */
export function magnitudes(
  finest: PeakPairs,
  out: Magnitudes = new Uint16Array(finest.length / 2),
): Magnitudes {
  for (let i = 0, pair = 0; pair < finest.length; i++, pair += 2) {
    const high = finest[pair]!
    const low = -finest[pair + 1]!
    out[i] = high > low ? high : low
  }
  return out
}
