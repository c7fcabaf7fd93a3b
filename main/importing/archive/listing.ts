/** The Spaces of an account archive, before anything is imported. */
import { basename, resolve } from 'node:path'
import type { ArchiveListing, ListedSpace } from '#core/contract/archives.ts'
import { archiveAccount, archiveSpaces } from '#core/formats/sidecar/archive.ts'
import type { SpaceFacts, SpacePerson } from '#core/formats/sidecar/spaceFacts.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { fileProblem } from '../fileProblem.ts'
import { whatIs } from '../opening/whatIs.ts'
import type { OpenArchive } from './archive.ts'

/** What an archive says: its Spaces for a person, and the facts behind them. */
export interface ReadArchive {
  readonly listing: ArchiveListing
  /** Of the Spaces that the metadata knows, by their ids. */
  readonly facts: ReadonlyMap<string, SpaceFacts>
  /** Of the account whose archive it is. */
  readonly account: SpaceFacts | null
}

/**
 * Lists the Spaces of the archive at `path`: a zip or the folder it was unpacked to. Of a zip only the directory and
 * the small texts are read.
 * Fails with `not-found`, `not-audio` (no archive of X), `no-spaces`, `archive-unsafe`, `archive-damaged`,
 * `archive-encrypted`, `unsupported`, `unreadable`, `vanished` or `cancelled`.
 */
export async function listArchive(
  path: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<Result<ArchiveListing>> {
  try {
    const brought = await whatIs(resolve(path), signal)
    if (!brought.ok) return brought
    if (brought.value.type === 'wrapped') await brought.value.wrapped[Symbol.asyncDispose]()
    if (brought.value.type !== 'archive')
      return fail('not-audio', `${basename(path)} is no account archive of X.`, 'Import it as it is.')
    await using archive = brought.value.archive
    const read = await readArchive(archive, signal)
    return read.ok ? ok(read.value.listing) : read
  } catch (error) {
    if (signal.aborted) return fail('cancelled', 'It was cancelled.')
    return { ok: false, error: fileProblem(error, path) }
  }
}

/** As {@link listArchive}, of an archive that is open. Throws what the file system says, and `cancelled`. */
export async function readArchive(archive: OpenArchive, signal: AbortSignal): Promise<Result<ReadArchive>> {
  const { layout, path, type } = archive
  const told = layout.account && (await archive.text(layout.account, signal))
  const account = told?.ok ? archiveAccount(told.value) : null
  const facts = new Map<string, SpaceFacts>()
  const warnings: string[] = []
  for (const item of layout.metadata) {
    const text = await archive.text(item, signal)
    if (!text.ok && text.error.code !== 'archive-damaged') return text
    const spaces = text.ok ? archiveSpaces(text.value) : null
    // Its sound may be whole: half an archive is better than none.
    if (!text.ok) warnings.push(`${basename(item.path)} cannot be read, so titles and dates are missing.`)
    for (const space of spaces ?? [])
      if (space.spaceId !== null && !facts.has(space.spaceId)) facts.set(space.spaceId, space)
  }
  const ids = new Set([...facts.keys(), ...layout.media.keys()])
  if (ids.size === 0 && warnings.length === 0)
    return fail('no-spaces', `There are no Spaces in ${basename(path)}.`, 'X keeps recordings for 30 days.')
  const spaces = [...ids].map((id) => listed(id, facts.get(id), account, layout.media.get(id) ?? []))
  return ok({ listing: { path, type, spaces: spaces.sort(newestFirst), warnings }, facts, account })
}

function listed(
  id: string,
  space: SpaceFacts | undefined,
  account: SpaceFacts | null,
  media: readonly { bytes: number }[],
): ListedSpace {
  const start = space?.startedAtUnixSeconds ?? space?.announcedAtUnixSeconds ?? null
  const end = space?.endedAtUnixSeconds ?? null
  const named = (roles: readonly SpacePerson['role'][]) =>
    (space?.people ?? []).filter(({ role }) => roles.includes(role)).map((person) => nameOf(person, account))
  return {
    id,
    title: space?.title ?? null,
    startedAtUnixSeconds: start,
    seconds: start !== null && end !== null && end >= start ? end - start : null,
    hosts: named(['host', 'cohost']),
    speakers: named(['speaker']),
    hasMedia: media.length > 0,
    bytes: media.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: media.length,
  }
}

/** An archive knows people by their numbers, and only its own account by its name. */
function nameOf({ name, handle, accountId, userId }: SpacePerson, account: SpaceFacts | null): string {
  const own = account?.people.find((person) => accountId !== null && person.accountId === accountId)
  return name ?? handle ?? own?.name ?? own?.handle ?? accountId ?? userId ?? ''
}

function newestFirst(a: ListedSpace, b: ListedSpace): number {
  const order = (b.startedAtUnixSeconds ?? -1) - (a.startedAtUnixSeconds ?? -1)
  return order || (a.id < b.id ? -1 : 1)
}
