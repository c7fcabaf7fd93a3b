/**
 * Where things are in an account archive of X, by the names alone: `spaces_media/space-<id>_<part>.ts` and the
 * metadata beside that folder, in `data/` or not, and under one more folder or not.
 */

/** A file in an archive; its path with `/`, from the archive's top. */
export interface ArchiveItem {
  readonly path: string
  readonly bytes: number
}

export interface ArchiveLayout {
  /** Parts of each Space's sound, in order, by the Space's id. */
  readonly media: ReadonlyMap<string, readonly ArchiveItem[]>
  /** Texts that say what Spaces there were. */
  readonly metadata: readonly ArchiveItem[]
  /** The text about the account itself. */
  readonly account: ArchiveItem | null
}

const TOP = '(?:[^/]+/)?(?:data/)?'
/** Also a folder of media without anything around it. */
const MEDIA = new RegExp(
  `^(?:${TOP}spaces_media/)?space-([A-Za-z0-9]{13})_(\\d{1,4})\\.(?:ts|aac|m4a|mp4|mp3)$`,
)
const METADATA = new RegExp(`^${TOP}spaces-metadata(?:-part\\d+)?\\.js$`)
const ACCOUNT = new RegExp(`^${TOP}account\\.js$`)

/** Whether a file of this path is of interest in an archive. */
export function isArchivePart(path: string): boolean {
  return MEDIA.test(path) || METADATA.test(path) || ACCOUNT.test(path)
}

/** Sorts the files of an archive; null when nothing in it is of interest: then it is no account archive. */
export function archiveLayout(items: readonly ArchiveItem[]): ArchiveLayout | null {
  const sorted = items.toSorted(byPath)
  const media = new Map<string, Map<number, ArchiveItem>>()
  for (const item of sorted) {
    const [, id, part] = MEDIA.exec(item.path) ?? []
    if (id === undefined) continue
    const parts = media.get(id) ?? new Map<number, ArchiveItem>()
    media.set(id, parts)
    // The same part in two folders is one part.
    if (!parts.has(Number(part))) parts.set(Number(part), item)
  }
  const metadata = sorted.filter(({ path }) => METADATA.test(path))
  const account = sorted.find(({ path }) => ACCOUNT.test(path)) ?? null
  if (media.size === 0 && metadata.length === 0 && account === null) return null
  const inOrder = [...media].map(([id, parts]): [string, ArchiveItem[]] => [
    id,
    [...parts].sort(([a], [b]) => a - b).map(([, item]) => item),
  ])
  return { media: new Map(inOrder), metadata, account }
}

function byPath(a: ArchiveItem, b: ArchiveItem): number {
  return a.path < b.path ? -1 : 1
}
