/** Everything behind the window, from an open library to the window itself. */
import { session } from 'electron'
import { screenFragment } from '#core/contract/pageAddress.ts'
import { defaultLibraryPath } from '#main/library/library.ts'
import { createServices } from '#main/services.ts'
import { setUpAbout } from './about.ts'
import { setUpApiPort } from './apiPort.ts'
import { setUpAppProtocol } from './appScheme.ts'
import { setUpCrashRecovery } from './crash.ts'
import { setUpDialogs } from './dialogs.ts'
import { EditorWindow } from './editorWindow.ts'
import { stopWith } from './fatal.ts'
import type { Launch } from './launch.ts'
import { setUpMenu } from './menu/applicationMenu.ts'
import { type OpenRequests, setUpOpenRequests } from './openRequests.ts'
import { setUpQuit } from './quit.ts'
import { setUpSessionSecurity } from './security.ts'
import { RunningWork } from './work.ts'

/** Opens the library and shows the editor, or says why it cannot and ends. Called once the app is ready. */
export function openEditor(launch: Launch, requests: OpenRequests): void {
  const opened = createServices({ libraryPath: launch.libraryPath ?? defaultLibraryPath(), host: 'electron' })
  if (!opened.ok) {
    stopWith(opened.error)
    return
  }
  const services = opened.value
  const work = new RunningWork()
  const editor = new EditorWindow()
  setUpSessionSecurity(session.defaultSession)
  setUpAppProtocol(services)
  setUpApiPort(services, work)
  setUpDialogs(editor)
  setUpAbout()
  setUpMenu(services, editor, requests)
  setUpCrashRecovery(editor)
  setUpQuit(services, work, editor)
  setUpOpenRequests(requests, editor)
  editor.show(screenFragment(launch))
  for (const file of launch.files) requests.openFile(file)
}
