/** What a person brings to an open episode: speakers, transcripts, recordings, silence, and what was moved. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileChooser, Locator, Page } from '@playwright/test'
import { episodeDuration } from '#core/episode/timeline.ts'
import { passageText } from '#core/episode/words.ts'
import { unwrap } from '#core/problem.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { importProject } from '#main/projects/importProject.ts'
import { makeTone } from '../fixtures/audio.ts'
import { test as base, expect, onlyProject, playButton } from './host.ts'

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'afterspace-brought-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const VTT = `WEBVTT

00:32.000 --> 00:36.000
<v Maya>Welcome to the room, can you hear me?

00:45.000 --> 00:48.000
<v Theo>Loud and clear.

01:00.000 --> 01:03.000
<v Ghost>This is a whisper from somewhere else.
`

/** Answers the file dialog that a button opens. */
async function choose(
  page: Page,
  button: Locator,
  file: Parameters<FileChooser['setFiles']>[0],
): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
  await chooser.setFiles(file)
}

/** Lets go of files over the window. */
async function drop(page: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }))
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, base64 } of given) {
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      data.items.add(new File([content], name))
    }
    return data
  }, sent)
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('.app-body', type, { dataTransfer: transfer })
}

async function goTo(page: Page, time: string): Promise<void> {
  const position = page.getByRole('textbox', { name: /^Position/ })
  await position.fill(time)
  await position.press('Enter')
}

async function addFromMenu(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add to the episode' }).click()
  await page.getByRole('menuitem', { name }).click()
}

/**
 * Forgets requests that were refused as they should be: 409 is a revision that the next edit has overtaken while
 * it was loaded, 422 sound that is missing.
 */
function forgive(failures: string[], status: '409' | '422'): void {
  const others = failures.filter((failure) => !failure.includes(`responded with a status of ${status}`))
  failures.splice(0, failures.length, ...others)
}

const dialogOf = (page: Page) => page.getByRole('dialog')
const transcriptOf = (page: Page) => page.getByRole('region', { name: 'What is said' })

