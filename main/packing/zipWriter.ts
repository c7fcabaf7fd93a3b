/** Writes a zip entry by entry, and knows the hash of each entry when it is written. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { PackEntry } from '#core/formats/pack.ts'
import { type Problem, ProblemError } from '#core/problem.ts'

/** Sound and pictures are compressed already; texts shrink to a tenth. */
type Way = 'stored' | 'deflated'

const CHANGED: Problem = {
  code: 'vanished',
  message: 'A recording changed while it was packed.',
  hint: 'Wait until nothing writes to it, then pack again.',
}

/** The time of every entry: a pack of the same project has the same bytes, whenever it is written. */
const ENTRY_TIME = new Date(Date.UTC(2020, 0, 1))

export class ZipWriter {
  readonly #zip = new ZipFile()
  readonly #written: Promise<void>
  readonly #failed: Promise<never>
  readonly #signal: AbortSignal

  /** Writes to `path`. Every method rejects with what the disk says, or with the signal's reason. */
  constructor(path: string, signal: AbortSignal) {
    this.#signal = signal
    this.#written = pipeline(this.#zip.outputStream, createWriteStream(path), { signal })
    this.#failed = new Promise((_, reject) => {
      this.#zip.on('error', reject)
      this.#written.catch(reject)
    })
    // Whoever waits meets it; nobody may be waiting when it happens.
    this.#failed.catch(() => undefined)
  }

  /** Appends a file as it is. `bytes` is its length, which must not change meanwhile. */
  addFile(name: string, path: string, bytes: number, onBytes: (count: number) => void): Promise<PackEntry> {
    return this.#add(name, 'stored', () => createReadStream(path, { highWaterMark: 1 << 20 }), bytes, onBytes)
  }

  /** Appends bytes, piece after piece. */
  addPieces(name: string, way: Way, pieces: Iterable<Uint8Array>): Promise<PackEntry> {
    return this.#add(
      name,
      way,
      () => Readable.from(pieces),
      undefined,
      () => undefined,
    )
  }

  /** Writes the zip's directory; resolves when all of it is handed to the system. */
  async end(): Promise<void> {
    this.#zip.end()
    await Promise.race([this.#written, this.#failed])
  }

  /** Ends writing wherever it is; call before the file is removed. */
  async abandon(): Promise<void> {
    ;(this.#zip.outputStream as Readable).destroy()
    await this.#written.catch(() => undefined)
  }

  #add(
    name: string,
    way: Way,
    open: () => Readable,
    size: number | undefined,
    onBytes: (count: number) => void,
  ): Promise<PackEntry> {
    const hash = createHash('sha256')
    let bytes = 0
    const signal = this.#signal
    async function* read() {
      for await (const piece of open() as AsyncIterable<Uint8Array>) {
        signal.throwIfAborted()
        hash.update(piece)
        bytes += piece.length
        onBytes(piece.length)
        yield piece
      }
      if (size !== undefined && bytes !== size) throw new ProblemError(CHANGED)
    }
    const done = new Promise<PackEntry>((resolve, reject) => {
      this.#zip.addReadStreamLazy(
        name,
        { compress: way === 'deflated', mtime: ENTRY_TIME, ...(size !== undefined && { size }) },
        (give) => {
          const stream = Readable.from(read(), { objectMode: false })
          // yazl does not listen to the streams that it asks for.
          stream.once('error', reject)
          stream.once('end', () => resolve({ bytes, sha256: hash.digest('hex') }))
          give(null, stream)
        },
      )
    })
    return Promise.race([done, this.#failed])
  }
}
