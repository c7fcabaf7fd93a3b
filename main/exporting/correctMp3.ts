/** Gives a finished MP3 file a table that tells its exact length. */
import { type FileHandle, open } from 'node:fs/promises'
import { correctInfoFrame } from '#core/formats/infoFrame.ts'
import { MP3_FORMAT } from '#core/formats/mp3.ts'
import type { Samples } from '#core/time/units.ts'

/** Where the sound of an MP3 file lies. */
export interface Mp3Layout {
  /** Byte at which the table frame begins, behind the tags. */
  readonly tableAt: number
  /** Length of the table frame. */
  readonly tableBytes: number
  /** Byte at which the first frame of sound begins. */
  readonly soundAt: number
}

/** Finds the table frame behind the ID3 tag; null when the file is not as expected. */
export async function mp3Layout(file: FileHandle): Promise<Mp3Layout | null> {
  const head = new Uint8Array(10)
  await file.read(head, 0, 10, 0)
  const tagged = String.fromCharCode(head[0]!, head[1]!, head[2]!) === 'ID3'
  // The size has 7 bits per byte and does not count the header.
  const tableAt = tagged ? 10 + ((head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!) : 0
  const frame = new Uint8Array(MP3_FORMAT.headerBytes)
  await file.read(frame, 0, frame.length, tableAt)
  const tableBytes = MP3_FORMAT.frameLength(frame, 0)
  return tableBytes === 0 ? null : { tableAt, tableBytes, soundAt: tableAt + tableBytes }
}

/**
 * Writes the exact number of frames and the padding behind the last sample into the file's table. ffmpeg's muxer
 * leaves out the decoder's part of the delay, so that players end 529 samples late.
 */
export async function correctMp3(path: string, soundSamples: Samples): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const layout = await mp3Layout(file)
    if (!layout) return
    const { size } = await file.stat()
    const frame = new Uint8Array(layout.tableBytes)
    await file.read(frame, 0, frame.length, layout.tableAt)
    const next = new Uint8Array(MP3_FORMAT.headerBytes)
    await file.read(next, 0, next.length, layout.soundAt)
    // At 48 kHz the frames of a constant bitrate are all of one length.
    const frameBytes = MP3_FORMAT.frameLength(next, 0)
    if (frameBytes === 0) return
    const frames = Math.floor((size - layout.soundAt) / frameBytes)
    if (correctInfoFrame(frame, frames, size - layout.tableAt, soundSamples))
      await file.write(frame, 0, frame.length, layout.tableAt)
  } finally {
    await file.close()
  }
}
