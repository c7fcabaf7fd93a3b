/** axe on what brings something into the episode, in both themes. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '#core/problem.ts'
import { importProject } from '#main/projects/importProject.ts'
import { makeTone } from '../fixtures/audio.ts'
import { expectAccessible } from './accessible.ts'
import { expect, openDemo, test } from './host.ts'

const NAMES = [
  'Maya',
  'Dr. Anastasia Konstantinopoulou-Weatherby of the Department of Long Names',
  'SPEAKER_07',
]
const CUES = Array.from({ length: 30 }, (_, i) => {
  const second = (of: number) => String(of).padStart(2, '0')
  return `00:01:${second(i * 2)}.000 --> 00:01:${second(i * 2 + 1)}.000\n<v ${NAMES[i % 3]}>Hello from line ${i}.\n`
})

for (const colorScheme of ['dark', 'light'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the dialogs and the transcript', async ({ page, host, failures: _ }) => {
      await page.goto(host.url)
      await openDemo(page)
      const dialog = page.getByRole('dialog')
      await page.getByRole('tab', { name: 'Transcript' }).click()
      await expectAccessible(page, 'no transcript')
      for (const [menu, item] of [
        ['Add to the episode', /Add recording/],
        ['Add to the episode', /Insert silence/],
        ['More to export', /portable copy/],
        ['More to export', /transcript and speakers/],
      ] as const) {
        await page.getByRole('button', { name: menu }).click()
        await page.getByRole('menuitem', { name: item }).click()
        await expect(dialog).toBeVisible()
        await expectAccessible(page, String(item))
        await page.keyboard.press('Escape')
        await expect(dialog).toBeHidden()
      }

      await page.keyboard.press('Control+i')
      await expectAccessible(page, 'import without a file')
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        dialog.getByRole('button', { name: 'Choose a file…' }).click(),
      ])
      const buffer = Buffer.from(`WEBVTT\n\n${CUES.join('\n')}`)
      await chooser.setFiles({ name: 'talk.vtt', mimeType: 'text/vtt', buffer })
      await expect(dialog.getByRole('combobox', { name: 'Who is Maya?' })).toBeVisible()
      await expectAccessible(page, 'import with a preview')
      await dialog.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(dialog).toBeHidden()
      await page.getByRole('searchbox').fill('hello')
      await page.keyboard.press('Enter')
      await expect(page.getByText('1 of 30')).toBeVisible()
      await expectAccessible(page, 'transcript with hits')
    })

    test('a missing original', async ({ page, host }) => {
      const folder = mkdtempSync(join(tmpdir(), 'afterspace-gone-'))
      // Deep down, so that no file of another test is near it and taken for it.
      const place = join(folder, 'deep', 'deeper')
      mkdirSync(place, { recursive: true })
      const path = await makeTone(join(place, 'gone.wav'), 'wav', { samples: 96_000 })
      const { services } = host
      const { projectId } = unwrap(
        await importProject(services.library, services.projects, { paths: [path] }),
      )
      rmSync(place, { recursive: true })
      await page.goto(host.url)
      await page.goto(`${new URL(host.url).origin}/#/project/${projectId}`)
      await page.getByRole('button', { name: 'Find it…' }).click()
      await expect(page.getByRole('dialog', { name: 'Find the recording' })).toBeVisible()
      await expectAccessible(page, 'find the recording')
      await page.keyboard.press('Escape')
      await expectAccessible(page, 'banner')
      rmSync(folder, { recursive: true })
    })
  })
