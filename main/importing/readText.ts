/** Text files from elsewhere. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#core/problem.ts'
import { fileProblem } from './fileProblem.ts'

/** Twelve hours of words with all their times take about 20 MB. */
const MAX_BYTES = 64 * 1024 * 1024

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
      if (bytes.subarray(0, 4096).includes(0))
        return fail('unsupported', `${name} is not a text file.`, 'Choose a speaker or transcript file.')
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
