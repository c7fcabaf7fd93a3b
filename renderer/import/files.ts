/** From what a person picks or drops to paths that the main process can read. */
import { z } from 'zod'
import { ProblemError } from '#core/problem.ts'
import { desktop } from '#renderer/api/desktop.ts'
import { httpProblem } from '#renderer/api/problems.ts'

/** A file to import: on a desktop its path, in a browser its bytes. */
export type PickedFile = { readonly name: string } & ({ readonly path: string } | { readonly file: File })

const uploadedSchema = z.object({ path: z.string() })

/** Lets a person choose audio in the desktop's dialog. Empty when nothing was chosen, or in a browser. */
export async function pickAudio(): Promise<PickedFile[]> {
  const paths = (await desktop?.pickAudioFiles()) ?? []
  return paths.map((path) => ({ name: baseName(path), path }))
}

/** Lets a person choose a picture. */
export async function pickPicture(): Promise<PickedFile | null> {
  if (!desktop) {
    const [file] = await pickInBrowser('image/jpeg,image/png')
    return file ? { name: file.name, file } : null
  }
  const path = await desktop.pickImage()
  return path ? { name: baseName(path), path } : null
}

/** A dropped file. */
export function droppedFile(file: File): PickedFile {
  return desktop ? { name: file.name, path: desktop.pathForFile(file) } : { name: file.name, file }
}

/**
 * A path that the main process can read; in a browser the file is uploaded first. `onProgress` gets 0 to 1.
 * Throws a {@link ProblemError}.
 */
export function pathOf(
  picked: PickedFile,
  signal?: AbortSignal,
  onProgress?: (fraction: number) => void,
): Promise<string> {
  return 'path' in picked ? Promise.resolve(picked.path) : upload(picked.file, signal, onProgress)
}

/** XMLHttpRequest, because fetch tells nothing of how far an upload is. */
function upload(file: File, signal?: AbortSignal, onProgress?: (fraction: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const refuse = () => reject(uploadFailure(file.name, request.responseText))
    request.open('POST', `/media/uploads?name=${encodeURIComponent(file.name)}`)
    request.upload.onprogress = (event) => onProgress?.(event.total > 0 ? event.loaded / event.total : 0)
    request.onload = () => {
      const answer = request.status < 300 ? uploadedSchema.safeParse(parse(request.responseText)) : undefined
      if (answer?.success) resolve(answer.data.path)
      else refuse()
    }
    request.onerror = refuse
    request.onabort = () =>
      reject(new ProblemError({ code: 'cancelled', message: 'The import was cancelled.', hint: '' }))
    signal?.addEventListener('abort', () => request.abort())
    if (signal?.aborted) request.onabort(new ProgressEvent('abort'))
    else request.send(file)
  })
}

function uploadFailure(name: string, body: string): ProblemError {
  const said = httpProblem(body)
  if (said) return new ProblemError(said)
  return new ProblemError({
    code: 'unreadable',
    message: `“${name}” could not be read.`,
    hint: 'Check that the file is still there and not a folder, then try again.',
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function pickInBrowser(accept: string): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.onchange = () => resolve([...(input.files ?? [])])
    input.oncancel = () => resolve([])
    input.click()
  })
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
