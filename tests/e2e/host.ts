/** Each test gets a real web host with an empty library of its own, and a page that has come in with the token. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { unwrap } from '#core/problem.ts'
import { pageFolder } from '#main/assets.ts'
import { startWebHost } from '#main/hosts/web/server.ts'
import { createServices, type Services } from '#main/services.ts'

export interface Host {
  readonly services: Services
  readonly url: string
}

export const test = base.extend<{ host: Host; editor: Page; failures: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern
  host: async ({}, use) => {
    const libraryPath = mkdtempSync(join(tmpdir(), 'afterspace-e2e-'))
    const services = unwrap(createServices({ libraryPath, host: 'web' }))
    const host = unwrap(await startWebHost(services, { pageFolder: pageFolder(), port: 0 }))
    await use({ services, url: host.url })
    await host.close()
    await services.close()
    rmSync(libraryPath, { recursive: true, force: true })
  },

  /** What the page threw or logged as an error; a test that ends with any has failed. */
  failures: async ({ page }, use) => {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(message.text())
    })
    await use(failures)
    expect(failures).toEqual([])
  },

  /** The editor with the demo Space. */
  editor: async ({ page, host, failures: _ }, use) => {
    await page.goto(host.url)
    await openDemo(page)
    await use(page)
  },
})

export { expect }

export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: /demo/i }).first().click()
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
}

export function playButton(page: Page): Locator {
  return page.getByRole('button', { name: /^(Play|Pause)\b/ }).first()
}

/** The only project of a host's library. */
export function onlyProject({ services }: Host) {
  const [row] = services.projects.list()
  if (!row) throw new Error('The library has no project.')
  return unwrap(services.projects.open(row.id))
}
