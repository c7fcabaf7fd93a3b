import { expect, startDesktop, test } from './desktopApp.ts'

test('opens the demo, plays, cuts and takes the cut back', async ({ desktop: { page } }) => {
  const time = page.getByLabel('Position; type a time to go there')
  const total = page.locator('.time-total')
  await expect(time).toBeVisible()
  const whole = (await total.textContent())!

  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect(time).not.toHaveValue(/^0*:?0*0:00/)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()

  await page.keyboard.press('Shift+I')
  await expect(total).not.toHaveText(whole)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(total).toHaveText(whole)
})

test('plays from the app’s own scheme, where a range is answered with 206', async ({ desktop: { page } }) => {
  await expect(page.getByLabel('Position; type a time to go there')).toBeVisible()
  expect(page.url()).toMatch(/^afterspace:\/\/app\//)
  const projectId = new URL(page.url()).hash.split('/')[2]
  const answer = await page.evaluate(async (id) => {
    const response = await fetch(`/media/episodes/${id}/0.wav`, { headers: { Range: 'bytes=0-3' } })
    return { status: response.status, text: await response.text() }
  }, projectId)
  expect(answer).toEqual({ status: 206, text: 'RIFF' })
})

test('shuts its window off', async ({ desktop: { app, page } }) => {
  await page.waitForLoadState()
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return (
      window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  const reach = await page.evaluate(() => ({
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    bridge: Object.keys(window.afterspaceDesktop ?? {}).sort(),
  }))
  expect(reach.require).toBe('undefined')
  expect(reach.process).toBe('undefined')
  expect(reach.bridge).toEqual([
    'onMenuCommand',
    'onOpenPath',
    'pathForFile',
    'pickAudioFiles',
    'pickExportPath',
    'pickFolder',
    'pickImage',
    'pickPath',
    'pickRecordings',
    'platform',
    'requestPort',
    'revealFile',
    'setMenu',
  ])
})

test('refuses to go elsewhere, to open windows and to ask for the microphone', async ({
  desktop: { app, page },
}) => {
  // A link that is let through must not open the machine's browser.
  await app.evaluate(({ shell }) => {
    shell.openExternal = async () => {}
  })
  const before = page.url().split('#')[0]
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => window.open('https://example.com/'))
  const microphone = await page.evaluate(async () => ({
    state: (await navigator.permissions.query({ name: 'microphone' })).state,
    // Without a microphone it fails in another way.
    isGranted: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => true,
      () => false,
    ),
  }))
  expect(microphone).toEqual({ state: 'denied', isGranted: false })
  expect(page.url().split('#')[0]).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('offers the page’s commands in the menu', async ({ desktop: { app, page } }) => {
  const total = page.locator('.time-total')
  await page.getByRole('button', { name: /^Split/ }).waitFor()
  const isThere = (id: string) =>
    app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled ?? null, id)
  await expect.poll(() => isThere('play.end')).toBe(true)
  await expect.poll(() => isThere('edit.undo')).toBe(false)
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('play.end')?.click())
  const time = page.getByLabel('Position; type a time to go there')
  await expect(time).toHaveValue((await total.textContent())!)
})

test('a second start hands its project to the first and ends', async ({
  desktop: { app, page, libraryPath },
}) => {
  await page.waitForURL(/#\/project\//)
  const address = page.url()
  const projectId = new URL(address).hash.split('/')[2]!
  await page.getByRole('button', { name: 'All episodes' }).click()
  await page.waitForURL(/#\/$/)
  await startDesktop(libraryPath, ['--project', projectId]).then(
    (second) => second.close(),
    // It has ended before Playwright could take hold of it, as it should.
    () => {},
  )
  await page.waitForURL(address)
  expect(app.windows()).toHaveLength(1)
})
