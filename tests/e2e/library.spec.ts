/** The library screen and the ways in, as a person goes through them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { episodeDuration } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { twspaceDlJson } from '../core/formats/sidecar/material.ts'
import { makeTone } from '../fixtures/audio.ts'
import { makeChunks, writeChunks } from '../fixtures/chunks.ts'
import { makeSpace } from '../fixtures/space.ts'
import { makeZip, spacesMetadata } from '../support/zips.ts'
import { test as base, expect, type Host, playButton } from './host.ts'

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'afterspace-bring-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const [ONE, OTHER, SILENT, BARE] = ['1oneOneOneOne', '1otherOtherOt', '1silentSilent', '1bareBareBare']

/** Chooses files in the dialog of the import button. */
async function choose(page: Page, ...files: string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import recording' }).click(),
  ])
  await chooser.setFiles(files)
}

/** Drops files and folders as the system does: with entries that can be walked through. */
async function drop(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await session.detach()
}

const rows = (page: Page) => page.getByRole('list', { name: 'Episodes' }).getByRole('listitem')

const titles = (page: Page) => page.locator('.project-title').allTextContents()

/** Projects of one tone each, the first made first and the longest. */
async function withEpisodes({ services }: Host, folder: string, page: Page, names: readonly string[]) {
  for (const [i, name] of names.entries()) {
    const path = await makeTone(join(folder, `${name}.wav`), 'wav', {
      samples: 48_000 * (names.length + 1 - i),
    })
    await choose(page, path)
    await expect(playButton(page)).toBeEnabled()
    await page.getByRole('button', { name: 'All episodes' }).click()
    await expect(page.getByRole('heading', { name: 'Episodes' })).toBeVisible()
  }
  expect(services.projects.list()).toHaveLength(names.length)
}

test('an archive shows its Spaces, and the chosen ones become episodes', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  const made = [await makeSpace({ durationSeconds: 5 }), await makeSpace({ durationSeconds: 7 })]
  const zip = await makeZip(join(folder, 'twitter.zip'), {
    'data/spaces-metadata.js': spacesMetadata([ONE, OTHER, SILENT]),
    [`data/spaces_media/space-${ONE}_0.ts`]: made[0]!.bytes,
    [`data/spaces_media/space-${OTHER}_0.ts`]: made[1]!.bytes,
    [`data/spaces_media/space-${BARE}_0.ts`]: made[0]!.bytes,
  })
  await page.goto(host.url)
  await drop(page, zip)
  const dialog = page.getByRole('dialog', { name: 'Which Spaces?' })
  await expect(dialog).toBeVisible()
  const spaces = dialog.getByRole('list').getByRole('listitem')
  await expect(spaces).toHaveCount(4)
  const silent = spaces.filter({ hasText: 'No sound in the archive' })
  await expect(silent).toHaveCount(1)
  await expect(silent.getByRole('checkbox')).toBeDisabled()
  await expect(spaces.filter({ hasText: `Space ${BARE}` }).getByRole('checkbox')).toBeEnabled()
  await expect(dialog.getByRole('button', { name: 'Import Space' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: 'Select all' }).check()
  await spaces
    .filter({ hasText: `Space ${BARE}` })
    .getByRole('checkbox')
    .uncheck()
  await dialog.getByRole('button', { name: 'Import 2 Spaces' }).click()
  await expect(rows(page)).toHaveCount(2, { timeout: 60_000 })
  const lengths = host.services.projects.list().map((row) => row.duration_samples)
  expect(lengths.toSorted()).toEqual(made.map(({ durationSamples }) => durationSamples).toSorted())
})

