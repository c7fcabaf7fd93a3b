/** Text files from elsewhere. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { fileProblem } from './fileProblem.ts'

/** Twelve hours of words with all their times take about 20 MB. */
const MAX_BYTES = 64 * 1024 * 1024

/** So much tells whether a file is text. */
const HEAD_BYTES = 4096
/** The first two bytes of UTF-16, of either order. */
const MARKS: ReadonlySet<number> = new Set([0xfffe, 0xfeff])

/**
 * The text of a file in UTF-8 or, where a mark says so, UTF-16.
 * Problems: `not-found`, `unreadable`, `unsupported` (no text file, or larger than 64 MB).
 */
export async function readTextFile(path: string): Promise<Result<string>> {
  const name = basename(path)
  try {
    const file = await open(path, 'r')
    try {
      const stat = await file.stat()
      if (!stat.isFile())
        return fail('unsupported', `${name} is no file.`, 'Choose a speaker or transcript file.')
      if (stat.size > MAX_BYTES)
        return fail(
          'unsupported',
          `${name} has ${Math.ceil(stat.size / 1024 / 1024)} MB; a transcript may have 64.`,
          'Choose the transcript, not the recording.',
        )
      // What is no text is told by its beginning, and a recording is not read to its end for that.
      const head = new Uint8Array(HEAD_BYTES)
      const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0)
      const isMarked = MARKS.has((head[0]! << 8) | head[1]!)
      if (!isMarked && head.subarray(0, bytesRead).includes(0))
        return fail('unsupported', `${name} is not a text file.`, 'Choose a speaker or transcript file.')
      const bytes = await file.readFile()
      const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
      if (mark === 0xfffe) return ok(bytes.toString('utf16le'))
      if (mark === 0xfeff)
        return ok(
          bytes
            .subarray(0, bytes.length & ~1)
            .swap16()
            .toString('utf16le'),
        )
      return ok(bytes.toString('utf8'))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return fail('not-found', `There is no file ${path}.`, 'Check the path.')
    return { ok: false, error: fileProblem(error, path) }
  }
}
