/**
 * Peaks as bytes, all little-endian:
 *
 *     0  "ASPK"          magic
 *     4  u16 version     1
 *     6  u16 levels      number of levels
 *     8  f64 duration    samples at 48 kHz
 *    16  u32 per level   buckets of the level, finest first
 *     …  i16 max, min    of every bucket, level after level
 */
import { fail, ok, type Result } from '../problem.ts'
import { bucketSamples, PEAK_LEVELS, type PeakPairs, type PeakPyramid } from './peaks.ts'

const MAGIC = 0x4b505341
const VERSION = 1
const HEADER_BYTES = 16
const HINT = 'Peaks are made again from the recording when their file is deleted.'

/** Where the pairs of a level lie in an encoded pyramid. */
export interface PeakLevelPlace {
  readonly offsetBytes: number
  readonly buckets: number
}

/** The bytes of a pyramid. */
export function encodePeaks(pyramid: PeakPyramid): Uint8Array {
  const parts = peaksFileParts(pyramid)
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The bytes of a pyramid in parts that lie in its own memory where they can: 12 hours have 40 MB of peaks. */
export function peaksFileParts({ levels, durationSamples }: PeakPyramid): Uint8Array[] {
  const header = new Uint8Array(HEADER_BYTES + levels.length * 4)
  const view = new DataView(header.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint16(4, VERSION, true)
  view.setUint16(6, levels.length, true)
  view.setFloat64(8, durationSamples, true)
  levels.forEach((level, i) => {
    view.setUint32(HEADER_BYTES + i * 4, level.length / 2, true)
  })
  return [header, ...levels.map(littleEndianBytes)]
}

function littleEndianBytes(level: PeakPairs): Uint8Array {
  if (isLittleEndian) return new Uint8Array(level.buffer, level.byteOffset, level.byteLength)
  const view = new DataView(new ArrayBuffer(level.byteLength))
  level.forEach((value, i) => void view.setInt16(i * 2, value, true))
  return new Uint8Array(view.buffer)
}

/**
 * The header alone, so that a reader can fetch just the buckets it draws. Give it at least the first
 * `16 + 4 * 4` bytes. Fails with `unreadable`.
 */
export function decodePeaksHeader(
  bytes: Uint8Array,
): Result<{ durationSamples: number; levels: PeakLevelPlace[] }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) {
    return fail('unreadable', 'This is not a file of waveform peaks.', HINT)
  }
  const version = view.getUint16(4, true)
  if (version !== VERSION) {
    return fail(
      'unreadable',
      `The waveform peaks are in format ${version}, which this version cannot read.`,
      HINT,
    )
  }
  const count = view.getUint16(6, true)
  const durationSamples = view.getFloat64(8, true)
  const headerBytes = HEADER_BYTES + count * 4
  if (
    count === 0 ||
    count > PEAK_LEVELS ||
    bytes.length < headerBytes ||
    !Number.isSafeInteger(durationSamples)
  ) {
    return fail('unreadable', 'The header of the waveform peaks is damaged.', HINT)
  }
  const levels: PeakLevelPlace[] = []
  let offsetBytes = headerBytes
  for (let level = 0; level < count; level++) {
    const buckets = view.getUint32(HEADER_BYTES + level * 4, true)
    if (buckets !== Math.ceil(durationSamples / bucketSamples(level))) {
      return fail('unreadable', 'The waveform peaks do not fit the length they give.', HINT)
    }
    levels.push({ offsetBytes, buckets })
    offsetBytes += buckets * 4
  }
  return ok({ durationSamples, levels })
}

/** The pyramid in these bytes. Fails with `unreadable` when they are not whole or not ours. */
export function decodePeaks(bytes: Uint8Array): Result<PeakPyramid> {
  const header = decodePeaksHeader(bytes)
  if (!header.ok) return header
  const last = header.value.levels.at(-1)!
  if (bytes.length !== last.offsetBytes + last.buckets * 4) {
    return fail('unreadable', 'The waveform peaks are cut short or too long.', HINT)
  }
  const levels = header.value.levels.map((place) =>
    decodePairs(bytes.subarray(place.offsetBytes, place.offsetBytes + place.buckets * 4)),
  )
  return ok({ durationSamples: header.value.durationSamples, levels })
}

/**
 * Max and min pairs from their bytes (four per bucket): the very bytes where the machine reads them as they are,
 * because those of 12 h are 35 MB; else a copy.
 */
export function decodePairs(bytes: Uint8Array): Int16Array {
  if (isLittleEndian && bytes.byteOffset % 2 === 0)
    return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
  const pairs = new Int16Array(bytes.length >> 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < pairs.length; i++) pairs[i] = view.getInt16(i * 2, true)
  return pairs
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
