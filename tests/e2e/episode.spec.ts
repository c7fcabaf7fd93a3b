/** The thin line through everything: demo in, cut, undo, reload, sponsor read, export, probe. */
import { readFileSync, statSync } from 'node:fs'
import type { FileChooser, Locator, Page } from '@playwright/test'
import { episodeDuration } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { measureFile } from '#main/media/ffmpeg/measure.ts'
import { demoReadPath, demoSpacePath } from '#main/projects/demo.ts'
import { decodePcm, runTool } from '../fixtures/ffmpeg.ts'
import { expect, onlyProject, playButton, test } from './host.ts'

/** Selects the first half minute by keys alone: in at the start, out at a typed time. */
async function selectDeadAir(editor: Page): Promise<void> {
  await editor.keyboard.press('Home')
  await editor.keyboard.press('i')
  const position = editor.getByRole('textbox', { name: /^Position/ })
  await position.fill('31.5')
  await position.press('Enter')
  await position.evaluate((element) => (element as HTMLElement).blur())
  await editor.keyboard.press('o')
}

test('the demo opens with its speakers, turns and gap', async ({ editor, host }) => {
  const { episode } = onlyProject(host)
  expect(episode.speakers.map(({ name, role }) => [name, role])).toEqual([
    ['Host', 'host'],
    ['theo_hosts', 'speaker'],
    ['ines_live', 'speaker'],
    ['callum_onair', 'speaker'],
  ])
  expect(episode.media[0]!.gaps).toHaveLength(1)
  for (const { name } of episode.speakers)
    await expect(editor.getByRole('textbox', { name: `Name of ${name}` })).toBeVisible()
})

test('a cut, undone and done again, survives a reload with its history', async ({ editor, host }) => {
  const before = episodeDuration(onlyProject(host).episode)
  await selectDeadAir(editor)
  await editor.keyboard.press('Delete')
  await expect(editor.getByText('All changes saved')).toBeVisible()
  await expect.poll(() => episodeDuration(onlyProject(host).episode)).toBe(before - secondsToSamples(31.5))

  await editor.getByRole('button', { name: 'Undo: Cut 31.5 s' }).click()
  await expect.poll(() => episodeDuration(onlyProject(host).episode)).toBe(before)

  await editor.reload()
  await expect(playButton(editor)).toBeEnabled()
  await editor.getByRole('button', { name: 'Redo: Cut 31.5 s' }).click()
  await expect.poll(() => episodeDuration(onlyProject(host).episode)).toBe(before - secondsToSamples(31.5))

  await editor.reload()
  await expect(editor.getByRole('button', { name: 'Undo: Cut 31.5 s' })).toBeEnabled()
  await editor.getByRole('tab', { name: 'History' }).click()
  await expect(editor.getByRole('tabpanel').getByRole('button', { name: /Cut 31\.5 s/ })).toBeVisible()
})

test('it plays, pauses, changes speed, and stays at the same moment through a cut', async ({ editor }) => {
  const position = editor.getByRole('textbox', { name: /^Position/ })
  const seconds = async () => {
    const [minutes = '0', rest = '0'] = (await position.inputValue()).split(':')
    return Number(minutes) * 60 + Number(rest)
  }
  await editor.keyboard.press('Home')
  await editor.keyboard.press('Space')
  await expect.poll(seconds).toBeGreaterThan(0.5)
  await editor.getByRole('button', { name: /^Speed/ }).click()
  await editor.getByRole('menuitemradio', { name: '2×', exact: true }).click()
  await expect(editor.getByRole('button', { name: /^Speed 2/ })).toBeVisible()
  const from = await seconds()
  await expect.poll(seconds).toBeGreaterThan(from + 1)
  await playButton(editor).click()
  const paused = await seconds()
  await editor.waitForTimeout(300)
  expect(await seconds()).toBe(paused)

  await selectDeadAir(editor)
  await position.fill('1:00')
  await position.press('Enter')
  await position.evaluate((element) => (element as HTMLElement).blur())
  await editor.keyboard.press('Space')
  await expect.poll(seconds).toBeGreaterThan(60.3)
  await editor.keyboard.press('Delete')
  await expect.poll(seconds).toBeLessThan(40)
  expect(await seconds()).toBeGreaterThan(28.7)
})

