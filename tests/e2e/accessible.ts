import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './host.ts'

/** What axe finds wrong on the page as it is. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Fading in changes contrast; what counts is the screen at rest.
  await page.waitForTimeout(400)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(found, what).toEqual([])
}
