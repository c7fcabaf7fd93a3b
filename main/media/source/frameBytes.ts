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
  if (indexes.size >= MAX_INDEXES) indexes.delete(indexes.keys().next().value!)
  indexes.set(folder, index)
  return index
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
  const index = await indexIn(folder)
  const start = seekFrame(index, from)
  const endFrame = Math.ceil(to / index.framesPerEntry) * index.framesPerEntry
  const endByte = endFrame >= index.frames ? index.bytes : seekFrame(index, endFrame).byteOffset
  const bytes = new Uint8Array(Math.max(0, endByte - start.byteOffset))
  const file = await open(path)
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start.byteOffset + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
  } finally {
    await file.close()
  }
  const format = framing === 'adts' ? ADTS_FORMAT : MP3_FORMAT
  let at = 0
  for (let frame = start.frame; frame < from && at + format.headerBytes <= bytes.length; frame++) {
    const length = format.frameLength(bytes, at)
    if (length === 0) break
    at += length
  }
  return bytes.subarray(at)
}
