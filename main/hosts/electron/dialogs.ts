/** Native dialogs. The page gets paths, never files. */
import { existsSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron'
import { TO_HOST } from '#core/contract/desktopChannels.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import {
  AUDIO_FILTERS,
  exportFilter,
  type FileFilter,
  IMAGE_FILTERS,
  PACK_FILTER,
  RECORDING_FILTERS,
  withEnding,
  withExportEnding,
} from './dialogFilters.ts'
import type { EditorWindow } from './editorWindow.ts'
import { onMessage, onQuestion } from './ipc.ts'
import { exportPathRequestSchema, packPathRequestSchema } from './messages.ts'

export function setUpDialogs(window: EditorWindow): void {
  onQuestion(TO_HOST.pickAudioFiles, () =>
    pick(window.current, {
      title: 'Choose a recording',
      filters: [...AUDIO_FILTERS],
      properties: ['openFile', 'multiSelections'],
    }),
  )
  onQuestion(TO_HOST.pickRecordings, () => pickRecordings(window.current))
  onQuestion(TO_HOST.pickFolder, () => pickFolder(window.current))
  onQuestion(TO_HOST.pickImage, async () => {
    const [path] = await pick(window.current, {
      title: 'Choose a picture',
      filters: [...IMAGE_FILTERS],
      properties: ['openFile'],
    })
    return path ?? null
  })
  onQuestion(TO_HOST.pickExportPath, (_event, ...args) => pickExportPath(window.current, args))
  onQuestion(TO_HOST.pickPackPath, (_event, ...args) => pickPackPath(window.current, args))
  onMessage(TO_HOST.revealFile, (_event, path) => {
    if (typeof path === 'string' && isAbsolute(path)) shell.showItemInFolder(path)
  })
}

/** Paths of what a person brings; empty when the dialog was closed. */
export async function pickRecordings(parent: BrowserWindow | undefined): Promise<string[]> {
  const paths = await pick(parent, {
    title: 'Choose recordings',
    filters: [...RECORDING_FILTERS],
    properties: ['openFile', 'multiSelections'],
  })
  for (const path of paths) app.addRecentDocument(path)
  return paths
}

/** A folder of its own, since outside of a Mac no dialog offers files and folders at once. */
export async function pickFolder(parent: BrowserWindow | undefined): Promise<string | null> {
  const [path] = await pick(parent, {
    title: 'Choose a folder of chunks, or an archive that was unpacked',
    properties: ['openDirectory'],
  })
  return path ?? null
}

async function pick(parent: BrowserWindow | undefined, options: OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}

async function pickExportPath(parent: BrowserWindow | undefined, args: unknown[]): Promise<string | null> {
  const request = exportPathRequestSchema.safeParse(args)
  if (!request.success || !parent) return null
  const [suggestedName, format] = request.data
  return pickTarget(parent, {
    title: 'Export episode',
    buttonLabel: 'Export',
    name: withExportEnding(safeFileName(suggestedName, 'episode'), format),
    filter: exportFilter(format),
  })
}

async function pickPackPath(parent: BrowserWindow | undefined, args: unknown[]): Promise<string | null> {
  const request = packPathRequestSchema.safeParse(args)
  if (!request.success || !parent) return null
  return pickTarget(parent, {
    title: 'Save a portable copy',
    buttonLabel: 'Save',
    name: withEnding(safeFileName(request.data[0], 'episode'), PACK_FILTER),
    filter: PACK_FILTER,
  })
}

async function pickTarget(
  parent: BrowserWindow,
  {
    title,
    buttonLabel,
    name,
    filter,
  }: { title: string; buttonLabel: string; name: string; filter: FileFilter },
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title,
    buttonLabel,
    defaultPath: join(app.getPath('music'), name),
    filters: [filter],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  const path = withEnding(filePath, filter)
  // The dialog asked about the name as it was typed; this one it has not seen.
  if (path === filePath || !existsSync(path)) return path
  return (await mayReplace(parent, path)) ? path : null
}

async function mayReplace(parent: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(parent, {
    type: 'warning',
    message: `“${basename(path)}” exists already.`,
    detail: 'Do you want to replace it?',
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