test('a sponsor read is placed and the episode exported with chapters', async ({ editor, host }) => {
  await selectDeadAir(editor)
  await editor.keyboard.press('Delete')
  await editor.getByRole('tab', { name: 'Chapters' }).click()
  await editor.getByRole('button', { name: 'At playhead', exact: true }).click()

  await editor.getByRole('tab', { name: 'Sponsors' }).click()
  await editor.getByRole('button', { name: 'Add a read' }).click()
  const dialog = editor.getByRole('dialog')
  await choose(editor, dialog.getByRole('button', { name: /^Choose audio/ }), demoReadPath())
  await dialog.getByRole('textbox', { name: /^Brand/ }).fill('Northwind Coffee')
  await dialog.getByRole('button', { name: /^Add/ }).click()
  await expect(dialog).toBeHidden()
  await editor.getByRole('tabpanel').getByRole('button', { name: /^Mid/ }).click()
  await expect
    .poll(() => onlyProject(host).episode.clips.filter((clip) => clip.slot === 'mid').length)
    .toBe(1)

  await editor.keyboard.press('Control+e')
  const exporting = editor.getByRole('dialog', { name: 'Export episode' })
  await exporting.getByRole('textbox', { name: 'Artist or host' }).fill('Maya Lindgren')
  await exporting.getByRole('button', { name: 'Export MP3' }).click()
  const link = exporting.getByRole('link', { name: /save|download/i })
  await expect(link).toBeVisible({ timeout: 60_000 })
  const [download] = await Promise.all([editor.waitForEvent('download'), link.click()])
  const path = await download.path()
  expect(statSync(path).size).toBeGreaterThan(1_000_000)

  const { episode } = onlyProject(host)
  const pcm = await decodePcm(path)
  // An MP3 decoder gives whole frames; what it gives must not be short, nor longer than a frame or two.
  expect(pcm.length / 4 - episodeDuration(episode)).toBeGreaterThanOrEqual(0)
  expect(pcm.length / 4 - episodeDuration(episode)).toBeLessThanOrEqual(2 * 1152)
  const measured = unwrap(await measureFile(path))
  expect(Math.abs(measured.integratedLufs! + 16)).toBeLessThanOrEqual(0.3)
  expect(measured.truePeakDbtp!).toBeLessThanOrEqual(-1)
  const probe = JSON.parse(
    (
      await runTool('ffprobe', ['-v', 'error', '-show_chapters', '-show_format', '-of', 'json', path])
    ).toString(),
  )
  expect(probe.format.tags).toMatchObject({ artist: 'Maya Lindgren' })
  expect(probe.chapters.map((chapter: { tags: { title: string } }) => chapter.tags.title)).toContain(
    'Northwind Coffee',
  )
})

test('a chosen file is imported, and what is not audio is refused with a hint', async ({
  page,
  host,
  failures: _,
}) => {
  await page.goto(host.url)
  const importButton = page.getByRole('button', { name: /^Import/ }).first()
  await choose(page, importButton, {
    name: 'notes.mp3',
    mimeType: 'audio/mpeg',
    buffer: Buffer.from('There is no sound in here.'),
  })
  await expect(page.getByText(/not.*audio|no sound|not a sound/i).first()).toBeVisible()
  expect(host.services.projects.list()).toEqual([])

  await page.goto(host.url)
  await choose(page, importButton, demoSpacePath())
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
  expect(host.services.projects.list()).toHaveLength(1)
})

test('a recording dropped on the window is imported', async ({ page, host, failures: _ }) => {
  await page.goto(host.url)
  await expect(page.getByRole('button', { name: /^Import/ }).first()).toBeVisible()
  const bytes = readFileSync(demoSpacePath()).toString('base64')
  const transfer = await page.evaluateHandle((base64) => {
    const data = new DataTransfer()
    const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    data.items.add(new File([content], 'space-1DemoAfterspc_0.ts'))
    return data
  }, bytes)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('.app-body', type, { dataTransfer: transfer })
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
})

/** Answers the file dialog that a button opens. */
async function choose(
  page: Page,
  button: Locator,
  file: Parameters<FileChooser['setFiles']>[0],
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
  await chooser.setFiles(file)
}
