/** axe on every screen, in both themes. */
import { expectAccessible } from './accessible.ts'
import { expect, openDemo, test } from './host.ts'

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the empty library', async ({ page, host, failures: _ }) => {
      await page.goto(host.url)
      await expect(page.getByRole('button', { name: /import/i }).first()).toBeVisible()
      await expectAccessible(page, 'empty library')
    })

    test('the editor with every panel and dialog, and the library with an episode', async ({
      page,
      host,
      failures: _,
    }) => {
      await page.goto(host.url)
      await openDemo(page)
      for (const tab of ['Speakers', 'Sponsors', 'Inspect', 'Chapters', 'History']) {
        await page.getByRole('tab', { name: tab }).click()
        await expectAccessible(page, tab)
      }
      for (const [key, name] of [
        ['Control+e', 'Export episode'],
        ['?', /shortcuts/i],
      ] as const) {
        await page.keyboard.press(key)
        await expect(page.getByRole('dialog', { name })).toBeVisible()
        await expectAccessible(page, String(name))
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.getByRole('tab', { name: 'Sponsors' }).click()
      await page.getByRole('button', { name: 'Add a read' }).click()
      await expectAccessible(page, 'add a read')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'All episodes' }).click()
      await expect(page.getByRole('heading', { name: 'Episodes' })).toBeVisible()
      await expectAccessible(page, 'library')
    })
  })
