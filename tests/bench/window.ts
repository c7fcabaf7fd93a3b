/** The window on the 12 h project: opening, edits until they show, scrolling and zooming. */
import { join } from 'node:path'
import type { Page } from 'playwright'
import { unwrap } from '#core/problem.ts'
import { pageFolder } from '#main/assets.ts'
import { startWebHost } from '#main/hosts/web/server.ts'
import { launchBrowser } from '../support/browser.ts'
import { longProject } from './longProject.ts'
import { type Figure, spread, time } from './report.ts'

const EDITS = 30

export async function benchWindow(folder: string): Promise<Figure[]> {
  const { services, projectId } = await longProject(join(folder, 'window'))
  const host = unwrap(await startWebHost(services, { pageFolder: pageFolder(), port: 0 }))
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const url = new URL(host.url)
    url.searchParams.set('project', projectId)
    const opened = await time(async () => {
      await page.goto(url.href)
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    })
    await page.waitForTimeout(2_000)
    const cuts: number[] = []
    const undos: number[] = []
    for (let i = 0; i < EDITS; i++) {
      await page.keyboard.press('i')
      for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight')
      await page.keyboard.press('o')
      cuts.push(await keyToFrame(page, { key: 'x', code: 'KeyX' }))
      undos.push(await keyToFrame(page, { key: 'z', code: 'KeyZ', ctrlKey: true }))
      await page.keyboard.press('Shift+ArrowRight')
    }
    const scroll = await frames(page, { deltaX: 40, deltaY: 0, ctrlKey: false })
    const zoom = await frames(page, { deltaX: 0, deltaY: -4, ctrlKey: true })
    const heap = await page.evaluate(
      () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
    )
    return [
      { what: 'open until the editor stands', value: `${opened.toFixed(0)} ms`, bar: '' },
      { what: 'cut, key to painted frame', value: spread(cuts), bar: 'p95 50 ms' },
      { what: 'undo, key to painted frame', value: spread(undos), bar: 'p95 50 ms' },
      { what: 'scrolling, time per frame', value: spread(scroll), bar: '' },
      { what: 'zooming, time per frame', value: spread(zoom), bar: '' },
      { what: 'JavaScript heap of the window', value: `${(heap / 1e6).toFixed(0)} MB`, bar: '500 MB' },
    ]
  } finally {
    await browser.close()
    await host.close()
    await services.close()
  }
}

/** Milliseconds from a key press until the frame after it has been painted. */
function keyToFrame(page: Page, key: { key: string; code: string; ctrlKey?: boolean }): Promise<number> {
  return page.evaluate(async (init) => {
    const start = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }))
    // A message that is posted in a frame comes when that frame has been painted.
    await new Promise((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = resolve
      requestAnimationFrame(() => channel.port2.postMessage(null))
    })
    return performance.now() - start
  }, key)
}

/** Milliseconds of each frame while the wheel turns over the timeline. */
function frames(page: Page, wheel: { deltaX: number; deltaY: number; ctrlKey: boolean }): Promise<number[]> {
  return page.evaluate(async (init) => {
    const target = document.elementFromPoint(600, 300)!
    const times: number[] = []
    let last = performance.now()
    for (let i = 0; i < 120; i++) {
      target.dispatchEvent(
        new WheelEvent('wheel', { ...init, clientX: 600, clientY: 300, bubbles: true, cancelable: true }),
      )
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      times.push(now - last)
      last = now
    }
    return times
  }, wheel)
}
