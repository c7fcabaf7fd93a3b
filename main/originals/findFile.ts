/** Looks for a file that was moved or renamed, by its size and then by its bytes. */
import { opendir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashOf } from '#main/importing/original.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'

export interface SearchLimits {
  /** Folders below the first one that are entered. */
  readonly depth: number
  /** Names that are looked at in all. */
  readonly names: number
}

/** A folder that a person named is searched well; home folders with a million files are not. */
export const NAMED_FOLDER: SearchLimits = { depth: 6, names: 50_000 }
/** What is done at every opening must be cheap. */
const AROUND: SearchLimits = { depth: 1, names: 2_000 }

export type Wanted = Pick<MediaRecord, 'originalBytes' | 'contentHash'>

/**
 * The files below `folder` with the bytes of those wanted; only those of the right size are read. Links are not
 * followed, and what may not be read is passed over. `isComplete` is false when the limits ended the search.
 */
export async function findFiles<Item extends Wanted>(
  folder: string,
  wanted: readonly Item[],
  { depth, names }: SearchLimits,
  signal: AbortSignal,
): Promise<{ found: Map<Item, string>; isComplete: boolean }> {
  const found = new Map<Item, string>()
  let left = names
  const look = async (path: string) => {
    const candidates = wanted.filter((item) => !found.has(item))
    const size = await stat(path).then(
      (file) => file.size,
      () => -1,
    )
    if (!candidates.some((item) => item.originalBytes === size)) return
    const hash = await hashOf([path], signal).catch((error) => {
      if (signal.aborted) throw error
      return ''
    })
    for (const item of candidates) if (item.contentHash === hash) found.set(item, path)
  }
  const search = async (path: string, depthLeft: number): Promise<void> => {
    const below: string[] = []
    try {
      for await (const entry of await opendir(path)) {
        signal.throwIfAborted()
        if (left-- <= 0 || found.size === wanted.length) return
        if (entry.isFile()) await look(join(path, entry.name))
        else if (entry.isDirectory()) below.push(join(path, entry.name))
      }
    } catch (error) {
      if (signal.aborted) throw error
    }
    // What lies beside each other first: a moved file is seldom deep down.
    if (depthLeft > 0) for (const folder of below) await search(folder, depthLeft - 1)
  }
  await search(folder, depth)
  return { found, isComplete: left > 0 }
}

/** A renamed original: in its old folder or one below, or in a folder beside that. */
export async function findAround(record: MediaRecord, signal: AbortSignal): Promise<string | undefined> {
  const folder = dirname(record.originalPath)
  for (const place of new Set([folder, dirname(folder)])) {
    const { found } = await findFiles(place, [record], AROUND, signal)
    const path = found.get(record)
    if (path !== undefined) return path
  }
  return undefined
}
