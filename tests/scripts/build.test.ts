import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

interface Target {
  makes: string
  sources: string[]
}

const { isOutOfDate } = (await import(
  join(import.meta.dirname, '..', '..', 'scripts', 'build', 'outOfDate.mjs')
)) as {
  isOutOfDate(target: Target, locate: (path: string) => string): boolean
}

const folder = mkdtempSync(join(tmpdir(), 'afterspace-build-'))
const locate = (path: string) => join(folder, path)
const target = { makes: 'dist/index.html', sources: ['renderer', 'core', 'vite.config.ts'] }

const EARLY = new Date('2026-01-01T00:00:00Z')
const BUILD = new Date('2026-01-02T00:00:00Z')
const LATE = new Date('2026-01-03T00:00:00Z')

describe('a build', () => {
  beforeEach(() => {
    rmSync(folder, { recursive: true })
    for (const path of ['renderer/wave', 'dist']) mkdirSync(locate(path), { recursive: true })
    writeFileSync(locate('renderer/wave/a.ts'), '')
    writeFileSync(locate('dist/index.html'), '')
    for (const path of ['renderer/wave/a.ts', 'renderer/wave', 'renderer'])
      utimesSync(locate(path), EARLY, EARLY)
    utimesSync(locate('dist/index.html'), BUILD, BUILD)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is kept while no source is newer', () => {
    expect(isOutOfDate(target, locate)).toBe(false)
  })

  it('is made when it is not there', () => {
    rmSync(locate('dist/index.html'))
    expect(isOutOfDate(target, locate)).toBe(true)
  })

  it('is made again when a source changed', () => {
    utimesSync(locate('renderer/wave/a.ts'), LATE, LATE)
    expect(isOutOfDate(target, locate)).toBe(true)
  })

  it('is made again when a source was removed', () => {
    rmSync(locate('renderer/wave/a.ts'))
    expect(isOutOfDate(target, locate)).toBe(true)
  })
})
