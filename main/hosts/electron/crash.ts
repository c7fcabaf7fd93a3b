/** When the window's process dies, the project does not: everything is saved, and the page can come back. */
import { app, dialog } from 'electron'
import type { EditorWindow } from './editorWindow.ts'

export function setUpCrashRecovery(editor: EditorWindow): void {
  editor.onMade((window) => {
    window.webContents.on('render-process-gone', async (_event, { reason }) => {
      if (reason === 'clean-exit' || window.isDestroyed()) return
      const { response } = await dialog.showMessageBox(window, {
        type: 'error',
        message: 'The editor’s window has stopped working.',
        detail: 'Your edits are saved. Open the window again to go on.',
        buttons: ['Open again', 'Quit'],
        defaultId: 0,
        cancelId: 0,
      })
      if (response === 1) app.quit()
      else if (!window.isDestroyed()) window.webContents.reload()
    })
  })
}
