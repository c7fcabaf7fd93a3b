/** An account archive of X, as a zip or as the folder that it was unpacked to: one look for both. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  type ArchiveItem,
  type ArchiveLayout,
  archiveLayout,
  isArchivePart,
} from '#core/formats/archiveLayout.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { type FileState, fileState } from '../fileState.ts'
import { extractText, extractTo } from './extract.ts'
import { openZip, type ZipItem } from './zip.ts'

/** No text of an archive that is read is longer. */
const MOST_TEXT_BYTES = 64 * 1024 ** 2

export interface TakeOptions {
  /** Where files are written that cannot be read in place. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
}

export interface Taken {
  readonly files: readonly FileState[]
  /** The files are copies in the folder. */
  readonly isExtracted: boolean
}

export interface OpenArchive extends AsyncDisposable {
  readonly type: 'zip' | 'folder'
  readonly path: string
  readonly layout: ArchiveLayout
  /** Fails with what `extractText` says. Throws what the file system says. */
  readonly text: (item: ArchiveItem, signal: AbortSignal) => Promise<Result<string>>
  /** Makes items readable as files, in order. Fails with what `extractTo` says. Throws as that. */
  readonly take: (items: readonly ArchiveItem[], options: TakeOptions) => Promise<Result<Taken>>
}

/** A zip around a single file that may be sound. */
export interface WrappedFile extends Pick<OpenArchive, 'take' | 'path' | typeof Symbol.asyncDispose> {
  readonly type: 'wrapped'
  readonly item: ArchiveItem
}

/**
 * Opens a zip. One without anything of X that holds a single file is a wrapper around that.
 * Fails with `not-audio` when it is neither, and as `openZip` does.
 */
export async function openZipArchive(
  path: string,
  signal: AbortSignal,
): Promise<Result<OpenArchive | WrappedFile>> {
  const opened = await openZip(path, (name, isFirst) => isFirst || isArchivePart(name), signal)
  if (!opened.ok) return opened
  const zip = opened.value
  const found = new Map(zip.items.map((item) => [item.path, item]))
  const itemOf = (item: ArchiveItem) => found.get(item.path)!
  const shared = {
    path,
    take: (items: readonly ArchiveItem[], options: TakeOptions) => takeOut(items.map(itemOf), options),
    [Symbol.asyncDispose]: () => zip[Symbol.asyncDispose](),
  }
  const layout = archiveLayout(zip.items)
  if (layout)
    return ok({
      ...shared,
      type: 'zip',
      layout,
      text: (item, signal) => extractText(zip, itemOf(item), MOST_TEXT_BYTES, signal),
    })
  const [item] = zip.items
  if (item && zip.fileCount === 1) return ok({ ...shared, type: 'wrapped', item })
  await zip[Symbol.asyncDispose]()
  return fail(
    'not-audio',
    `${basename(path)} is a zip without Spaces: no account archive of X.`,
    'Unpack it and choose the recording inside.',
  )

  async function takeOut(items: readonly ZipItem[], { folder, signal, onBytes }: TakeOptions) {
    const files: FileState[] = []
    let before = 0
    for (const [place, item] of items.entries()) {
      const target = join(folder, `extracted-${place}.tmp`)
      const written = await extractTo(zip, item, target, {
        signal,
        onBytes: (bytes) => onBytes(before + bytes),
      })
      if (!written.ok) return written
      before += item.bytes
      files.push(await fileState(target))
    }
    return ok({ files, isExtracted: true })
  }
}

/** Opens an unpacked archive; null when the folder is none. Throws what the file system says. */
export async function openFolderArchive(path: string): Promise<OpenArchive | null> {
  const layout = archiveLayout(await partsIn(path))
  if (!layout) return null
  return {
    type: 'folder',
    path,
    layout,
    text: async (item) =>
      item.bytes > MOST_TEXT_BYTES
        ? fail('unreadable', `${basename(item.path)} has an unlikely size.`, 'Get the archive from X again.')
        : ok(await readFile(join(path, item.path), 'utf8')),
    take: async (items) => {
      const files: FileState[] = []
      for (const item of items) files.push(await fileState(join(path, item.path)))
      return ok({ files, isExtracted: false })
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** Folders of an archive that are looked into; all others (years of pictures) are left alone. */
const INNER = ['data', 'spaces_media']

/** Files of interest below `path`, looking no further than an archive's layout goes. */
async function partsIn(path: string, below = '', depth = 0): Promise<ArchiveItem[]> {
  const items: ArchiveItem[] = []
  const listed = readdir(join(path, below), { withFileTypes: true })
  // A folder inside that may not be read is none of ours.
  for (const found of depth === 0 ? await listed : await listed.catch(() => [])) {
    const inside = below === '' ? found.name : `${below}/${found.name}`
    const isOpen = depth === 0 || INNER.includes(found.name)
    if (found.isDirectory() && isOpen && depth < 3) items.push(...(await partsIn(path, inside, depth + 1)))
    else if (isArchivePart(inside)) {
      const state = await stat(join(path, inside))
      if (state.isFile()) items.push({ path: inside, bytes: state.size })
    }
  }
  return items
}
