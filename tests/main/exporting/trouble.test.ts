/** What an export does when the world is against it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SourceReader } from '#main/media/source/sourceReader.ts'
import { catalogOf, seekableRecord } from '../media/realMedia.ts'
import { openStudio, type Studio } from './studio.ts'

let studio: Studio

beforeAll(async () => {
  studio = await openStudio(150)
}, 120_000)
afterAll(() => studio.close())

/** Process ids of ffmpegs that this process started. */
function ownFfmpegs(): number[] {
  const found = spawnSync('pgrep', ['-P', String(process.pid), 'ffmpeg'], { encoding: 'utf8' }).stdout
  return found.split('\n').filter(Boolean).map(Number)
}

describe('an export', () => {
  it('on a full disk says so, and leaves the older file', async (context) => {
    const disk = join(studio.root, 'disk')
    mkdirSync(disk)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0
    if (!mounted) context.skip()
    try {
      for (const format of ['wav', 'flac', 'mp3', 'm4a', 'opus'] as const) {
        const target = join(disk, `full.${format}`)
        writeFileSync(target, 'older')
        const done = await studio.export({ format }, target)
        expect(done).toMatchObject({ ok: false, error: { code: 'disk-full' } })
        expect(readFileSync(target, 'utf8')).toBe('older')
        expect(readdirSync(disk).filter((name) => name.startsWith('.'))).toEqual([])
      }
    } finally {
      execFileSync('umount', [disk])
    }
  })

  it('whose encoder is killed says so, and leaves nothing', async () => {
    let killed = 0
    const target = join(studio.root, 'killed.m4a')
    const done = await studio.export({ format: 'm4a' }, target, {
      onProgress: ({ fraction }) => {
        if (fraction < 0.3 || killed > 0) return
        for (const id of ownFfmpegs()) {
          process.kill(id, 'SIGKILL')
          killed++
        }
      },
    })
    expect(killed).toBeGreaterThan(0)
    expect(done).toMatchObject({ ok: false, error: { code: 'ffmpeg-failed' } })
    expect(readdirSync(studio.root).filter((name) => name.includes('killed'))).toEqual([])
  })

  it('without its original says which file is missing', async () => {
    const gone = seekableRecord('m0', join(studio.root, 'gone.wav'), 150 * 48_000)
    const reader = new SourceReader(catalogOf(studio.root, [gone]))
    for (const format of ['wav', 'mp3', 'opus'] as const) {
      const done = await studio.export({ format }, join(studio.root, `gone.${format}`), { reader })
      expect(done).toMatchObject({ ok: false, error: { code: 'missing-media' } })
    }
    await reader.close()
    expect(readdirSync(studio.root).filter((name) => name.includes('gone'))).toEqual([])
  })
})
