/** The built app in a temporary library, started and ended for one test. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test'

const root = join(import.meta.dirname, '..', '..')

interface Desktop {
  readonly libraryPath: string
  readonly app: ElectronApplication
  readonly page: Page
}

/** Starts Electron on the checkout; its `main` is dist/main/electron.js. */
export async function startDesktop(
  libraryPath: string,
  args: readonly string[],
): Promise<ElectronApplication> {
  const executablePath = process.env.AFTERSPACE_ELECTRON
  if (!executablePath) throw new Error('Run these tests by: node scripts/test.mjs tests/electron')
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return electron.launch({
    executablePath,
    cwd: root,
    // Chromium refuses its sandbox to root, and then does not start at all.
    args: [...(isRoot ? ['--no-sandbox'] : []), root, '--library', libraryPath, ...args],
  })
}

export const test = base.extend<{ desktop: Desktop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are asked for from the pattern
  desktop: async ({}, use) => {
    const libraryPath = mkdtempSync(join(tmpdir(), 'afterspace-desktop-'))
    const app = await startDesktop(libraryPath, ['--demo'])
    try {
      await use({ libraryPath, app, page: await app.firstWindow() })
    } finally {
      await app.close()
      rmSync(libraryPath, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})

export { expect } from '@playwright/test'
