/** Takes single entries out of a zip, streamed and checked. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { ok, type Problem, ProblemError, type Result } from '#core/problem.ts'
import { cancelled } from '../fileProblem.ts'
import { damaged, isSystemError, type OpenZip, unsafe, type ZipItem } from './zip.ts'

const STORED = 0
const DEFLATED = 8
const READ_BYTES = 1024 * 1024

/** A Space of many hours, with a picture, is far below. */
const MOST_BYTES = 64 * 1024 ** 3
/** Sound hardly shrinks; silence may, and small texts do. */
const MOST_RATIO = 200
const SMALL_BYTES = 64 * 1024 ** 2

export interface ExtractOptions {
  readonly signal: AbortSignal
  /** Bytes of this entry that are out. */
  readonly onBytes?: (bytes: number) => void
}

/**
 * Writes an entry to `target`, which it makes.
 * Fails with `archive-unsafe` (more or larger than it says or than makes sense), `archive-damaged` (checksum, cut),
 * `archive-encrypted` and `unsupported`. Throws what the file system says, and `cancelled`.
 */
export async function extractTo(
  zip: OpenZip,
  item: ZipItem,
  target: string,
  options: ExtractOptions,
): Promise<Result<void>> {
  const file = await open(target, 'wx')
  try {
    return await extract(zip, item, options, async (bytes) => {
      for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
    })
  } finally {
    await file.close()
  }
}

/** An entry's bytes as text in UTF-8; as {@link extractTo}, and `archive-unsafe` when it is longer than `mostBytes`. */
export async function extractText(
  zip: OpenZip,
  item: ZipItem,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Result<string>> {
  if (item.bytes > mostBytes)
    return { ok: false, error: unsafe(zip.path, `holds a ${basename(item.path)} of an unlikely size`) }
  const parts: Buffer[] = []
  const read = await extract(zip, item, { signal }, async (bytes) => void parts.push(bytes))
  return read.ok ? ok(Buffer.concat(parts).toString('utf8')) : read
}

async function extract(
  zip: OpenZip,
  item: ZipItem,
  { signal, onBytes }: ExtractOptions,
  write: (bytes: Buffer) => Promise<void>,
): Promise<Result<void>> {
  const refused = refusal(zip.path, item)
  if (refused) return { ok: false, error: refused }
  let done = 0
  let checksum = 0
  try {
    const take = async (source: AsyncIterable<Buffer>) => {
      for await (const bytes of source) {
        done += bytes.length
        if (done > item.bytes)
          throw new ProblemError(
            unsafe(zip.path, `holds a ${basename(item.path)} that is larger than it says`),
          )
        checksum = crc32(bytes, checksum)
        await write(bytes)
        onBytes?.(done)
      }
    }
    const packed = await packedBytes(zip, item)
    if (item.entry.compressionMethod === STORED) await pipeline(packed, take, { signal })
    else await pipeline(packed, createInflateRaw({ chunkSize: READ_BYTES }), take, { signal })
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, error: error.problem }
    if (signal.aborted) throw cancelled()
    if (isSystemError(error)) throw error
    return { ok: false, error: broken(zip.path, item) }
  }
  const isWhole = done === item.bytes && checksum === item.entry.crc32
  return isWhole ? ok(undefined) : { ok: false, error: broken(zip.path, item) }
}

/** The entry's bytes as they lie in the zip; throws when the header in front of them is another entry's. */
async function packedBytes({ path, zip, file }: OpenZip, { entry }: ZipItem): Promise<Readable | Buffer[]> {
  const local = await zip.readLocalFileHeaderPromise(entry)
  if (!local.fileName.equals(entry.fileNameRaw)) throw new ProblemError(damaged(path))
  const start = local.fileDataStart
  if (entry.compressedSize === 0) return []
  const end = start + entry.compressedSize - 1
  return file.createReadStream({ start, end, autoClose: false, highWaterMark: READ_BYTES })
}

function refusal(path: string, { path: name, bytes, entry }: ZipItem): Problem | null {
  if (entry.isEncrypted())
    return {
      code: 'archive-encrypted',
      message: `${basename(path)} is locked with a password.`,
      hint: 'Unpack it with the program that locked it, then import the folder.',
    }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return {
      code: 'unsupported',
      message: `${basename(name)} is packed in a way that is not supported (method ${entry.compressionMethod}).`,
      hint: 'Unpack the archive, then import the folder.',
    }
  const isBomb = bytes > MOST_BYTES || (bytes > SMALL_BYTES && bytes > entry.compressedSize * MOST_RATIO)
  if (isBomb) return unsafe(path, `holds a ${basename(name)} of an unlikely size`)
  if (entry.compressionMethod === STORED && bytes !== entry.compressedSize)
    return unsafe(path, `holds a ${basename(name)} that is not as large as it says`)
  return null
}

function broken(path: string, item: ZipItem): Problem {
  return damaged(path, `is damaged: ${basename(item.path)} in it cannot be read`)
}
