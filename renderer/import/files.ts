/** From what a person picks to paths that the main process can read. */
import type { PickPurpose } from '#core/contract/filePurposes.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { type Gathered, gatherChosen } from './gather.ts'
import { upload } from './uploads.ts'
import { nameOf } from './waysIn.ts'

/** A file: on a desktop its path, in a browser its bytes. */
export type PickedFile = { readonly name: string } & ({ readonly path: string } | { readonly file: File })

/** Lets a person choose one thing; null when nothing was chosen. A browser is never asked for a `folder`. */
export async function pickOne(purpose: PickPurpose | 'recording' | 'picture'): Promise<PickedFile | null> {
  if (!desktop) {
    const accept = purpose === 'picture' ? 'image/jpeg,image/png' : ''
    const [file] = await pickInBrowser({ accept })
    return file ? { name: file.name, file } : null
  }
  const path =
    purpose === 'recording'
      ? (await desktop.pickAudioFiles())[0]
      : await (purpose === 'picture' ? desktop.pickImage() : desktop.pickPath(purpose))
  return path ? { name: nameOf(path), path } : null
}

/** Lets a person choose files to bring; nothing where the dialog was closed. */
export async function pickRecordings(): Promise<Gathered> {
  if (desktop) return { paths: await desktop.pickRecordings() }
  return gatherChosen(await pickInBrowser({ multiple: true }))
}

/** Lets a person choose a folder to bring. */
export async function pickFolder(): Promise<Gathered> {
  if (!desktop) return gatherChosen(await pickInBrowser({ webkitdirectory: true }))
  const path = await desktop.pickFolder()
  return { paths: path === null ? [] : [path] }
}

/**
 * A path that the main process can read; in a browser the file is uploaded first. `onProgress` gets 0 to 1.
 * Throws a `ProblemError`.
 */
export function pathOf(
  picked: PickedFile,
  signal?: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<string> {
  return 'path' in picked ? Promise.resolve(picked.path) : upload(picked.file, signal, onProgress)
}

function pickInBrowser(
  wanted: Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>,
): Promise<File[]> {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', ...wanted })
    input.onchange = () => resolve([...(input.files ?? [])])
    input.oncancel = () => resolve([])
    input.click()
  })
}
