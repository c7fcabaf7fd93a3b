/** From the bytes of a decoder to samples. */

const BYTES_PER_SAMPLE = 8

/** Turns bytes in pieces of any size into whole stereo samples, without the first `drop` ones. */
export class FloatTaker {
  #dropBytes: number
  readonly #give: (floats: Float32Array) => boolean
  /** Bytes of a sample that a piece broke off in. */
  readonly #rest = new Uint8Array(BYTES_PER_SAMPLE)
  #restBytes = 0

  constructor(drop: number, give: (floats: Float32Array) => boolean) {
    this.#dropBytes = drop * BYTES_PER_SAMPLE
    this.#give = give
  }

  /** Returns whether more is wanted. */
  take = (bytes: Uint8Array): boolean => {
    let at = Math.min(this.#dropBytes, bytes.length)
    this.#dropBytes -= at
    if (this.#restBytes > 0) {
      const missing = Math.min(BYTES_PER_SAMPLE - this.#restBytes, bytes.length - at)
      this.#rest.set(bytes.subarray(at, at + missing), this.#restBytes)
      this.#restBytes += missing
      at += missing
      if (this.#restBytes < BYTES_PER_SAMPLE) return true
      this.#restBytes = 0
      if (!this.#give(new Float32Array(this.#rest.slice().buffer))) return false
    }
    const end = at + Math.floor((bytes.length - at) / BYTES_PER_SAMPLE) * BYTES_PER_SAMPLE
    this.#rest.set(bytes.subarray(end))
    this.#restBytes = bytes.length - end
    if (end === at) return true
    const start = bytes.byteOffset + at
    if (start % 4 === 0) return this.#give(new Float32Array(bytes.buffer, start, (end - at) / 4))
    return this.#give(new Float32Array(bytes.slice(at, end).buffer))
  }
}