test('episodes are found, put in order, and walked through by keys', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  await page.goto(host.url)
  await withEpisodes(host, folder, page, ['Room 10', 'Änderungen', 'Room 2'])
  expect(await titles(page)).toEqual(['Room 2', 'Änderungen', 'Room 10'])
  await page.getByLabel('Order').selectOption('title')
  await expect.poll(() => titles(page)).toEqual(['Änderungen', 'Room 2', 'Room 10'])
  await page.getByLabel('Order').selectOption('length')
  await expect.poll(() => titles(page)).toEqual(['Room 10', 'Änderungen', 'Room 2'])
  await page.getByLabel('Order').selectOption('changed')
  await page.getByLabel('Order').evaluate((element) => (element as HTMLElement).blur())

  await page.keyboard.press('/')
  await page.keyboard.type('room')
  await expect.poll(() => titles(page)).toEqual(['Room 2', 'Room 10'])
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /Room 2/ })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('link', { name: /Room 10/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(playButton(page)).toBeEnabled()
  await page.getByRole('button', { name: 'All episodes' }).click()
  // The search is as it was left, and so is the place.
  await expect.poll(() => titles(page)).toEqual(['Room 2', 'Room 10'])
  await expect(page.getByRole('link', { name: /Room 10/ })).toBeFocused()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('nothing like it')
  await expect(page.getByText('No episode fits')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect.poll(() => titles(page)).toHaveLength(3)
  // A waveform in small, and not a blank one.
  await expect(page.locator('.thumbnail.blank')).toHaveCount(0)
})

test('what was removed can be brought back', async ({ page, host, folder, failures: _ }) => {
  await page.goto(host.url)
  await withEpisodes(host, folder, page, ['First', 'Second'])
  await page.getByRole('link', { name: /Second/ }).focus()
  await page.keyboard.press('Delete')
  const asked = page.getByRole('alertdialog', { name: 'Remove “Second”?' })
  await expect(asked).toContainText('until Afterspace closes')
  await asked.getByRole('button', { name: 'Remove episode' }).click()
  await expect(rows(page)).toHaveCount(1)
  await expect(page.getByRole('link', { name: /First/ })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole('link', { name: /Second/ }).focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Title' }).fill('The second, renamed')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /The second, renamed/ })).toBeVisible()
})

test('two recordings become one episode, in the order that was chosen', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  const first = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 48_000 * 3 })
  const second = await makeTone(join(folder, 'b.wav'), 'wav', { samples: 48_000 * 2 })
  await page.goto(host.url)
  await drop(page, first, second)
  const dialog = page.getByRole('dialog', { name: '2 recordings' })
  await dialog.getByRole('button', { name: 'Move b.wav up' }).click()
  await dialog.getByRole('button', { name: 'Import as one episode' }).click()
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
  const [row] = host.services.projects.list()
  const { episode } = unwrap(host.services.projects.open(row!.id))
  expect(episodeDuration(episode)).toBe(48_000 * 5)
  expect(episode.media.map(({ durationSamples }) => durationSamples)).toEqual([48_000 * 2, 48_000 * 3])
})

test('several are imported one after another until a person stops them', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  const twentyMinutes = { samples: 48_000 * 1_200 }
  const paths = [
    await makeTone(join(folder, '1 short.wav'), 'wav', { samples: 48_000 }),
    await makeTone(join(folder, '2 long.mp3'), 'mp3', twentyMinutes),
    await makeTone(join(folder, '3 never.wav'), 'wav', { samples: 96_000 }),
  ]
  await page.goto(host.url)
  await drop(page, ...paths)
  const dialog = page.getByRole('dialog', { name: '3 recordings' })
  await dialog.getByRole('radio', { name: 'One episode each' }).click()
  await dialog.getByRole('button', { name: 'Import 3 episodes' }).click()
  await expect(page.getByText('Importing 2 of 3')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Stop importing' }).click()
  await expect(rows(page)).toHaveCount(1)
  expect(await titles(page)).toEqual(['1 short'])
  await expect(page.getByRole('status').filter({ hasText: '1 of 3 were imported before' })).toBeAttached()
})

