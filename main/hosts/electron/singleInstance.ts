/** One Afterspace for a library: a second start brings the first one's window to the front. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { type Launch, openRequestSchema } from './launch.ts'
import type { OpenRequests } from './openRequests.ts'

/**
 * Whether this is the first start. Otherwise what it asks for was handed to the first, and this one is to end.
 * @param requests gets what later starts ask for
 */
export function claimInstance(launch: Launch, requests: OpenRequests): boolean {
  if (launch.libraryPath) keepStateWith(launch.libraryPath)
  const { demo, projectId, files } = launch
  if (!app.requestSingleInstanceLock({ demo, projectId, files })) return false
  app.on('second-instance', (_event, _argv, _workingFolder, data) => {
    const request = openRequestSchema.safeParse(data)
    requests.open(request.success ? request.data : { demo: false, files: [] })
  })
  return true
}

/** The lock lies with the window's state; a library of one's own gets its own, so that two can be open. */
function keepStateWith(libraryPath: string): void {
  const folder = join(libraryPath, 'electron')
  try {
    mkdirSync(folder, { recursive: true })
    app.setPath('userData', folder)
  } catch {
    // Opening the library says in a moment what is wrong with the folder.
  }
}
