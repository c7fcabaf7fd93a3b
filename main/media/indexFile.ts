/**
 * The frame index as a file ({@link FRAME_INDEX}), all little-endian:
 *
 *     0  "ASFI"               magic
 *     4  u16 version          1
 *     6  u16 framesPerEntry   frames from one entry to the next
 *     8  u32 entries
 *    12  f64 frames           frames in the working copy
 *    20  f64 bytes            length of the working copy
 *    28  f64 per entry        byte offset of its frame in the working copy
 */
import type { FrameIndex } from '#core/formats/frame-index.ts'
import { fail, ok, type Result } from '#core/problem.ts'

const MAGIC = 0x49465341
const VERSION = 1
const HEADER_BYTES = 28

/** A frame index and how much it covers. */
export interface StoredFrameIndex extends FrameIndex {
  /** Frames in the working copy. */
  readonly frames: number
  /** Bytes of the working copy: where the last frame ends. */
  readonly bytes: number
}

/** The file's bytes. */
export function encodeFrameIndex(index: StoredFrameIndex): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + index.offsets.length * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint16(4, VERSION, true)
  view.setUint16(6, index.framesPerEntry, true)
  view.setUint32(8, index.offsets.length, true)
  view.setFloat64(12, index.frames, true)
  view.setFloat64(20, index.bytes, true)
  index.offsets.forEach((offset, entry) => {
    view.setFloat64(HEADER_BYTES + entry * 8, offset, true)
  })
  return bytes
}

/** The index in these bytes. Fails with `unreadable` when they are not whole or not ours. */
export function decodeFrameIndex(bytes: Uint8Array): Result<StoredFrameIndex> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const known = bytes.length >= HEADER_BYTES && view.getUint32(0, true) === MAGIC
  if (!known || view.getUint16(4, true) !== VERSION) {
    return fail('unreadable', 'The index of the working copy is damaged.', 'Import the recording again.')
  }
  const entries = view.getUint32(8, true)
  if (bytes.length !== HEADER_BYTES + entries * 8) {
    return fail('unreadable', 'The index of the working copy is cut short.', 'Import the recording again.')
  }
  const offsets = new Float64Array(entries)
  for (let entry = 0; entry < entries; entry++)
    offsets[entry] = view.getFloat64(HEADER_BYTES + entry * 8, true)
  return ok({
    framesPerEntry: view.getUint16(6, true),
    offsets,
    frames: view.getFloat64(12, true),
    bytes: view.getFloat64(20, true),
  })
}
