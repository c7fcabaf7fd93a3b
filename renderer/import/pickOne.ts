/** Lets a person choose one thing: in the desktop's dialog, or in the browser's. */
import type { PickPurpose } from '#core/contract/filePurposes.ts'
import { desktop } from '#renderer/api/desktop.ts'
import type { PickedFile } from './files.ts'

/** Null when nothing was chosen. A browser cannot name a folder, so there `folder` is never asked for. */
export async function pickOne(purpose: PickPurpose | 'recording'): Promise<PickedFile | null> {
  if (!desktop) {
    const file = await pickInBrowser()
    return file ? { name: file.name, file } : null
  }
  const path = purpose === 'recording' ? (await desktop.pickAudioFiles())[0] : await desktop.pickPath(purpose)
  return path ? { name: path.split(/[\\/]/).at(-1) ?? path, path } : null
}

function pickInBrowser(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.onchange = () => resolve(input.files?.[0])
    input.oncancel = () => resolve(undefined)
    input.click()
  })
}
