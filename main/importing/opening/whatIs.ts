/** What did the person bring? Decided by content; a name says nothing but which chunk a chunk is. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { parseChunkName } from '#core/formats/chunks.ts'
import { type Container, leadingTagBytes, SNIFF_BYTES, sniffContainer } from '#core/formats/sniff.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { type OpenArchive, openFolderArchive, openZipArchive, type WrappedFile } from '../archive/archive.ts'
import type { FileState } from '../fileState.ts'

/** What there is to import. An archive and a wrapped file are open, and whoever gets them closes them. */
export type Brought =
  | { readonly type: 'file'; readonly file: FileState; readonly sniffed: Container }
  | { readonly type: 'chunks'; readonly folder: string; readonly playlist: string | null }
  | { readonly type: 'archive'; readonly archive: OpenArchive }
  | { readonly type: 'wrapped'; readonly wrapped: WrappedFile }

/**
 * Looks at a path. Fails with `not-found`, `empty-file`, `not-audio` for what cannot be sound, and as opening an
 * archive does. Throws what the file system says.
 */
export async function whatIs(path: string, signal: AbortSignal): Promise<Result<Brought>> {
  const name = basename(path)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (found === null) return fail('not-found', `There is no file ${path}.`, 'Check the path.')
  if (found.isDirectory()) return await folderAt(path)
  if (!found.isFile()) return fail('not-audio', `${name} is no ordinary file.`, 'Choose a sound file.')
  const sniffed = found.size === 0 ? 'empty' : await sniff(path)
  if (sniffed === 'empty')
    return fail('empty-file', `${name} is empty.`, 'The download may have failed; get the file again.')
  if (sniffed === 'script')
    return fail('not-audio', `${name} lists sound files and holds none.`, 'Import the sound itself.')
  if (sniffed === 'hls-playlist') return ok({ type: 'chunks', folder: dirname(path), playlist: name })
  if (sniffed !== 'zip')
    return ok({ type: 'file', file: { path, bytes: found.size, modifiedMs: found.mtimeMs }, sniffed })
  const opened = await openZipArchive(path, signal)
  if (!opened.ok) return opened
  return ok(
    opened.value.type === 'wrapped'
      ? { type: 'wrapped', wrapped: opened.value }
      : { type: 'archive', archive: opened.value },
  )
}

async function folderAt(path: string): Promise<Result<Brought>> {
  const names = await readdir(path)
  const hasChunks = names.some((name) => parseChunkName(name) !== null)
  if (hasChunks) return ok({ type: 'chunks', folder: path, playlist: null })
  const archive = await openFolderArchive(path)
  if (archive) return ok({ type: 'archive', archive })
  const isListed = names.some((name) => /\.m3u8$/i.test(name))
  if (isListed) return ok({ type: 'chunks', folder: path, playlist: null })
  return fail(
    'not-audio',
    `${basename(path)} is a folder without a Space.`,
    'Choose the recording inside it.',
  )
}

/** Texts by which ffmpeg would open other files than the one that was chosen. */
const SCRIPT = /^\s*(ffconcat|\[playlist\]|<\?xml|<MPD|<smil)/i

/** What a file is by its first bytes. Throws what the file system says. */
export async function sniff(path: string): Promise<Container | 'script'> {
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
