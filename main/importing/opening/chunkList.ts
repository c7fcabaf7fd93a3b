/** Playlists beside chunks: used where they are right, otherwise left alone with a word about it. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { AbsentChunk } from '#core/formats/chunks.ts'
import { type MediaPlaylist, misfit, type PlaylistSegment, parsePlaylist } from '#core/formats/playlist.ts'

/** A list of 48 hours of chunks with long addresses is a few megabytes. */
const MOST_PLAYLIST_BYTES = 64 * 1024 ** 2

export interface ChunkList {
  readonly segments: readonly PlaylistSegment[]
}

export interface ChunkLists {
  /** A list that names files which are there; null when none does. */
  readonly best: ChunkList | null
  /** Why no list could be read, a sentence; null when one could, or there is none. */
  readonly problem: string | null
  /**
   * What the first right list says is missing between chunks, given their names in order; nothing where no list is
   * right.
   */
  readonly fitting: (ordered: readonly string[]) => {
    readonly absent: readonly AbsentChunk[]
    readonly warnings: readonly string[]
  }
}

interface NamedList {
  readonly name: string
  readonly playlist: MediaPlaylist
}

/** Reads the playlists among `names`, the chosen one first. Throws what the file system says. */
export async function findList(
  folder: string,
  names: readonly string[],
  chosen: string | null,
): Promise<ChunkLists> {
  const files = names.filter((name) => /\.m3u8$/i.test(name) && name !== chosen).sort()
  const lists: NamedList[] = []
  const unread: string[] = []
  for (const name of chosen === null ? files : [chosen, ...files]) {
    const path = join(folder, name)
    const isSmall = (await stat(path)).size <= MOST_PLAYLIST_BYTES
    const parsed = isSmall ? parsePlaylist(await readFile(path, 'utf8')) : null
    if (parsed?.ok) lists.push({ name, playlist: parsed.value })
    // A list of lists stands beside every download, and it is no list of chunks.
    else if (parsed?.error.code !== 'unsupported' || name === chosen)
      unread.push(`The playlist ${name} is not used. ${parsed?.error.message ?? 'It is far too long.'}`)
  }
  const present = new Set(names)
  const best = lists.find(({ playlist }) => playlist.segments.some(({ name }) => present.has(name)))
  return {
    best: best?.playlist ?? null,
    problem: lists.length === 0 ? (unread[0] ?? null) : null,
    fitting: (ordered) => fittingOf(lists, unread, ordered),
  }
}

function fittingOf(lists: readonly NamedList[], unread: readonly string[], ordered: readonly string[]) {
  const judged = lists.map((list) => ({ ...list, reason: misfit(list.playlist, ordered) }))
  const right = judged.find(({ reason }) => reason === null)
  if (right) return { absent: absentIn(right.playlist, ordered), warnings: [] }
  const wrong = judged.map(({ name, reason }) => `The playlist ${name} is not used: it ${reason}.`)
  return { absent: [], warnings: [...wrong, ...unread] }
}

function absentIn({ segments }: MediaPlaylist, ordered: readonly string[]): AbsentChunk[] {
  const absent: AbsentChunk[] = []
  let before = 0
  for (const { name, seconds } of segments) {
    if (name === ordered[before]) before += 1
    else absent.push({ before, seconds })
  }
  return absent
}
