/** Bytes of a run of frames from a media's working copy, found by its index. */
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ADTS_FORMAT } from '#core/formats/adts.ts'
import { seekFrame } from '#core/formats/frame-index.ts'
import { MP3_FORMAT } from '#core/formats/mp3.ts'
import { unwrap } from '#core/problem.ts'
import { decodeFrameIndex, type StoredFrameIndex } from '#main/media/indexFile.ts'
import { FRAME_INDEX } from '#main/media/mediaRecord.ts'

/** Indexes of recently read media; an index of 12 h takes half a megabyte. */
const indexes = new Map<string, StoredFrameIndex>()
const MAX_INDEXES = 16

async function indexIn(folder: string): Promise<StoredFrameIndex> {
  const known = indexes.get(folder)
  if (known) return known
  const index = unwrap(decodeFrameIndex(await readFile(join(folder, FRAME_INDEX))))
  rememberFrameIndex(folder, index)
  return index
}

/** Whether the index of a folder is in memory: then its file is not needed. */
export function hasFrameIndex(folder: string): boolean {
  return indexes.has(folder)
}

/** Takes an index that was just read or made, so that its file may be deleted right after. */
export function rememberFrameIndex(folder: string, index: StoredFrameIndex): void {
  if (indexes.size >= MAX_INDEXES) indexes.delete(indexes.keys().next().value!)
  indexes.set(folder, index)
}

/** Reads the index anew the next time, as after another working copy was put into the folder. */
export function forgetFrameIndex(folder: string): void {
  indexes.delete(folder)
}

/**
 * Frames `[from, to)` of the working copy at `path`, or as many as there are. A few more may follow.
 *
 * @throws ProblemError `unreadable` when the index is damaged; errors of the file system
 */
export async function readFrames(
  path: string,
  folder: string,
  framing: 'adts' | 'mp3',
  from: number,
  to: number,
): Promise<Uint8Array> {
  const { start, endByte } = indexed(await indexIn(folder), from, to)
  const bytes = await readBytes(path, start.byteOffset, endByte)
  return bytes.subarray(bytesBefore(bytes, framing, from - start.frame))
}

/** Where the bytes lie that {@link readFrames} gives. Throws as it does. */
export async function locateFrames(
  path: string,
  folder: string,
  framing: 'adts' | 'mp3',
  from: number,
  to: number,
): Promise<{ readonly startByte: number; readonly endByte: number }> {
  const index = await indexIn(folder)
  const { start, endByte } = indexed(index, from, to)
  if (start.frame === from) return { startByte: start.byteOffset, endByte }
  const nextEntry = seekFrame(index, start.frame + index.framesPerEntry).byteOffset
  const until = nextEntry > start.byteOffset ? nextEntry : index.bytes
  const bytes = await readBytes(path, start.byteOffset, until)
  return { startByte: start.byteOffset + bytesBefore(bytes, framing, from - start.frame), endByte }
}

/** The entry at or before frame `from`, and the first byte after the entry that holds the frame before `to`. */
function indexed(index: StoredFrameIndex, from: number, to: number) {
  const endFrame = Math.ceil(to / index.framesPerEntry) * index.framesPerEntry
  const endByte = endFrame >= index.frames ? index.bytes : seekFrame(index, endFrame).byteOffset
  return { start: seekFrame(index, from), endByte }
}

async function readBytes(path: string, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, to - from))
  const file = await open(path)
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
  } finally {
    await file.close()
  }
  return bytes
}

/** Bytes of the first `frames` frames. */
function bytesBefore(bytes: Uint8Array, framing: 'adts' | 'mp3', frames: number): number {
  const format = framing === 'adts' ? ADTS_FORMAT : MP3_FORMAT
  let at = 0
  for (let frame = 0; frame < frames && at + format.headerBytes <= bytes.length; frame++) {
    const length = format.frameLength(bytes, at)
    if (length === 0) break
    at += length
  }
  return at
}
