/** A file at a moment, to be recognised later. */
import { stat } from 'node:fs/promises'

export interface FileState {
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
}

/** Throws what the file system says. */
export async function fileState(path: string): Promise<FileState> {
  const { size, mtimeMs } = await stat(path)
  return { path, bytes: size, modifiedMs: mtimeMs }
}
