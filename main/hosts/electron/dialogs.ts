/** Native dialogs. The page gets paths, never files. */
import { existsSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron'
import { TO_HOST } from '#core/contract/desktopChannels.ts'
import type { PickPurpose } from '#core/contract/filePurposes.ts'
import { safeFileName } from '#core/formats/fileName.ts'
import { PACK_ENDING } from '#core/formats/pack.ts'
import {
  AUDIO_FILTERS,
  exportFilter,
  IMAGE_FILTERS,
  RECORDING_FILTERS,
  SPEECH_FILTERS,
  withExportEnding,
} from './dialogFilters.ts'
import type { EditorWindow } from './editorWindow.ts'
import { onMessage, onQuestion } from './ipc.ts'
import { exportPathRequestSchema, pickPathRequestSchema } from './messages.ts'

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
  onQuestion(TO_HOST.pickPath, (_event, ...args) => pickPath(window.current, args))
  onQuestion(TO_HOST.pickExportPath, (_event, ...args) => pickExportPath(window.current, args))
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

const PURPOSES: Readonly<Record<PickPurpose, OpenDialogOptions>> = {
  speech: {
    title: 'Choose a speaker or transcript file',
    filters: [...SPEECH_FILTERS],
    properties: ['openFile'],
  },
  original: { title: 'Where is the recording now?', filters: [...AUDIO_FILTERS], properties: ['openFile'] },
  folder: { title: 'Which folder is the recording in?', properties: ['openDirectory'] },
}

async function pickPath(parent: BrowserWindow | undefined, args: unknown[]): Promise<string | null> {
  const request = pickPathRequestSchema.safeParse(args)
  if (!request.success) return null
  const [path] = await pick(parent, PURPOSES[request.data[0]])
  return path ?? null
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

const EXPORT_LABELS = { title: 'Export episode', buttonLabel: 'Export' }

async function pickExportPath(parent: BrowserWindow | undefined, args: unknown[]): Promise<string | null> {
  const request = exportPathRequestSchema.safeParse(args)
  if (!request.success || !parent) return null
  const [suggestedName, ending] = request.data
  const name = withExportEnding(safeFileName(suggestedName, 'episode'), ending)
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    ...(ending === PACK_ENDING ? { title: 'Save a portable copy', buttonLabel: 'Save' } : EXPORT_LABELS),
    defaultPath: join(app.getPath('music'), name),
    filters: [exportFilter(ending)],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || !filePath) return null
  const path = withExportEnding(filePath, ending)
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
