/** From what the person brought to files that can be read as one recording. */
import { basename } from 'node:path'
import type { ListedSpace } from '#core/contract/archives.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import type { Container } from '#core/formats/sniff.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import type { OpenArchive, Taken } from '../archive/archive.ts'
import { readArchive } from '../archive/listing.ts'
import { type FileState, fileState } from '../fileState.ts'
import type { Original } from '../original.ts'
import type { ImportProgress } from '../progress.ts'
import { type ReadChunksOptions, readChunkFolder } from './chunkFolder.ts'
import { sniff, whatIs } from './whatIs.ts'

export interface OpenOptions {
  readonly path: string
  /** Which Space of an archive. */
  readonly spaceId?: string | undefined
  /** Where files are written that cannot be read in place. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly progress: ImportProgress
}

/** Share of the bar up to which chunks are looked at, and files are taken out of an archive. */
const LOOKING_ENDS = 0.03
const EXTRACTING_ENDS = 0.07

/**
 * Opens what lies at a path. Fails as `whatIs`, `readArchive`, `readChunkFolder` and `OpenArchive.take` do, with
 * `choose-space` for an archive of several, `not-found` for a Space that is not in it, `missing-media` for one without
 * sound, `usage` for a Space of something that is no archive. Throws what the file system says, and `cancelled`.
 */
export async function openOriginal(options: OpenOptions): Promise<Result<Original>> {
  const { path, spaceId, signal } = options
  const opened = await whatIs(path, signal)
  if (!opened.ok) return opened
  const brought = opened.value
  if (brought.type === 'archive') {
    await using archive = brought.archive
    return await spaceOf(archive, options)
  }
  if (brought.type === 'wrapped') {
    await using wrapped = brought.wrapped
    if (spaceId !== undefined) return noArchive(path)
    const taken = await taking(options, wrapped.item.bytes, (take) => wrapped.take([wrapped.item], take))
    if (!taken.ok) return taken
    return await originalOf(taken.value, { path, name: basename(wrapped.item.path) })
  }
  if (spaceId !== undefined) return noArchive(path)
  if (brought.type === 'chunks') return await chunksOf(brought, options)
  const { file, sniffed } = brought
  return ok(original([file], { path, name: basename(path), sniffed, modifiedMs: file.modifiedMs }))
}

function noArchive(path: string): Result<never> {
  return fail('usage', `${basename(path)} is no archive that holds Spaces.`, 'Import it as it is.')
}

async function chunksOf(
  { folder, playlist }: Pick<ReadChunksOptions, 'folder' | 'playlist'>,
  { signal, progress }: OpenOptions,
): Promise<Result<Original>> {
  progress.begin('Looking at the chunks', LOOKING_ENDS)
  const onProgress = (part: number) => progress.at(part)
  const read = await readChunkFolder({ folder, playlist, signal, onProgress })
  if (!read.ok) return read
  const { files, ...known } = read.value
  const { modifiedMs } = await fileState(folder)
  return ok({
    ...original(files, { path: folder, name: basename(folder), sniffed: 'adts', modifiedMs }),
    ...known,
  })
}

async function spaceOf(archive: OpenArchive, options: OpenOptions): Promise<Result<Original>> {
  const read = await readArchive(archive, options.signal)
  if (!read.ok) return read
  const { listing, facts, account } = read.value
  const space = chosen(listing.spaces, options)
  if (!space.ok) return space
  const items = archive.layout.media.get(space.value.id)!
  const taken = await taking(options, space.value.bytes, (take) => archive.take(items, take))
  if (!taken.ok) return taken
  const { path } = archive
  const known = [facts.get(space.value.id), account].filter((one) => one != null)
  const { id: spaceId } = space.value
  return await originalOf(taken.value, { path, name: basename(items[0]!.path), spaceId, facts: known })
}

function chosen(spaces: readonly ListedSpace[], { path, spaceId }: OpenOptions): Result<ListedSpace> {
  if (spaceId === undefined && spaces.length > 1)
    return fail(
      'choose-space',
      `There are ${spaces.length} Spaces in ${basename(path)}.`,
      'Choose one of them.',
    )
  const space = spaceId === undefined ? spaces[0] : spaces.find(({ id }) => id === spaceId)
  if (!space)
    return fail(
      'not-found',
      `There is no Space ${spaceId ?? ''} in ${basename(path)}.`,
      'See the list of its Spaces.',
    )
  if (space.hasMedia) return ok(space)
  return fail(
    'missing-media',
    `The archive knows the Space ${space.title ?? space.id}, but its sound is not in it.`,
    'X keeps recordings for 30 days; look for another copy.',
  )
}

async function taking(
  { folder, signal, progress }: OpenOptions,
  totalBytes: number,
  take: (options: Parameters<OpenArchive['take']>[1]) => Promise<Result<Taken>>,
): Promise<Result<Taken>> {
  progress.begin('Opening the archive', EXTRACTING_ENDS)
  return await take({ folder, signal, onBytes: (bytes) => progress.at(bytes / Math.max(1, totalBytes)) })
}

interface Known {
  readonly path: string
  readonly name: string
  readonly spaceId?: string | null
  readonly facts?: readonly SpaceFacts[]
}

/** The parts of one recording; parts without a byte are left out. */
async function originalOf(
  { files, isExtracted }: Taken,
  { path, name, spaceId = null, facts = [] }: Known,
): Promise<Result<Original>> {
  const filled = files.filter(({ bytes }) => bytes > 0)
  if (filled.length === 0) return fail('empty-file', `${name} is empty.`, 'Get the archive again.')
  const kinds = new Set<Container | 'script'>()
  for (const file of filled) kinds.add(await sniff(file.path))
  const [sniffed] = kinds
  if (sniffed === undefined || sniffed === 'script' || sniffed === 'hls-playlist' || sniffed === 'zip')
    return fail('not-audio', `${name} holds no sound.`, 'Choose another recording.')
  const isOneStream = kinds.size === 1 && (sniffed === 'adts' || sniffed === 'mp3')
  if (filled.length > 1 && !isOneStream)
    return fail(
      'unsupported',
      `The ${filled.length} parts of ${name} do not go together.`,
      'Import each by itself.',
    )
  const { modifiedMs, ...state } = await fileState(path)
  const empty = files.length - filled.length
  return ok({
    ...original(filled, { path, name, sniffed, modifiedMs }),
    isExtracted,
    ...(isExtracted ? { watched: [{ ...state, modifiedMs }] } : {}),
    spaceId,
    facts,
    warnings:
      empty === 0 ? [] : [`${empty === 1 ? 'A part' : `${empty} parts`} of the recording held nothing.`],
  })
}

function original(
  files: readonly FileState[],
  known: Pick<Original, 'path' | 'name' | 'sniffed' | 'modifiedMs'>,
): Original {
  return {
    ...known,
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    isExtracted: false,
    watched: files,
    holes: [],
    startedAtUnixSeconds: null,
    spaceId: null,
    facts: [],
    warnings: [],
  }
}
