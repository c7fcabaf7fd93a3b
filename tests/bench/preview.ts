/** Play and seek on the 12 h project, as the window's `<audio>` meets them: over HTTP, and in Chromium. */
import { join } from 'node:path'
import { unwrap } from '#core/problem.ts'
import { launchBrowser } from '../support/browser.ts'
import { startHost } from './hostProcess.ts'
import { longProject } from './longProject.ts'
import { type Figure, megabytes, spread } from './report.ts'

const SEEKS = 60

export async function benchPreview(folder: string): Promise<Figure[]> {
  const libraryPath = join(folder, 'preview')
  const { services, projectId } = await longProject(libraryPath)
  const { revision } = unwrap(services.projects.open(projectId)).history
  await services.close()
  const host = await startHost(libraryPath)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(host.url)
    const url = `/media/episodes/${projectId}/${revision}.wav`
    const loaded = await page.evaluate(loadAudio, url)
    const seeks = await page.evaluate(seekAround, SEEKS)
    const plays = await page.evaluate(playAround, SEEKS / 3)
    return [
      { what: 'WAV of 12 h: metadata', value: `${loaded.toFixed(0)} ms`, bar: '' },
      { what: 'seek in <audio>', value: spread(seeks), bar: 'p95 150 ms' },
      { what: 'play at a new place', value: spread(plays), bar: 'p95 150 ms' },
      { what: 'memory of the host', value: megabytes(host.memoryBytes()), bar: '300 MB' },
    ]
  } finally {
    await browser.close()
    await host.close()
  }
}

/** Runs in the page: milliseconds until the length is known. */
async function loadAudio(url: string): Promise<number> {
  const audio = document.createElement('audio')
  audio.id = 'bench'
  audio.muted = true
  document.body.append(audio)
  const start = performance.now()
  audio.src = url
  await new Promise((resolve, reject) => {
    audio.onloadedmetadata = resolve
    audio.onerror = () => reject(new Error(audio.error?.message))
  })
  return performance.now() - start
}

/** Runs in the page: milliseconds of each seek until the sound there can be played. */
async function seekAround(count: number): Promise<number[]> {
  const audio = document.querySelector<HTMLAudioElement>('#bench')!
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const start = performance.now()
    const done = new Promise((resolve) => {
      audio.onseeked = resolve
    })
    audio.currentTime = ((i * 0.381966 + 0.1) % 1) * audio.duration
    await done
    times.push(performance.now() - start)
  }
  return times
}

/** Runs in the page: milliseconds from a seek with play until the sound moves. */
async function playAround(count: number): Promise<number[]> {
  const audio = document.querySelector<HTMLAudioElement>('#bench')!
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const to = ((i * 0.618034 + 0.05) % 1) * audio.duration
    const start = performance.now()
    audio.currentTime = to
    await audio.play()
    while (audio.currentTime <= to) await new Promise((resolve) => setTimeout(resolve, 1))
    times.push(performance.now() - start)
    audio.pause()
  }
  return times
}