test('captions come in with a name matched otherwise, are read, searched, cut, exported and undone', async ({
  editor,
  host,
  failures,
}) => {
  const before = onlyProject(host).episode
  await editor.keyboard.press('Control+i')
  const dialog = dialogOf(editor)
  await choose(editor, dialog.getByRole('button', { name: 'Choose a file…' }), {
    name: 'captions.vtt',
    mimeType: 'text/vtt',
    buffer: Buffer.from(VTT),
  })
  await expect(dialog.getByText('WebVTT', { exact: true })).toBeVisible()
  await expect(dialog.getByText('Loud and clear.')).toBeVisible()
  // Maya speaks when the host does.
  const maya = dialog.getByRole('combobox', { name: 'Who is Maya?' })
  await expect(maya.locator('option:checked')).toHaveText('Host')
  await expect(dialog.getByText(/Speaks at the same time/).first()).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Who is Theo?' }).selectOption({ label: 'callum_onair' })
  await dialog.getByRole('combobox', { name: 'Who is Ghost?' }).selectOption({ label: 'New: Ghost' })
  await dialog.getByRole('checkbox', { name: /Who speaks when/ }).check()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toBeHidden()

  await expect(editor.getByText('All changes saved')).toBeVisible()
  const { episode, history } = onlyProject(host)
  expect(history.steps).toHaveLength(1)
  const nameOf = (id: string | null) => episode.speakers.find((speaker) => speaker.id === id)?.name
  expect(episode.passages.map((passage) => [nameOf(passage.speakerId), passageText(passage.words)])).toEqual([
    ['Host', 'Welcome to the room, can you hear me?'],
    ['callum_onair', 'Loud and clear.'],
    ['Ghost', 'This is a whisper from somewhere else.'],
  ])
  expect(episode.segments.filter(({ origin }) => origin === 'imported').length).toBeGreaterThan(0)
  // A lane of their own.
  await expect(editor.locator('.timeline-heads').getByText('Ghost')).toBeVisible()

  await editor.getByRole('tab', { name: 'Transcript' }).click()
  const transcript = transcriptOf(editor)
  await expect(transcript.getByText('callum_onair')).toBeVisible()
  await transcript.getByText('Loud').click()
  const position = editor.getByRole('textbox', { name: /^Position/ })
  await expect(position).toHaveValue('0:45.00')
  await editor.keyboard.press('Control+f')
  await expect(editor.getByRole('searchbox')).toBeFocused()
  await editor.keyboard.type('WHISPER from')
  await editor.keyboard.press('Enter')
  await expect(editor.getByText('1 of 1')).toBeVisible()
  await expect(position).toHaveValue(/^1:0[01]/)
  await expect(transcript.locator('.hit.active')).toHaveText(['whisper', 'from'])
  await editor.keyboard.press('Escape')
  await editor.keyboard.press('Escape')

  // The first half minute goes; what is said comes that much earlier.
  await goTo(editor, '30')
  await position.evaluate((element) => (element as HTMLElement).blur())
  await editor.keyboard.press('Shift+I')
  await expect(transcript.getByRole('button', { name: '0:02: go there' })).toBeVisible()
  await editor.keyboard.press('Control+Shift+e')
  await dialog.getByRole('radio', { name: /^SRT/ }).click()
  const [download] = await Promise.all([
    editor.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export SRT' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.srt$/)
  expect(readFileSync(await download.path(), 'utf8')).toBe(
    [
      '1\n00:00:02,000 --> 00:00:06,000\n[Host]: Welcome to the room, can you hear me?\n',
      '2\n00:00:15,000 --> 00:00:18,000\n[callum_onair]: Loud and clear.\n',
      '3\n00:00:30,000 --> 00:00:33,000\n[Ghost]: This is a whisper from somewhere else.\n',
      '',
    ].join('\n'),
  )
  await expect(dialog.getByText(/Saved 3 passages/)).toBeVisible()
  await editor.keyboard.press('Escape')

  await editor.getByRole('button', { name: /^Undo: Cut/ }).click()
  await editor.getByRole('button', { name: 'Undo: Import transcript from captions.vtt' }).click()
  await expect(editor.getByText('No transcript yet')).toBeVisible()
  await expect(editor.getByText('All changes saved')).toBeVisible()
  expect(onlyProject(host).episode).toEqual(before)
  forgive(failures, '409')
})

test('a dropped speaker file opens the dialog; what it cannot be is told there', async ({ editor, host }) => {
  const rttm = 'SPEAKER talk 1 5000.0 4.0 <NA> <NA> Ada <NA> <NA>\n'
  await drop(editor, [{ name: 'turns.rttm', bytes: Buffer.from(rttm) }])
  const dialog = editor.getByRole('dialog', { name: 'Import speakers or transcript' })
  await expect(dialog.getByRole('alert')).toContainText('lies within the recording')
  await expect(dialog.getByRole('alert')).toContainText('Check the offset')
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  const offset = dialog.getByRole('textbox', { name: 'Starts in the recording at' })
  await offset.fill('-4980')
  await offset.press('Enter')
  await expect(dialog.getByRole('combobox', { name: 'Who is Ada?' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toBeHidden()
  const imported = onlyProject(host).episode.segments.filter(({ origin }) => origin === 'imported')
  expect(imported.map(({ startSample }) => startSample)).toEqual([secondsToSamples(20)])
})

test('silence goes in at the playhead, and a second recording at the end', async ({
  editor,
  host,
  folder,
}) => {
  const before = episodeDuration(onlyProject(host).episode)
  await goTo(editor, '10')
  await addFromMenu(editor, /Insert silence/)
  const dialog = dialogOf(editor)
  await dialog.getByRole('textbox', { name: 'Length' }).fill('2.5')
  await editor.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(() => episodeDuration(onlyProject(host).episode)).toBe(before + secondsToSamples(2.5))
  expect(onlyProject(host).episode.clips[1]).toMatchObject({ length: secondsToSamples(2.5) })

  const path = await makeTone(join(folder, 'second half.wav'), 'wav', { samples: 240_000 })
  await addFromMenu(editor, /Add recording/)
  await choose(editor, dialog.getByRole('button', { name: 'Choose a recording…' }), path)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  const { episode } = onlyProject(host)
  expect(episodeDuration(episode)).toBe(before + secondsToSamples(2.5) + 240_000)
  expect(episode.media.filter(({ kind }) => kind === 'recording').map(({ name }) => name)).toContain(
    'second half.wav',
  )
  // The playhead is where it begins, and what is there can be heard.
  await expect(editor.getByRole('textbox', { name: /^Position/ })).toHaveValue('2:31.12')
  await editor.getByRole('button', { name: 'Undo: Add “second half.wav”' }).click()
  await expect.poll(() => episodeDuration(onlyProject(host).episode)).toBe(before + secondsToSamples(2.5))
})

test('a dropped recording asks whether it belongs here', async ({ editor, host, folder }) => {
  const path = await makeTone(join(folder, 'another.wav'), 'wav', { samples: 96_000 })
  const files = [{ name: 'another.wav', bytes: readFileSync(path) }]
  const address = editor.url()
  await drop(editor, files)
  const dialog = editor.getByRole('dialog', { name: 'Add a recording' })
  await dialog.getByRole('radio', { name: 'Import as a new episode' }).click()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect(playButton(editor)).toBeEnabled()
  expect(editor.url()).not.toBe(address)
  expect(host.services.projects.list()).toHaveLength(2)

  await drop(editor, files)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await expect(editor.locator('.time-total')).toHaveText('0:04.00')
})

test('a moved original is found by its path, and plays again', async ({ page, host, folder, failures }) => {
  const place = join(folder, 'here', 'recordings')
  mkdirSync(place, { recursive: true })
  const path = await makeTone(join(place, 'evening.wav'), 'wav', { samples: 480_000 })
  const { projectId } = unwrap(
    await importProject(host.services.library, host.services.projects, { paths: [path] }),
  )
  const moved = join(folder, 'far', 'away', 'below')
  mkdirSync(moved, { recursive: true })
  renameSync(path, join(moved, 'another name.wav'))
  await page.goto(host.url)
  await page.goto(`${new URL(host.url).origin}/#/project/${projectId}`)
  await expect(page.getByText(/The original recording is gone from/)).toContainText('evening.wav')
  await page.getByRole('button', { name: 'Find it…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Find the recording' })
  const field = dialog.getByRole('textbox', { name: /^Path/ })
  await field.fill(join(folder, 'nowhere'))
  await field.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await field.fill(join(folder, 'far'))
  await field.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/is gone from/)).toBeHidden()
  await expect(playButton(page)).toBeEnabled()
  const recordings = host.services.library.find(onlyProject(host).episode.media[0]!.id)
  expect(recordings?.originalPath).toBe(join(moved, 'another name.wav'))
  await playButton(page).click()
  await expect(page.getByRole('textbox', { name: /^Position/ })).toHaveValue(/^0:0[1-9]/)
  forgive(failures, '422')
})

test('a portable copy is saved as a download', async ({ editor }) => {
  await editor.getByRole('button', { name: 'More to export' }).click()
  await editor.getByRole('menuitem', { name: /portable copy/ }).click()
  const dialog = editor.getByRole('dialog', { name: 'Save a portable copy' })
  await dialog.getByRole('button', { name: /^Save copy/ }).click()
  const link = dialog.getByRole('link', { name: 'Download' })
  const [download] = await Promise.all([editor.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toMatch(/\.afterspace$/)
  expect(statSync(await download.path()).size).toBeGreaterThan(100_000)
})

test('a transcript of 50,000 words keeps a page of rows, and follows the playhead', async ({
  editor,
  host,
}) => {
  const { episode } = onlyProject(host)
  const recordingId = episode.media[0]!.id
  const cues = 5_000
  const step = Math.floor(episodeDuration(episode) / cues)
  const word = (at: number, i: number) => ({ text: `word${i}`, startSample: at, endSample: at })
  unwrap(
    host.services.projects.apply(onlyProject(host).episode.id, [
      {
        type: 'importSpeech',
        recordingId,
        speakers: [
          { key: 'a', speakerId: episode.speakers[0]!.id },
          { key: 'b', speakerId: episode.speakers[1]!.id },
        ],
        segments: [],
        passages: Array.from({ length: cues }, (_, i) => ({
          speakerKey: i % 7 < 4 ? 'a' : 'b',
          startSample: i * step,
          endSample: (i + 1) * step,
          words: Array.from({ length: 10 }, (_, k) => word(i * step, i * 10 + k)),
        })),
        replace: { segments: 'none', passages: 'none' },
      },
    ]),
  )
  await editor.getByRole('tab', { name: 'Transcript' }).click()
  const rows = editor.locator('.passage')
  await expect(rows.first()).toBeVisible()
  expect(await rows.count()).toBeLessThan(60)

  // Scrolled through from top to bottom: no empty place, and frames come quickly.
  const usual = await transcriptOf(editor).evaluate(async (scroller) => {
    const frames: number[] = []
    let before = performance.now()
    for (let i = 0; i < 120; i++) {
      scroller.scrollTop += scroller.scrollHeight / 120
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const box = scroller.getBoundingClientRect()
      const middle = document.elementFromPoint(box.left + 60, box.top + box.height / 2)
      if (!middle?.closest('.passage')) return Number.POSITIVE_INFINITY
      const now = performance.now()
      frames.push(now - before)
      before = now
    }
    return frames.sort((a, b) => a - b)[60]
  })
  expect(usual).toBeLessThan(100)
  await expect(editor.getByText('word49999')).toBeVisible()

  await goTo(editor, '1:00')
  const current = editor.locator('.passage[aria-current=true]')
  await expect(current).toBeInViewport()
  await expect(current.getByRole('button')).toHaveText('0:59')
})
