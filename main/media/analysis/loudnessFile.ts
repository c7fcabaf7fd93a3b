/**
 * The blocks of 100 ms as a file ({@link LOUDNESS_FILE}), all little-endian:
 *
 *     0  "ASLD"          magic
 *     4  u16 version     1
 *     6  u16 reserved    0
 *     8  u32 blocks
 *    12  f32 per block   energy (K-weighted mean square, both channels added)
 *     …  f32 per block   sample peak
 *     …  f32 per block   true peak
 */
import { fail, ok, type Result } from '#core/problem.ts'
import type { LoudnessBlocks } from '#core/signal/loudness.ts'

const MAGIC = 0x444c5341
const VERSION = 1
const HEADER_BYTES = 12
const HINT = 'It is made again from the recording when the file is deleted.'

/** The file's bytes. */
export function encodeLoudness(blocks: LoudnessBlocks): Uint8Array {
  const count = blocks.energy.length
  const bytes = new Uint8Array(HEADER_BYTES + count * 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint16(4, VERSION, true)
  view.setUint32(8, count, true)
  ;[blocks.energy, blocks.samplePeak, blocks.truePeak].forEach((values, part) => {
    const start = HEADER_BYTES + part * count * 4
    values.forEach((value, block) => {
      view.setFloat32(start + block * 4, value, true)
    })
  })
  return bytes
}

/** The blocks in these bytes. Fails with `unreadable` when they are not whole or not ours. */
export function decodeLoudness(bytes: Uint8Array): Result<LoudnessBlocks> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = bytes.length >= HEADER_BYTES && view.getUint32(0, true) === MAGIC
  if (!known || view.getUint16(4, true) !== VERSION) {
    return fail('unreadable', 'The stored loudness is damaged or of another version.', HINT)
  }
  const count = view.getUint32(8, true)
  if (bytes.length !== HEADER_BYTES + count * 12) {
    return fail('unreadable', 'The stored loudness is cut short.', HINT)
  }
  const valuesOf = (part: number) => {
    const start = HEADER_BYTES + part * count * 4
    const values = new Float32Array(count)
    for (let block = 0; block < count; block++) values[block] = view.getFloat32(start + block * 4, true)
    return values
  }
  return ok({ energy: valuesOf(0), samplePeak: valuesOf(1), truePeak: valuesOf(2) })
}
