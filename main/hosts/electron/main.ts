/** `npm start` and the packaged app: the editor as a desktop program. */
import { app } from 'electron'
import { toProblem } from '#core/problem.ts'
import { setUpAppScheme } from './appScheme.ts'
import { openEditor } from './editor.ts'
import { stopWith } from './fatal.ts'
import { readLaunch } from './launch.ts'
import { OpenRequests, setUpFileOpening } from './openRequests.ts'
import { setUpWindowSecurity } from './security.ts'
import { claimInstance } from './singleInstance.ts'

const launch = readLaunch(process.argv, { isPackaged: app.isPackaged, workingFolder: process.cwd() })
const requests = new OpenRequests()

// All of this must be done before the app is ready.
app.enableSandbox()
setUpAppScheme()
setUpWindowSecurity()
if (claimInstance(launch, requests)) {
  setUpFileOpening(requests)
  app
    .whenReady()
    .then(() => openEditor(launch, requests))
    .catch((error) => stopWith(toProblem(error)))
} else {
  app.quit()
}
