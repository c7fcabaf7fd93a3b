/** Files that tell of a recording: found beside it, or given. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sidecarCandidates } from '#core/formats/sidecar/candidates.ts'
import { readSidecar } from '#core/formats/sidecar/readSidecar.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import { fail, ok, type Result } from '#core/problem.ts'
import { readTextFile } from './readText.ts'

export interface Sidecars {
  readonly facts: readonly SpaceFacts[]
  /** What could not be read, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Reads the files that lie beside a recording (a file, or a folder of chunks) and tell of it. Never fails: a
 * recording without them, or with broken ones, is a recording all the same.
 */
export async function findSidecars(originalPath: string): Promise<Sidecars> {
  const folder = dirname(originalPath)
  const [beside, above, inside] = await Promise.all([
    namesIn(folder),
    namesIn(dirname(folder)),
    namesIn(originalPath),
  ])
  const candidates = sidecarCandidates(basename(originalPath), [
    ...beside,
    ...(dirname(folder) === folder ? [] : above.map((name) => `../${name}`)),
  ]).map((name) => join(folder, name))
  const ofChunks = sidecarCandidates(basename(originalPath), inside).map((name) => join(originalPath, name))
  const facts: SpaceFacts[] = []
  const warnings: string[] = []
  for (const path of [...candidates, ...ofChunks]) {
    const text = await readTextFile(path)
    const read = text.ok ? readSidecar(basename(path), text.value) : text
    if (read?.ok) facts.push(...read.value)
    else if (read) warnings.push(read.error.message)
  }
  return { facts, warnings }
}

/** Reads files that a person says tell of a recording. Problems: those of reading, `unsupported` for other files. */
export async function readSidecars(paths: readonly string[]): Promise<Result<readonly SpaceFacts[]>> {
  const facts: SpaceFacts[] = []
  for (const path of paths) {
    const text = await readTextFile(path)
    if (!text.ok) return text
    const read = readSidecar(basename(path), text.value)
    if (read === null)
      return fail(
        'unsupported',
        `${basename(path)} does not tell of a Space.`,
        'Known are the files of twspace_dl, twspace-crawler, yt-dlp and of an account archive.',
      )
    if (!read.ok) return read
    facts.push(...read.value)
  }
  return ok(facts)
}

/** Names of the files in a folder; none where it is no folder, or may not be read. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
