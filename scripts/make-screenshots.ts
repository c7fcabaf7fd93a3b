/**
 * Makes the pictures of the documentation from the real editor: `node scripts/make-screenshots.ts [FOLDER]`.
 * The page must be built.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright'
import type { EditCommand } from '#core/edit/apply.ts'
import { timelineToSource } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { secondsToSamples } from '#core/time/units.ts'
import { pageFolder } from '#main/assets.ts'
import { startWebHost } from '#main/hosts/web/server.ts'
import { DEMO_TITLE, demoReadPath, demoSpacePath } from '#main/projects/demo.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices, type Services } from '#main/services.ts'
import { launchBrowser } from '../tests/support/browser.ts'

const folder = resolve(process.argv[2] ?? 'docs/images')
mkdirSync(folder, { recursive: true })
const libraryPath = mkdtempSync(join(tmpdir(), 'afterspace-pictures-'))
const services = unwrap(createServices({ libraryPath, host: 'web' }))
const host = unwrap(await startWebHost(services, { pageFolder: pageFolder(), port: 0 }))
const browser = await launchBrowser()
try {
  const projectId = await makeEpisode(services)
  for (const colorScheme of ['dark', 'light'] as const) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme })
    await page.goto(host.url)
    await page.goto(`${host.origin}/#/project/${projectId}`)
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    await shoot(page, colorScheme === 'dark' ? 'editor' : 'editor-light')
    await page.close()
  }
} finally {
  await browser.close()
  await host.close()
  await services.close()
  rmSync(libraryPath, { recursive: true, force: true })
}

/** The demo with its dead air cut, a name for the host, chapters and the sponsor read. */
async function makeEpisode({ library, projects, sponsors }: Services): Promise<string> {
  const { projectId } = unwrap(
    await importProject(library, projects, { paths: [demoSpacePath()], title: DEMO_TITLE }),
  )
  const { episode } = unwrap(projects.open(projectId))
  const chapter = (seconds: number, title: string): EditCommand => ({
    type: 'addMarker',
    ...timelineToSource(episode.clips, secondsToSamples(seconds))!,
    title,
  })
  unwrap(
    projects.apply(projectId, [
      {
        type: 'updateSpeaker',
        speakerId: episode.speakers[0]!.id,
        name: 'Maya Lindgren',
        handle: 'maya_on_air',
      },
      chapter(46.4, 'The first minutes'),
      chapter(81.6, 'Twenty minutes of editing'),
      { type: 'cut', from: 0, to: secondsToSamples(31.5) },
    ]),
  )
  const read = unwrap(await sponsors.add(demoReadPath(), { brand: 'Northwind Coffee' }, {}))
  unwrap(await sponsors.place(projectId, read.id, { slot: 'mid' }))
  return projectId
}

/** Peaks arrive in tiles and panels fade in; after that nothing moves any more. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
