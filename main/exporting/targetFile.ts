/** A file that is whole or absent: written under a hidden name beside the target, then renamed over it. */
import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result, toProblem } from '#core/problem.ts'

export interface TargetFile {
  /** Write here. */
  readonly partPath: string
  /** Puts the part on the disk for good and in the target's place; returns its size. Problems as for writing. */
  commit(): Promise<Result<{ bytes: number }>>
  /** Removes the part; an older target stays as it is. */
  discard(): Promise<void>
}

/** Makes the empty part, so that a place that cannot be written is found out first. Problem: `not-writable`, `disk-full`. */
export async function createTarget(targetPath: string): Promise<Result<TargetFile>> {
  const partPath = join(dirname(targetPath), `.${basename(targetPath)}.${randomUUID().slice(0, 8)}.part`)
  try {
    const existing = await stat(targetPath).catch(() => undefined)
    if (existing?.isDirectory())
      return fail('not-writable', `${targetPath} is a folder.`, 'Give the name of a file.')
    await (await open(partPath, 'wx')).close()
  } catch (error) {
    return writeProblem(error, targetPath)
  }
  return ok({
    partPath,
    async commit() {
      try {
        const file = await open(partPath, 'r+')
        await file.sync()
        const { size } = await file.stat()
        await file.close()
        await rename(partPath, targetPath)
        await syncFolder(dirname(targetPath))
        return ok({ bytes: size })
      } catch (error) {
        return writeProblem(error, targetPath)
      }
    },
    discard: () => rm(partPath, { force: true }),
  })
}

/** Makes the new name last through a power cut; not every system can do it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

/** The problem behind a failed write. */
export function writeProblem(error: unknown, path: string): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail(
      'disk-full',
      `The disk is full: ${path} was not written.`,
      'Free some space on that disk and try again.',
    )
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return fail('not-writable', `The folder ${dirname(path)} does not exist.`, 'Choose another place.')
  if (['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENAMETOOLONG', 'EBUSY'].includes(String(code)))
    return fail('not-writable', `${path} cannot be written here.`, 'Choose another place or name.')
  return { ok: false, error: toProblem(error) }
}
