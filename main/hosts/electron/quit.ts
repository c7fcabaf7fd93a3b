/** Ending: asks before running work is thrown away, then closes everything in order. */
import { app, type BrowserWindow, dialog } from 'electron'
import type { Services } from '#main/services.ts'
import type { EditorWindow } from './editorWindow.ts'
import { quitQuestion, type RunningWork } from './work.ts'

/** How long work that was cancelled may take to clean up after itself. */
const CLEAN_UP_LIMIT_MS = 5_000

export function setUpQuit(services: Services, work: RunningWork, editor: EditorWindow): void {
  let isAgreed = false
  let isAsking = false
  let isClosing = false

  /** Whether the event may go on; otherwise a person is asked, and on agreement it is done again by `again`. */
  const check = (event: { preventDefault(): void }, again: () => void) => {
    const question = isAgreed ? undefined : quitQuestion(work.kinds)
    if (!question) return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void ask(editor.current, question).then((mayQuit) => {
      isAsking = false
      isAgreed = mayQuit
      if (mayQuit) again()
    })
  }

  app.on('before-quit', (event) => check(event, () => app.quit()))
  editor.onMade((window) => {
    isAgreed = false
    window.on('close', (event) => check(event, () => window.close()))
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => editor.show())
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void closeAll(services, work).finally(() => app.exit(0))
  })
}

async function closeAll(services: Services, work: RunningWork): Promise<void> {
  // The windows are gone, and with them their ports: what ran is being cancelled.
  await work.settled(CLEAN_UP_LIMIT_MS)
  await services.close()
}

async function ask(
  parent: BrowserWindow | undefined,
  { message, detail }: { message: string; detail: string },
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message,
    detail,
    buttons: ['Keep working', 'Quit anyway'],
    defaultId: 0,
    cancelId: 0,
  }
  const { response } = await (parent
    ? dialog.showMessageBox(parent, options)
    : dialog.showMessageBox(options))
  return response === 1
}
