/**
 * Where two encodings of the same sound can be joined between two frames. The codec laps each frame over the next;
 * the lap cancels out when both encoders cut the sound into the same windows around the seam.
 */
import type { FrameFormat } from '#core/formats/frame-format.ts'
import { MP3_FORMAT } from '#core/formats/mp3.ts'

/** A codec whose encodings can be joined frame by frame. */
export interface JoinableCodec {
  readonly format: FrameFormat
  /** Samples per frame. */
  readonly frameSamples: number
  /** Samples that the encoder puts before the sound. */
  readonly delaySamples: number
  /** The windows of a frame as a number, or -1 where it cannot be joined at this frame. */
  readonly windows: (frame: Uint8Array) => number
}

/** MP3 without a bit reservoir: every frame holds all of its own data. */
export const MP3: JoinableCodec = {
  format: MP3_FORMAT,
  frameSamples: 1152,
  delaySamples: 1105,
  windows(frame) {
    const protectedBytes = (frame[1]! & 1) === 0 ? 2 : 0
    const isMono = frame[3]! >> 6 === 3
    const at = (4 + protectedBytes) * 8
    // ISO/IEC 11172-3, 2.4.1.7: main_data_begin must be 0, or the frame leans on the ones before.
    if (isMono || bits(frame, at, 9) !== 0) return -1
    let windows = 0
    for (let part = 0; part < 4; part++) {
      const flag = at + 20 + part * 59 + 33
      windows = windows * 8 + (bits(frame, flag, 1) === 0 ? 0 : 4 + bits(frame, flag + 1, 2))
    }
    return windows
  },
}

function bits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) value = value * 2 + ((bytes[i >> 3]! >> (7 - (i & 7))) & 1)
  return value
}

/**
 * The first frame of the overlap at which the later encoding can take over; undefined when there is none.
 *
 * @param earlier frames of the overlap as the earlier encoder made them, `later` the same ones of the later encoder
 */
export function findSeam(
  codec: JoinableCodec,
  earlier: readonly Uint8Array[],
  later: readonly Uint8Array[],
): number | undefined {
  const same = (index: number) => {
    const windows = codec.windows(earlier[index]!)
    return windows >= 0 && windows === codec.windows(later[index]!)
  }
  for (let index = 1; index < Math.min(earlier.length, later.length); index++) {
    if (same(index - 1) && same(index)) return index
  }
  return undefined
}
