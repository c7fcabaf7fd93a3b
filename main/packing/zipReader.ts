/**
 * Reads a pack's zip as something that may be hostile: entries are found by names that we ask for, never written to
 * where they say, and each is checked against its size, its checksum and its hash.
 */
import { createHash, type Hash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { damagedPack, type PackEntry } from '#core/formats/pack.ts'
import { ok, ProblemError, type Result } from '#core/problem.ts'
import { cancelled } from '#main/importing/fileProblem.ts'

/** A snapshot each 50 edits: this is half a million edits. */
const MAX_ENTRIES = 20_000
/** A document of 12 h with all its words takes a tenth of this. */
export const MAX_TEXT_BYTES = 128 * 1024 * 1024
/** All texts together, unpacked. */
const MAX_ALL_TEXT_BYTES = 2 * 1024 * 1024 * 1024

const STORED = 0
const DEFLATED = 8
const UNIX = 3
const FILE_TYPE = 0o170000
const LINK = 0o120000

export interface ReadOptions {
  readonly signal: AbortSignal
  readonly onBytes?: (count: number) => void
}

export class ZipReader {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#entries = entries
  }

  /** Opens a zip and looks at its directory. Problem: `pack-damaged`; throws what the file system says. */
  static async open(path: string): Promise<Result<ZipReader>> {
    const found = await stat(path)
    if (!found.isFile()) return damagedPack('it is no file')
    let zip: ZipFile | undefined
    try {
      zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true })
      const entries = await directoryOf(zip, found.size)
      if (entries.ok) return ok(new ZipReader(zip, entries.value))
      zip.close()
      return entries
    } catch (error) {
      zip?.close()
      if (isFileSystemError(error)) throw error
      return damagedPack(`it is no whole zip file (${error instanceof Error ? error.message : error})`)
    }
  }

  close(): void {
    this.#zip.close()
  }

  /** A small text whose hash nobody knows yet, as the manifest. Problem: `pack-damaged`; throws as `extract`. */
  async text(name: string, options: ReadOptions): Promise<Result<string>> {
    const entry = this.#find(name, undefined)
    if (!entry.ok) return entry
    const pieces: Uint8Array[] = []
    const read = await this.#read(entry.value, undefined, options, async (piece) => {
      pieces.push(piece)
    })
    return read.ok ? ok(Buffer.concat(pieces).toString('utf8')) : read
  }

  /** Whether an entry is there and may be what the manifest says of it; nothing is read. Problem: `pack-damaged`. */
  check(name: string, wanted: PackEntry): Result<unknown> {
    return this.#find(name, wanted)
  }

  /**
   * Writes an entry to `path` and onto the disk. Problem: `pack-damaged`; throws what the file system says, and
   * `cancelled`; then a part may be there.
   */
  async extract(name: string, wanted: PackEntry, path: string, options: ReadOptions): Promise<Result<void>> {
    const entry = this.#find(name, wanted)
    if (!entry.ok) return entry
    const file = await open(path, 'wx')
    try {
      const read = await this.#read(entry.value, wanted, options, async (piece) => {
        for (let done = 0; done < piece.length; )
          done += (await file.write(piece, done, piece.length - done)).bytesWritten
      })
      if (read.ok) await file.sync()
      return read
    } finally {
      await file.close()
    }
  }

  #find(name: string, wanted: PackEntry | undefined): Result<Entry> {
    const entry = this.#entries.get(name)
    if (!entry) return damagedPack(`${name} is missing`)
    if (wanted && entry.uncompressedSize !== wanted.bytes) return damagedPack(`${name} has another length`)
    return ok(entry)
  }

  async #read(
    entry: Entry,
    wanted: PackEntry | undefined,
    { signal, onBytes }: ReadOptions,
    take: (piece: Uint8Array) => Promise<void>,
  ): Promise<Result<void>> {
    const hash: Hash = createHash('sha256')
    let checksum = 0
    let bytes = 0
    try {
      for await (const piece of (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
        if (signal.aborted) throw cancelled()
        bytes += piece.length
        hash.update(piece)
        checksum = crc32(piece, checksum)
        await take(piece)
        onBytes?.(piece.length)
      }
    } catch (error) {
      if (error instanceof ProblemError || isFileSystemError(error)) throw error
      return damagedPack(
        `${entry.fileName} cannot be read (${error instanceof Error ? error.message : error})`,
      )
    }
    const isWhole = bytes === entry.uncompressedSize && checksum === entry.crc32
    if (!isWhole || (wanted && hash.digest('hex') !== wanted.sha256))
      return damagedPack(`${entry.fileName} is not what was packed`)
    return ok(undefined)
  }
}

async function directoryOf(zip: ZipFile, fileBytes: number): Promise<Result<Map<string, Entry>>> {
  if (zip.entryCount > MAX_ENTRIES) return damagedPack(`it has ${zip.entryCount} entries`)
  const entries = new Map<string, Entry>()
  let packedBytes = 0
  let textBytes = 0
  // A name that leads out of a folder ends this with an error.
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName
    if (entries.has(name)) return damagedPack(`it holds ${name} twice`)
    if (name.endsWith('/')) continue
    if (entry.isEncrypted()) return damagedPack('it is encrypted')
    const isUnix = entry.versionMadeBy >> 8 === UNIX
    if (isUnix && ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK)
      return damagedPack(`${name} is a link`)
    packedBytes += entry.compressedSize
    if (entry.compressionMethod === DEFLATED) {
      textBytes += entry.uncompressedSize
      if (entry.uncompressedSize > MAX_TEXT_BYTES || textBytes > MAX_ALL_TEXT_BYTES)
        return damagedPack(`${name} would be unreasonably large`)
    } else if (entry.compressionMethod !== STORED || entry.compressedSize !== entry.uncompressedSize)
      return damagedPack(`${name} is packed in an unknown way`)
    entries.set(name, entry)
  }
  // Entries that share their bytes would unpack to more than there is.
  return packedBytes > fileBytes ? damagedPack('its entries overlap') : ok(entries)
}

/** yauzl's own errors have no code; those of zlib have one that begins otherwise. */
function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
