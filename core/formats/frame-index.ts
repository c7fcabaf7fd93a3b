/**
 * Where the frames of a stream lie: the byte offset of every {@link FRAMES_PER_ENTRY}th frame. That is
 * an entry every 0.68 s at 48 kHz, so any whole second is at most one entry away, and half a megabyte
 * for 12 hours.
 */

/** Frames from one entry of the index to the next. */
export const FRAMES_PER_ENTRY = 32

export interface FrameIndex {
  /** Frames from one entry to the next. */
  readonly framesPerEntry: number
  /** Byte offset in the clean stream of frame `entry * framesPerEntry`. */
  readonly offsets: Float64Array
}

/** A growing list of byte offsets, compact enough for days of audio. */
export class OffsetList {
  #values = new Float64Array(1024)
  #length = 0

  push(offset: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = offset
  }

  /** A copy of what was pushed, without spare room. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.#length)
  }
}

/**
 * The last indexed frame at or before `frame`, and where it starts in the clean stream. `frame` may be
 * past the end (then the last entry is meant); an empty stream starts at frame 0, byte 0.
 */
export function seekFrame(index: FrameIndex, frame: number): { frame: number; byteOffset: number } {
  const wanted = Math.floor(Math.max(0, frame) / index.framesPerEntry)
  const entry = Math.max(0, Math.min(wanted, index.offsets.length - 1))
  return { frame: entry * index.framesPerEntry, byteOffset: index.offsets[entry] ?? 0 }
}
