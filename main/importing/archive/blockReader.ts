/** Reads a zip for yauzl: small neighbouring reads, of which a directory takes two per entry, come from one block. */
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const BLOCK_BYTES = 256 * 1024

export class BlockReader extends RandomAccessReader {
  readonly #file: FileHandle
  readonly #size: number
  #block = Buffer.alloc(0)
  #blockStart = 0

  constructor(file: FileHandle, size: number) {
    super()
    this.#file = file
    this.#size = size
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    const from = position - this.#blockStart
    if (from >= 0 && from + length <= this.#block.length) {
      this.#block.copy(target, offset, from, from + length)
      callback(null, length)
    } else if (!Number.isSafeInteger(position) || position < 0 || position + length > this.#size) {
      callback(new Error('unexpected end of the file'))
    } else {
      this.#load(position, Math.max(length, BLOCK_BYTES)).then(
        () => {
          const bytes = this.#block.copy(target, offset, 0, length)
          callback(bytes < length ? new Error('unexpected end of the file') : null, bytes)
        },
        (error: Error) => callback(error),
      )
    }
  }

  async #load(position: number, length: number): Promise<void> {
    const block = Buffer.alloc(Math.min(length, this.#size - position))
    const { bytesRead } = await this.#file.read(block, 0, block.length, position)
    this.#block = block.subarray(0, bytesRead)
    this.#blockStart = position
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#file.createReadStream({ start, end: end - 1, autoClose: false, highWaterMark: BLOCK_BYTES })
  }
}
