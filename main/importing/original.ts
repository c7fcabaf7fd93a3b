/** The file that the person brought: what it is, by its content, and whether it stayed the same meanwhile. */
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Container, leadingTagBytes, SNIFF_BYTES, sniffContainer } from '#core/formats/sniff.ts'
import { fail, ok, ProblemError, type Result } from '#core/problem.ts'
import { cancelled } from './fileProblem.ts'

/** Bytes read at a time. */
export const READ_BYTES = 1024 * 1024

export interface Original {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly sniffed: Container
}

/**
 * Looks at a file. Fails with `not-found`, `empty-file`, or `not-audio` for what cannot be sound. Throws what the
 * file system says.
 */
export async function lookAt(path: string): Promise<Result<Original>> {
  const name = basename(path)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (found === null) return fail('not-found', `There is no file ${path}.`, 'Check the path.')
  if (found.isDirectory()) {
    return fail('not-audio', `${name} is a folder.`, 'Choose the recording inside it.')
  }
  if (!found.isFile()) return fail('not-audio', `${name} is no ordinary file.`, 'Choose a sound file.')
  const sniffed = found.size === 0 ? 'empty' : await sniff(path)
  if (sniffed === 'empty') {
    return fail('empty-file', `${name} is empty.`, 'The download may have failed; get the file again.')
  }
  if (sniffed === 'zip') {
    return fail('not-audio', `${name} is a zip archive.`, 'Unpack it and choose the recording inside.')
  }
  if (sniffed === 'hls-playlist' || sniffed === 'script') {
    return fail(
      'not-audio',
      `${name} is a playlist: it lists sound files and holds none.`,
      'Import the sound itself.',
    )
  }
  return ok({ path, name, bytes: found.size, modifiedMs: found.mtimeMs, sniffed })
}

/** Texts by which ffmpeg would open other files than the one that was chosen. */
const SCRIPT = /^\s*(ffconcat|\[playlist\]|<\?xml|<MPD|<smil)/i

async function sniff(path: string): Promise<Container | 'script'> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(SNIFF_BYTES)
    const { bytesRead } = await file.read(head, 0, SNIFF_BYTES, 0)
    if (SCRIPT.test(head.toString('latin1', 0, 64))) return 'script'
    const tags = leadingTagBytes(head.subarray(0, bytesRead))
    if (tags < bytesRead) return sniffContainer(head.subarray(0, bytesRead))
    // A large cover picture: the sound starts behind it.
    const behind = await file.read(head, 0, SNIFF_BYTES, tags)
    return behind.bytesRead === 0 ? 'unknown' : sniffContainer(head.subarray(0, behind.bytesRead))
  } finally {
    await file.close()
  }
}

/** Throws `vanished` when the file is another one than at the beginning. */
export async function checkUnchanged(original: Original): Promise<void> {
  const now = await stat(original.path)
  if (now.size === original.bytes && now.mtimeMs === original.modifiedMs) return
  throw new ProblemError({
    code: 'vanished',
    message: `${original.name} changed while it was being read.`,
    hint: 'Wait until the download or recording is finished, then import again.',
  })
}

/** SHA-256 of a file, hex. */
export async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(READ_BYTES)
    for (;;) {
      if (signal.aborted) throw cancelled()
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
