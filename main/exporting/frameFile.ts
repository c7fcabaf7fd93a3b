/** A file of encoded frames, as a segment's encoder left it. */
import { type FileHandle, open } from 'node:fs/promises'
import type { FrameFormat } from '#core/formats/frame-format.ts'
import { OffsetList } from '#core/formats/frame-index.ts'

const READ_BYTES = 1 << 20
const LARGEST_FRAME = 8192

export interface FrameFile {
  readonly path: string
  /** Byte offset of every frame, and at the end that of the file's end. */
  readonly offsets: Float64Array
  readonly frames: number
}

/** Finds all frames from byte `start` on. Throws errors of the file system. */
export async function indexFrames(path: string, format: FrameFormat, start: number): Promise<FrameFile> {
  const offsets = new OffsetList()
  const file = await open(path)
  try {
    const bytes = new Uint8Array(READ_BYTES + LARGEST_FRAME)
    let at = start
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at)
      const view = bytes.subarray(0, bytesRead)
      let place = 0
      while (place < READ_BYTES && place + format.headerBytes <= view.length) {
        const length = format.frameLength(view, place)
        if (length === 0 || place + length > view.length) break
        offsets.push(at + place)
        place += length
      }
      if (place === 0) break
      at += place
    }
    offsets.push(at)
  } finally {
    await file.close()
  }
  const all = offsets.toArray()
  return { path, offsets: all, frames: all.length - 1 }
}

/** Frames `[from, to)` of an open file. */
export async function readFrameRange(
  file: FileHandle,
  { offsets }: FrameFile,
  from: number,
  to: number,
): Promise<Uint8Array[]> {
  const start = offsets[from]!
  const bytes = new Uint8Array(offsets[to]! - start)
  await file.read(bytes, 0, bytes.length, start)
  return Array.from({ length: to - from }, (_, i) =>
    bytes.subarray(offsets[from + i]! - start, offsets[from + i + 1]! - start),
  )
}
