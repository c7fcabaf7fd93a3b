/** Takes screenshots of the harness and measures its frames: `node tests/renderer/timeline/harness/look.ts DIR`. */
import { chromium } from 'playwright'
import { startHarness } from './server.ts'

const out = process.argv[2] ?? '.'
const harness = await startHarness()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1600, height: 640 } })
  page.on('pageerror', (error) => console.error('page error', error))
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
  const setView = async (samplesPerPixel: number, startSample: number) => {
    await page.evaluate((view) => window.harness.store.getState().setView(view), {
      samplesPerPixel,
      startSample,
    })
    await page.waitForTimeout(700)
  }
  const metrics = await page.context().newCDPSession(page)
  await metrics.send('Performance.enable')
  const taskSeconds = async () =>
    (await metrics.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value
  const shot = (name: string) => page.screenshot({ path: `${out}/${name}.png` })
  const minute = 48_000 * 60
  await page.goto(harness.url)
  await page.waitForTimeout(2000)
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name
    }, theme)
    await page.setViewportSize({ width: theme === 'dark' ? 1600 : 1000, height: 640 })
    await setView(1e9, 0)
    await shot(`whole-${theme}`)
    await setView(1200, 241.2 * minute)
    await shot(`minutes-${theme}`)
    await setView(40, 241.2 * minute)
    await shot(`pcm-${theme}`)
    await setView(1 / 12, 241.2 * minute + 300)
    await shot(`samples-${theme}`)
  }
  await page.setViewportSize({ width: 2148, height: 640 })
  for (const samplesPerPixel of [1 / 4, 40, 300, 2400, 200_000, 600_000, 1e9])
    await measure(`scroll at ${samplesPerPixel} samples/px`, samplesPerPixel, 'scroll')
  await measure('zoom from the whole to samples', 1e9, 'zoom')

  async function measure(title: string, samplesPerPixel: number, how: 'scroll' | 'zoom') {
    await setView(samplesPerPixel, 100 * minute)
    const before = await taskSeconds()
    const deltas = await page.evaluate(
      (kind) =>
        new Promise<number[]>((resolve) => {
          const times: number[] = []
          const step = (now: number) => {
            times.push(now)
            const { view, setView, zoomBy } = window.harness.store.getState()
            if (kind === 'scroll') setView({ startSample: view.startSample + 9 * view.samplesPerPixel })
            else zoomBy(1.07, 100 * 48_000 * 60)
            if (times.length < 240) requestAnimationFrame(step)
            else resolve(times.slice(1).map((time, i) => time - times[i]!))
          }
          requestAnimationFrame(step)
        }),
      how,
    )
    const busy = ((await taskSeconds()) - before) * (1000 / 240)
    const sorted = deltas.toSorted((a, b) => a - b)
    const mean = deltas.reduce((sum, delta) => sum + delta, 0) / deltas.length
    const p95 = sorted[Math.floor(sorted.length * 0.95)]!
    console.log(
      `${title}: ${(1000 / mean).toFixed(1)} fps, ${busy.toFixed(1)} ms busy a frame, p95 ${p95.toFixed(1)} ms, worst ${sorted.at(-1)!.toFixed(1)} ms`,
    )
  }
} finally {
  await browser.close()
  await harness.close()
}
