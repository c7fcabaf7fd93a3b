/** What a person drops or chooses: on a desktop paths, in a browser files, with the folders they came in. */
import { ProblemError } from '#core/problem.ts'
import { desktop } from '#renderer/api/desktop.ts'

/** A file with its name below what was dropped: `talk.ts`, `room/chunks/chunk_1.aac`. */
export interface NamedFile {
  readonly name: string
  readonly file: File
}

export type Gathered = { readonly paths: readonly string[] } | { readonly files: readonly NamedFile[] }

/** Twelve hours of chunks are 14,400. */
const MOST_FILES = 20_000

/** Whether something is dragged that could be brought. */
export function carriesFiles(event: { dataTransfer: DataTransfer }): boolean {
  return event.dataTransfer.types.includes('Files')
}

/**
 * What was dropped; folders are walked through in a browser. Call it within the event, as its data is gone after it.
 * Throws a {@link ProblemError}.
 */
export async function gatherDrop(transfer: DataTransfer): Promise<Gathered> {
  if (desktop) return { paths: [...transfer.files].map((file) => desktop!.pathForFile(file)).filter(Boolean) }
  // What lies in no file system, as a picture dragged out of a page, has no entry.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  const files: NamedFile[] = []
  for (const entry of entries)
    if (entry instanceof File) files.push({ name: entry.name, file: entry })
    else await walk(entry, files)
  return { files }
}

/** What was chosen in a field, `webkitdirectory` ones included. */
export function gatherChosen(chosen: Iterable<File>): Gathered {
  const files = [...chosen].map((file) => ({ name: file.webkitRelativePath || file.name, file }))
  return { files: files.filter(({ name }) => !isHidden(name)) }
}

async function walk(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (isHidden(entry.name)) return
  if (found.length >= MOST_FILES)
    throw new ProblemError({
      code: 'unsupported',
      message: `There are more than ${MOST_FILES.toLocaleString()} files in what you dropped.`,
      hint: 'Drop the folder of one recording, or open it from its path.',
    })
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(unreadable)
    found.push({ name: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry)) {
    const reader = entry.createReader()
    // A reader hands out a hundred at a time, and nothing when there is no more.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      ).catch(unreadable)
      if (some.length === 0) return
      for (const inside of some) await walk(inside, found)
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

/** What systems leave in folders: `.DS_Store` and the like. */
function isHidden(name: string): boolean {
  return name.split('/').at(-1)!.startsWith('.')
}

function unreadable(): never {
  throw new ProblemError({
    code: 'unreadable',
    message: 'What you dropped could not be read.',
    hint: 'Check that it is still there, then try again.',
  })
}
