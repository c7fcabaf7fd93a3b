/** The timeline in a real browser: what a hand does with it, and what the document says afterwards. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration, placeClips } from '#core/episode/timeline.ts'
import { piecesIn, type TurnPiece, turnsOf } from '#renderer/timeline/scene/turns.ts'
import { startHarness } from './harness/server.ts'

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'

function allPieces(episode: Episode): TurnPiece[] {
  const turns = turnsOf(episode)
  return turns.lanes
    .flatMap((_, lane) => piecesIn(turns, lane, 0, episodeDuration(episode)))
    .sort((a, b) => a.from - b.from || a.lane - b.lane)
}

describe.skipIf(!existsSync(BROWSER))('the timeline in a browser', () => {
  let harness: Awaited<ReturnType<typeof startHarness>>
  let browser: Browser
  let page: Page
  const errors: string[] = []

  beforeAll(async () => {
    harness = await startHarness()
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox', '--disable-gpu'] })
    page = await browser.newPage({ viewport: { width: 1348, height: 640 } })
    page.on('pageerror', (error) => errors.push(String(error)))
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await harness?.close()
  })

  beforeEach(async () => {
    errors.length = 0
    await page.goto(`${harness.url}?small`)
    await page.waitForFunction(
      () => document.querySelector('[data-part="marksCanvas"]')?.clientWidth === 1200,
    )
    await page.waitForTimeout(150)
  })

  const state = () =>
    page.evaluate(() => {
      const { episode, view, selection, selectedCut, selectedClipId, selectedSegmentId, playhead, drafted } =
        window.harness.store.getState()
      return { episode, view, selection, selectedCut, selectedClipId, selectedSegmentId, playhead, drafted }
    })
  const boxOf = async (part: string) => (await page.locator(`[data-part="${part}"]`).boundingBox())!
  const xOf = (episode: Episode, sample: number) => (sample / episodeDuration(episode)) * 1200

  /** Presses at one place of a part and lets go at another. */
  async function drag(part: string, from: [number, number], to: [number, number], alt = true): Promise<void> {
    const box = await boxOf(part)
    if (alt) await page.keyboard.down('Alt')
    await page.mouse.move(box.x + from[0], box.y + from[1])
    await page.mouse.down()
    await page.mouse.move(box.x + (from[0] + to[0]) / 2, box.y + to[1], { steps: 4 })
    await page.mouse.move(box.x + to[0], box.y + to[1], { steps: 4 })
    await page.mouse.up()
    if (alt) await page.keyboard.up('Alt')
  }

  async function click(part: string, x: number, y: number, options = {}): Promise<void> {
    const box = await boxOf(part)
    await page.mouse.click(box.x + x, box.y + y, options)
  }

  it('paints the waveform on wavesurfer’s canvas', async () => {
    const painted = await page.evaluate(() => {
      const host = document.querySelector('.timeline-wave-host > div')?.shadowRoot
      const canvas = host?.querySelector<HTMLCanvasElement>('.canvases canvas')
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
      return { width: canvas?.width, opaque: pixels?.filter((value, i) => i % 4 === 3 && value > 0).length }
    })
    expect(painted.width).toBe(1200)
    expect(painted.opaque).toBeGreaterThan(5_000)
    expect(errors).toEqual([])
  })

  it('seeks by click, selects by drag, and an edge of the selection can be dragged on', async () => {
    await click('wave', 300, 150)
    const { episode, playhead } = await state()
    expect(Math.abs(xOf(episode, playhead) - 300)).toBeLessThan(1)
    await drag('wave', [400, 150], [500, 150])
    expect((await state()).selection!.from / episodeDuration(episode)).toBeCloseTo(400 / 1200, 3)
    await drag('wave', [500, 150], [560, 150])
    const { selection } = await state()
    expect(selection!.from / episodeDuration(episode)).toBeCloseTo(400 / 1200, 3)
    expect(selection!.to / episodeDuration(episode)).toBeCloseTo(560 / 1200, 3)
  })

  it('Escape takes a drag back', async () => {
    const before = (await state()).episode
    const box = await boxOf('wave')
    const read = placeClips(before.clips).find(({ clip }) => clip.slot)!
    await page.mouse.move(box.x + xOf(before, read.timelineStart) + 20, box.y + 8)
    await page.mouse.down()
    await page.mouse.move(box.x + 900, box.y + 8, { steps: 4 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect((await state()).episode).toEqual(before)
  })

  it('opens a cut, restores it, and trims it by its handle', async () => {
    const { episode } = await state()
    const at = xOf(episode, placeClips(episode.clips)[1]!.timelineStart)
    await drag('wave', [at - 3, 8], [at - 43, 8])
    const trimmed = (await state()).episode
    expect(trimmed.clips[0]!.length).toBeLessThan(episode.clips[0]!.length)
    expect(trimmed.clips[1]).toEqual(episode.clips[1])
    await click('wave', xOf(trimmed, trimmed.clips[0]!.length) + 2, 8)
    await page.getByRole('button', { name: 'Restore' }).click()
    const restored = (await state()).episode
    expect(restored.clips).toHaveLength(episode.clips.length - 1)
    expect((await state()).selectedCut).toBeNull()
  })

  it('sets fades and gain of the selected clip', async () => {
    const { episode } = await state()
    const placed = placeClips(episode.clips)[1]!
    const left = xOf(episode, placed.timelineStart)
    const { height } = await boxOf('wave')
    await click('wave', left + 60, 8)
    expect((await state()).selectedClipId).toBe(placed.clip.id)
    await drag('wave', [left + 5, 29], [left + 45, 29])
    await drag('wave', [left + 100, Math.round(height / 2)], [left + 100, Math.round(height / 2) - 30])
    const clip = (await state()).episode.clips[1]!
    expect(Math.abs(xOf(episode, clip.fadeInSamples) - 45)).toBeLessThan(2)
    expect(clip.gainDb).toBeGreaterThan(3)
    expect((await state()).drafted).toBeNull()
  })

  it('moves a sponsor read and a marker', async () => {
    const { episode } = await state()
    const read = placeClips(episode.clips).find(({ clip }) => clip.slot)!
    await drag('wave', [xOf(episode, read.timelineStart) + 30, 8], [1000, 100])
    const moved = (await state()).episode
    const now = placeClips(moved.clips).find(({ clip }) => clip.slot)!
    expect(Math.abs(xOf(moved, now.timelineEnd) - 1000)).toBeLessThan(2)
    const { height } = await boxOf('wave')
    const first = xOf(moved, moved.markers[0]!.sample)
    await drag('wave', [first + 10, height - 10], [first + 110, height - 10])
    expect((await state()).episode.markers[0]!.sample).toBeGreaterThan(moved.markers[0]!.sample)
  })

  it('drags the edge of a turn, adds one, and takes it out by key', async () => {
    const { episode } = await state()
    const pieces = allPieces(episode)
    const piece = pieces.find(
      ({ from, to, sourceFrom, segment }) =>
        xOf(episode, to - from) > 18 && sourceFrom + to - from === segment.endSample,
    )!
    const y = piece.lane * 30 + 12
    const end = xOf(episode, piece.to)
    await drag('lanes', [end - 2, y], [end - 8, y])
    const shorter = (await state()).episode.segments.find(({ id }) => id === piece.segment.id)!
    expect(shorter.endSample).toBeLessThan(piece.segment.endSample)
    expect(shorter.startSample).toBe(piece.segment.startSample)

    const count = episode.segments.length
    const lane = episode.speakers.length - 1
    const free = pieces.findLast((candidate) => candidate.lane === lane)?.to ?? 0
    const x = Math.min(1150, xOf(episode, free) + 8)
    await drag('lanes', [x, lane * 30 + 12], [x + 30, lane * 30 + 12])
    const added = await state()
    expect(added.episode.segments.length).toBeGreaterThan(count)
    expect(added.selectedSegmentId).toMatch(/^g1000/)
    await page.keyboard.press('Delete')
    expect((await state()).episode.segments.some(({ id }) => id === added.selectedSegmentId)).toBe(false)
  })

  it('gives a turn to somebody else from its menu, and steps by arrow keys', async () => {
    const { episode } = await state()
    const piece = allPieces(episode).find(({ from, to }) => xOf(episode, to - from) > 12)!
    const x = xOf(episode, (piece.from + piece.to) / 2)
    await click('lanes', x, piece.lane * 30 + 12, { button: 'right' })
    await page.getByRole('menuitem', { name: 'Give turn to' }).press('ArrowRight')
    const other = episode.speakers.find((_, lane) => lane !== piece.lane)!
    await page.getByRole('menuitem', { name: other.name }).click()
    const given = (await state()).episode.segments.find(({ id }) => id === piece.segment.id)!
    expect(given.speakerId).toBe(other.id)
    await page.locator('[data-part="lanes"]').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    const { selectedSegmentId, episode: now } = await state()
    expect(selectedSegmentId).toBe(
      allPieces(now).find(({ segment }) => segment !== allPieces(now)[0]!.segment)!.segment.id,
    )
    const said = await page.getByRole('status').textContent()
    expect(said).toMatch(/, \d+:\d\d\.\d, /)
  })

  it('scrolls and zooms by wheel, with the pointer’s place staying', async () => {
    const box = await boxOf('wave')
    await page.mouse.move(box.x + 400, box.y + 100)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -500)
    await page.keyboard.up('Control')
    const { view, episode } = await state()
    expect(view.samplesPerPixel).toBeLessThan(episodeDuration(episode) / 1200 / 3)
    expect(
      Math.abs((view.startSample + 400 * view.samplesPerPixel) / episodeDuration(episode) - 1 / 3),
    ).toBeLessThan(0.002)
    await page.mouse.wheel(0, 100)
    expect((await state()).view.startSample).toBeCloseTo(view.startSample + 100 * view.samplesPerPixel, 0)
  })

  it('takes a dropped read', async () => {
    const drops = await page.evaluate(() => {
      const wave = document.querySelector('[data-part="wave"]')!
      const box = wave.getBoundingClientRect()
      const dataTransfer = new DataTransfer()
      dataTransfer.setData('application/x-afterspace-read', 'r1')
      for (const type of ['dragover', 'drop'])
        wave.dispatchEvent(
          new DragEvent(type, {
            dataTransfer,
            clientX: box.x + 600,
            clientY: box.y + 50,
            altKey: true,
            cancelable: true,
          }),
        )
      return window.harness.drops
    })
    const { episode } = await state()
    expect(drops).toEqual([['r1', Math.round(episodeDuration(episode) / 2)]])
  })
})
