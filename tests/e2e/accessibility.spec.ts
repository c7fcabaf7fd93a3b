/** axe on every screen, in both themes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSpace } from '../fixtures/space.ts'
import { makeZip, spacesMetadata } from '../support/zips.ts'
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

    test('the dialogs of the library, and of what is brought', async ({ page, host, failures: _ }) => {
      const folder = mkdtempSync(join(tmpdir(), 'afterspace-axe-'))
      const { bytes } = await makeSpace({ durationSeconds: 3 })
      const ids = Array.from({ length: 9 }, (_, place) => `1oneOneOneOn${place}`)
      const zip = await makeZip(join(folder, 'twitter.zip'), {
        'data/spaces-metadata.js': spacesMetadata(ids),
        [`data/spaces_media/space-${ids[0]}_0.ts`]: bytes,
      })
      const recordings = ['a.ts', 'b.ts'].map((name) => join(folder, name))
      for (const path of recordings) writeFileSync(path, bytes)
      await page.goto(host.url)
      await openDemo(page)
      await page.getByRole('button', { name: 'All episodes' }).click()

      async function expectDialog(name: string, open: () => Promise<unknown>): Promise<void> {
        await open()
        await expect(
          page.getByRole('dialog', { name }).or(page.getByRole('alertdialog', { name })),
        ).toBeVisible()
        await expectAccessible(page, name)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeHidden()
      }
      async function choose(...files: string[]): Promise<void> {
        const choosing = page.waitForEvent('filechooser')
        await page.getByRole('button', { name: 'Import recording' }).click()
        await (await choosing).setFiles(files)
      }
      const menu = async (button: RegExp, item: RegExp) => {
        await page.getByRole('button', { name: button }).first().click()
        await page.getByRole('menuitem', { name: item }).click()
      }
      await expectDialog('Storage', () => page.getByRole('button', { name: 'Storage' }).click())
      await expectDialog('Get your recording from X', () =>
        page.getByRole('button', { name: /from X/ }).click(),
      )
      await expectDialog('Open from a path', () => menu(/Other ways/, /path/))
      await expectDialog('Rename episode', () => menu(/^More for/, /Rename/))
      await expectDialog('Portable copy', () => menu(/^More for/, /portable/))
      await expectDialog('Which Spaces?', () => choose(zip))
      await expectDialog('2 recordings', () => choose(...recordings))
      await menu(/^More for/, /Remove/)
      await expectAccessible(page, 'remove')
      await page.getByRole('button', { name: 'Remove episode' }).click()
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
      await expectAccessible(page, 'undo')
      rmSync(folder, { recursive: true, force: true })
    })
  })
