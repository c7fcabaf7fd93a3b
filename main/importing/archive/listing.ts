/** The Spaces of an account archive, before anything is imported. */
import { basename, resolve } from 'node:path'
import type { ArchiveListing, ListedSpace } from '#core/contract/archives.ts'
import type { ArchivedSpace, ArchiveReaders } from '#core/formats/archivedSpace.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { fileProblem } from '../fileProblem.ts'
import { whatIs } from '../opening/whatIs.ts'
import type { OpenArchive } from './archive.ts'

export interface ListOptions {
  readonly readers: ArchiveReaders
  readonly signal?: AbortSignal | undefined
}

/**
 * Lists the Spaces of the archive at `path`: a zip or the folder it was unpacked to. Of a zip only the directory and
 * the small texts are read.
 * Fails with `not-found`, `not-audio` (no archive of X), `no-spaces`, `archive-unsafe`, `archive-damaged`,
 * `archive-encrypted`, `unsupported`, `unreadable`, `vanished` or `cancelled`.
 */
export async function listArchive(path: string, options: ListOptions): Promise<Result<ArchiveListing>> {
  const signal = options.signal ?? new AbortController().signal
  try {
    const brought = await whatIs(resolve(path), signal)
    if (!brought.ok) return brought
    if (brought.value.type === 'wrapped') await brought.value.wrapped[Symbol.asyncDispose]()
    if (brought.value.type !== 'archive')
      return fail('not-audio', `${basename(path)} is no account archive of X.`, 'Import it as it is.')
    await using archive = brought.value.archive
    return await listSpaces(archive, options.readers, signal)
  } catch (error) {
    if (signal.aborted) return fail('cancelled', 'It was cancelled.')
    return { ok: false, error: fileProblem(error, path) }
  }
}

/** As {@link listArchive}, of an archive that is open. Throws what the file system says, and `cancelled`. */
export async function listSpaces(
  archive: OpenArchive,
  readers: ArchiveReaders,
  signal: AbortSignal,
): Promise<Result<ArchiveListing>> {
  const { layout, path, type } = archive
  const account = layout.account && (await archive.text(layout.account, signal))
  const known = new Map<string, ArchivedSpace>()
  const warnings: string[] = []
  for (const item of layout.metadata) {
    const text = await archive.text(item, signal)
    if (!text.ok && text.error.code !== 'archive-damaged') return text
    const spaces = text.ok ? readers.spaces(text.value, account?.ok ? account.value : null) : []
    // Its sound may be whole: half an archive is better than none.
    if (!text.ok) warnings.push(`${basename(item.path)} cannot be read, so titles and dates are missing.`)
    for (const space of spaces) if (!known.has(space.spaceId)) known.set(space.spaceId, space)
  }
  const ids = new Set([...known.keys(), ...layout.media.keys()])
  if (ids.size === 0 && warnings.length === 0)
    return fail('no-spaces', `There are no Spaces in ${basename(path)}.`, 'X keeps recordings for 30 days.')
  const spaces = [...ids].map((id) => listed(id, known.get(id), layout.media.get(id) ?? []))
  return ok({ path, type, spaces: spaces.sort(newestFirst), warnings })
}

function listed(
  id: string,
  space: ArchivedSpace | undefined,
  media: readonly { bytes: number }[],
): ListedSpace {
  const { createdAtUnixSeconds: start = null, endedAtUnixSeconds: end = null } = space ?? {}
  return {
    id,
    title: space?.title ?? null,
    startedAtUnixSeconds: start,
    seconds: start !== null && end !== null && end >= start ? end - start : null,
    hosts: [...(space?.hosts ?? [])],
    speakers: [...(space?.speakers ?? [])],
    hasMedia: media.length > 0,
    bytes: media.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: media.length,
  }
}

function newestFirst(a: ListedSpace, b: ListedSpace): number {
  const order = (b.startedAtUnixSeconds ?? -1) - (a.startedAtUnixSeconds ?? -1)
  return order || (a.id < b.id ? -1 : 1)
}
