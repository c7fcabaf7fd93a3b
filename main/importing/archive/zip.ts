/**
 * A zip that was brought from anywhere. Only its directory is read, and of its entries those that are asked for; an
 * entry's name never decides where something is written. What a careful person would not open is refused.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  validateFileName,
  type ZipFile,
} from 'yauzl'
import { ok, type Problem, ProblemError, type Result } from '#core/problem.ts'
import { BlockReader } from './blockReader.ts'

/** An entry of interest. */
export interface ZipItem {
  readonly path: string
  /** As it says; the truth shows when it is read. */
  readonly bytes: number
  readonly entry: Entry
}

export interface OpenZip extends AsyncDisposable {
  readonly path: string
  readonly file: FileHandle
  readonly zip: ZipFile
  readonly items: readonly ZipItem[]
  /** All files, also those that are of no interest. */
  readonly fileCount: number
}

/** A directory of more entries is no archive that somebody wants to open. */
const MOST_ENTRIES = 4_000_000
/** A local header takes at least this much in front of an entry's data. */
const LOCAL_HEADER_BYTES = 30

/**
 * Opens a zip (zip64 too) and reads its directory; `isWanted` picks entries by path.
 * Fails with `archive-unsafe` and `archive-damaged`. Throws what the file system says.
 */
export async function openZip(
  path: string,
  isWanted: (path: string, isFirstFile: boolean) => boolean,
  signal: AbortSignal,
): Promise<Result<OpenZip>> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const zip = await fromRandomAccessReaderPromise(new BlockReader(file, size), size, {
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    const directory = await readDirectory(zip, { path, size, isWanted, signal })
    return ok({ path, file, zip, ...directory, [Symbol.asyncDispose]: () => file.close() })
  } catch (error) {
    await file.close()
    if (error instanceof ProblemError) return { ok: false, error: error.problem }
    signal.throwIfAborted()
    if (isSystemError(error)) throw error
    return { ok: false, error: damaged(path) }
  }
}

interface DirectoryOptions {
  readonly path: string
  readonly size: number
  readonly isWanted: (path: string, isFirstFile: boolean) => boolean
  readonly signal: AbortSignal
}

async function readDirectory(zip: ZipFile, { path, size, isWanted, signal }: DirectoryOptions) {
  const items: ZipItem[] = []
  const starts: number[] = []
  const ends: number[] = []
  const wantedPaths = new Set<string>()
  let fileCount = 0
  if (zip.entryCount > MOST_ENTRIES) throw new ProblemError(unsafe(path, 'claims to hold millions of files'))
  for await (const entry of zip.eachEntry()) {
    signal.throwIfAborted()
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    if (validateFileName(name) !== null || name.includes('\0'))
      throw new ProblemError(unsafe(path, 'holds a file whose name points outside of it'))
    const start = entry.relativeOffsetOfLocalHeader
    const end = start + LOCAL_HEADER_BYTES + entry.fileNameRaw.length + entry.compressedSize
    if (!Number.isSafeInteger(end) || end > size) throw new ProblemError(damaged(path))
    starts.push(start)
    ends.push(end)
    if (name.endsWith('/') || isClutter(name)) continue
    fileCount += 1
    if (!isWanted(name, fileCount === 1)) continue
    if (wantedPaths.has(name)) throw new ProblemError(unsafe(path, `holds two files of the name ${name}`))
    wantedPaths.add(name)
    items.push({ path: name, bytes: entry.uncompressedSize, entry })
  }
  if (isOverlapping(starts, ends)) throw new ProblemError(unsafe(path, 'holds files that share their bytes'))
  return { items, fileCount }
}

/** What macOS and Windows put beside the files. */
function isClutter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name)
}

/** One stretch of bytes that counts as many files is how a small zip becomes an endless one. */
function isOverlapping(starts: readonly number[], ends: readonly number[]): boolean {
  const order = Uint32Array.from(starts, (_, place) => place).sort((a, b) => starts[a]! - starts[b]!)
  return order.some((place, i) => i > 0 && ends[order[i - 1]!]! > starts[place]!)
}

/** Whether an error is the file system's, not the zip's. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

export function unsafe(path: string, what: string): Problem {
  return {
    code: 'archive-unsafe',
    message: `${basename(path)} is not opened: it ${what}.`,
    hint: 'No archive that X hands out is like that. Get it from X again.',
  }
}

export function damaged(path: string, what = 'is damaged or was not downloaded to its end'): Problem {
  return {
    code: 'archive-damaged',
    message: `${basename(path)} ${what}.`,
    hint: 'Get the archive again, or unpack what can be unpacked and import that folder.',
  }
}