test('what tells of a recording comes along when it is dropped with it', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  const talk = await makeTone(join(folder, 'download.wav'), 'wav', { samples: 48_000 * 2 })
  const sidecar = join(folder, 'from the downloader.json')
  writeFileSync(sidecar, twspaceDlJson())
  await page.goto(host.url)
  await drop(page, sidecar)
  await expect(page.getByRole('alert')).toContainText('Bring it together with its recording')
  await drop(page, talk, sidecar)
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
  await page.getByRole('button', { name: 'All episodes' }).click()
  await expect(rows(page)).toContainText(['Rooms & tunes'])
  await expect(rows(page)).toContainText(['Recorded Mar 1, 2023'])
  await expect(rows(page)).toContainText(['Alice 🎙️ Adams'])
})

test('a portable copy is downloaded, and dropped in again', async ({ page, host, folder, failures: _ }) => {
  await page.goto(host.url)
  await withEpisodes(host, folder, page, ['Carried'])
  await page.getByRole('button', { name: 'More for Carried' }).click()
  await page.getByRole('menuitem', { name: 'Save a portable copy…' }).click()
  await page.getByRole('button', { name: 'Save copy' }).click()
  const link = page.getByRole('link', { name: 'Download' })
  await expect(link).toBeVisible({ timeout: 30_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('Carried.afterspace')
  const path = join(folder, 'Carried.afterspace')
  await download.saveAs(path)
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await drop(page, path)
  await expect(playButton(page)).toBeEnabled({ timeout: 30_000 })
  await page.getByRole('button', { name: 'All episodes' }).click()
  await expect(rows(page)).toHaveCount(2)
})

test('a folder and loose chunks are one recording, a path is opened where it lies, and a transcript is sent on', async ({
  page,
  host,
  folder,
  failures: _,
}) => {
  const { chunks } = await makeChunks({ durationSeconds: 9 })
  const chunkFolder = await writeChunks(join(folder, 'chunks'), chunks)
  const paths = chunks.map(({ name }) => join(chunkFolder, name))
  await page.goto(host.url)
  for (const brought of [[chunkFolder], paths]) {
    await drop(page, ...brought)
    await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
    await page.getByRole('button', { name: 'All episodes' }).click()
  }
  await expect(rows(page)).toHaveCount(2)
  expect(new Set(host.services.projects.list().map((row) => row.duration_samples)).size).toBe(1)

  const talk = await makeTone(join(folder, 'talk.wav'), 'wav', { samples: 48_000 })
  await page.getByRole('button', { name: 'Other ways to import' }).click()
  await page.getByRole('menuitem', { name: 'Open from a path…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill(`"${talk}"`)
  await page.keyboard.press('Enter')
  await expect(playButton(page)).toBeEnabled({ timeout: 60_000 })
  expect(host.services.library.media.list().map(({ originalPath }) => originalPath)).toContain(talk)
  await page.getByRole('button', { name: 'All episodes' }).click()

  const captions = join(folder, 'talk.vtt')
  writeFileSync(captions, 'WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Hello\n')
  await drop(page, captions)
  await expect(page.getByRole('alert')).toContainText('Open the episode, then drop the file there.')
  await expect(rows(page)).toHaveCount(3)
})

test('storage tells what is kept, and frees what comes back', async ({ page, host, folder, failures: _ }) => {
  await page.goto(host.url)
  await withEpisodes(host, folder, page, ['Kept'])
  await page.getByRole('button', { name: 'Storage' }).click()
  const dialog = page.getByRole('dialog', { name: 'Storage' })
  await expect(dialog).toContainText(host.services.library.path)
  await expect(dialog.getByRole('row')).toHaveCount(2)
  await dialog.getByRole('button', { name: /^Free \d/ }).click()
  await expect(dialog.getByRole('button', { name: 'Free space' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /Kept/ }).click()
  await expect(playButton(page)).toBeEnabled()
})
