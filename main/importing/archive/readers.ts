/** The readers of an archive's texts that the program uses. */
import type { ArchivedSpace, ArchiveReaders } from '#core/formats/archivedSpace.ts'

/**
 * Ids and dates of `spaces-metadata.js`, which is JSON behind an assignment. Names of people are the business of the
 * sidecar formats.
 */
export const archiveReaders: ArchiveReaders = {
  spaces(text) {
    const list = parsed(text.slice(text.indexOf('=') + 1))
    return Array.isArray(list) ? list.flatMap((entry: unknown) => spaceOf(entry) ?? []) : []
  },
}

function spaceOf(entry: unknown): ArchivedSpace | null {
  const [space] = Object.values(isRecord(entry) && !('id' in entry) ? entry : { entry })
  if (!isRecord(space) || typeof space.id !== 'string') return null
  const { hostUserIds } = space
  return {
    spaceId: space.id,
    title: null,
    createdAtUnixSeconds: secondsOf(space.createdAt),
    endedAtUnixSeconds: secondsOf(space.endedAt),
    hosts: Array.isArray(hostUserIds) ? hostUserIds.filter((id) => typeof id === 'string') : [],
    speakers: [],
  }
}

function secondsOf(value: unknown): number | null {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/;\s*$/, ''))
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
