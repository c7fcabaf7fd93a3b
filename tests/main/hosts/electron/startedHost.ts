/** The host's `main` as it is, on a double of Electron, a real library in a folder of its own, and a small page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { vi } from 'vitest'
import type { contract } from '#core/contract/contract.ts'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'
import { createElectron, type ElectronDouble } from './electronDouble.ts'

export type Api = ContractRouterClient<typeof contract>

export const PAGE_HTML = '<!doctype html><title>Afterspace</title>'

export interface StartedHost {
  readonly electron: ElectronDouble
  readonly libraryPath: string
  /** An API client on a new port, as a freshly loaded page has it. */
  readonly connect: () => { api: Api; port: MessagePort }
  /** The answer of the app's own scheme. */
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
  /** Quits as a person does and waits until the program has ended. */
  readonly stop: () => Promise<void>
}

export interface StartOptions {
  readonly args?: readonly string[]
  readonly hasLock?: boolean
  /** Prepares the folder, to spoil a library before it is opened. */
  readonly prepare?: (folders: { libraryPath: string; userData: string }) => void
}

const folders: string[] = []

/** Deletes what the tests of a file left. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterspace-electron-'))
  folders.push(folder)
  return folder
}

export async function startHost({
  args = [],
  hasLock = true,
  prepare,
}: StartOptions = {}): Promise<StartedHost> {
  const folder = temporaryFolder()
  const libraryPath = join(folder, 'library')
  const page = join(folder, 'page')
  for (const part of [libraryPath, page]) mkdirSync(part)
  writeFileSync(join(page, 'index.html'), PAGE_HTML)
  prepare?.({ libraryPath, userData: join(libraryPath, 'electron') })

  const electron = createElectron({ hasLock, userData: folder })
  vi.resetModules()
  vi.doMock('electron', () => electron.module)
  // The page is built after the unit tests: a small one stands in.
  vi.doMock('#main/assets.ts', async (original) => ({
    ...(await original<typeof import('#main/assets.ts')>()),
    pageFolder: () => page,
  }))
  const argv = process.argv
  process.argv = ['electron', '.', '--library', libraryPath, ...args]
  try {
    await import('#main/hosts/electron/main.ts')
  } finally {
    process.argv = argv
  }
  await electron.becomeReady()

  return {
    electron,
    libraryPath,
    connect() {
      const { mainFrame } = electron.seen.windows[0]!.webContents
      electron.tell(TO_HOST.requestPort)
      const handed = mainFrame.posted.findLast(({ channel }) => channel === TO_PRELOAD.port)
      const port = handed!.ports[0]!
      const api = createORPCClient<Api>(new RPCLink({ port }))
      port.start()
      return { api, port }
    },
    async get(path, headers = {}) {
      const handler = electron.seen.protocolHandlers.get('afterspace')!
      return handler(new Request(`afterspace://app${path}`, { headers }))
    },
    async stop() {
      if (electron.seen.exitCode !== undefined) return
      const ended = new Promise((resolve) => electron.app.once('exited', resolve))
      electron.seen.answers.messageBox = 1
      electron.app.quit()
      await ended
    },
  }
}
