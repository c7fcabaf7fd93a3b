/** What is imported: the files that hold its sound, what is kept of where it came from, and whether it stayed so. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import type { Container } from '#core/formats/sniff.ts'
import { ProblemError } from '#core/problem.ts'
import { cancelled } from './fileProblem.ts'
import { type FileState, fileState } from './fileState.ts'

/** Bytes read at a time. */
export const READ_BYTES = 1024 * 1024

export interface Original {
  /** Where the person finds it: the file, the folder of chunks, the archive. */
  readonly path: string
  /** What it is called. */
  readonly name: string
  readonly modifiedMs: number
  /** What the files are by their content. */
  readonly sniffed: Container
  /** Never empty; more than one only of raw frames, in order. */
  readonly files: readonly FileState[]
  /** Bytes of the files. */
  readonly bytes: number
  /** The files are copies in the import's folder, taken out of an archive. */
  readonly isExtracted: boolean
  /** What must not change while it is read. */
  readonly watched: readonly FileState[]
  /** Sound missing before the file at a place; after all where that is their number. */
  readonly holes: readonly { readonly before: number; readonly seconds: number }[]
  /** Where something else than the sound tells. */
  readonly startedAtUnixSeconds: number | null
  /** Which Space it is, where an archive tells. */
  readonly spaceId: string | null
  /** What an archive says of it. */
  readonly facts: readonly SpaceFacts[]
  readonly warnings: readonly string[]
}

/** The one file of an original that is no stream of frames. */
export function soundOf({ files }: Original): string {
  return files[0]!.path
}

/** Throws `vanished` when something is not as it was at the beginning. */
export async function checkUnchanged({ watched }: Original): Promise<void> {
  for (const before of watched) {
    const now = await fileState(before.path)
    if (now.bytes === before.bytes && now.modifiedMs === before.modifiedMs) continue
    throw new ProblemError({
      code: 'vanished',
      message: `${basename(before.path)} changed while it was being read.`,
      hint: 'Wait until the download or recording is finished, then import again.',
    })
  }
}

/** SHA-256 of the files behind one another, hex. */
export async function hashOf(paths: readonly string[], signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(READ_BYTES)
  for (const path of paths) {
    const file = await open(path)
    try {
      for (;;) {
        if (signal.aborted) throw cancelled()
        const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null)
        if (bytesRead === 0) break
        hash.update(buffer.subarray(0, bytesRead))
      }
    } finally {
      await file.close()
    }
  }
  return hash.digest('hex')
}
