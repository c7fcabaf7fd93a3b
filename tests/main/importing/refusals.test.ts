/** Bad input gets a clear error, and neither a file nor a process is left. */
import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type ImportMediaOptions, importMedia } from '#main/importing/importMedia.ts'
import { FFMPEG_VARIABLE } from '#main/media/ffmpeg/find.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { makeSpaceFile } from '../../fixtures/space.ts'
import { importOptions, workFolder } from './imported.ts'

const BAD: Record<string, { code: string; make: (path: string) => Promise<unknown> }> = {
  'an empty file': { code: 'empty-file', make: (path) => writeFile(path, '') },
  'a text': { code: 'not-audio', make: (path) => writeFile(path, 'Dear listeners,\n'.repeat(200)) },
  'a picture': {
    code: 'not-audio',
    make: (path) => ffmpeg(['-f', 'lavfi', '-i', 'color=s=32x32', '-frames:v', '1', '-f', 'image2', path]),
  },
  'a zip': {
    code: 'not-audio',
    make: (path) => writeFile(path, Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')),
  },
  'a playlist': { code: 'not-audio', make: (path) => writeFile(path, '#EXTM3U\n#EXTINF:3,\nchunk_1.aac\n') },
  'a concat script': {
    code: 'not-audio',
    make: (path) => writeFile(path, 'ffconcat version 1.0\nfile other.wav\n'),
  },
  'a folder': { code: 'not-audio', make: (path) => mkdir(path) },
  'a film without sound': {
    code: 'no-sound',
    make: (path) => ffmpeg(['-f', 'lavfi', '-i', 'color=s=32x32:d=1', '-c:v', 'libx264', '-f', 'mp4', path]),
  },
  'a track of no length': {
    code: 'no-sound',
    make: (path) => ffmpeg(['-f', 'lavfi', '-i', 'anullsrc', '-t', '0', '-f', 'wav', path]),
  },
  'nothing at all': { code: 'not-found', make: async () => undefined },
}

describe('what cannot be imported', () => {
  it.each(Object.entries(BAD))('%s', async (_, { code, make }) => {
    await using folder = await workFolder()
    await make(folder.at('input'))
    const result = await importMedia(importOptions(folder.at('input'), folder.at('media')))
    expect(result).toMatchObject({ ok: false, error: { code } })
    expect(existsSync(folder.at('media'))).toBe(false)
  })

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await using folder = await workFolder()
    await writeFile(folder.at('input'), 'secret')
    await chmod(folder.at('input'), 0)
    const result = await importMedia(importOptions(folder.at('input'), folder.at('media')))
    expect(result).toMatchObject({ ok: false, error: { code: 'unreadable' } })
  })

  it('anything without ffmpeg', async () => {
    await using folder = await workFolder()
    await makeSpaceFile(folder.at('a.aac'), { durationSeconds: 2 })
    const before = process.env[FFMPEG_VARIABLE]
    process.env[FFMPEG_VARIABLE] = folder.at('no-such-ffmpeg')
    try {
      const result = await importMedia(importOptions(folder.at('a.aac'), folder.at('media')))
      expect(result).toMatchObject({ ok: false, error: { code: 'ffmpeg-missing' } })
      expect(existsSync(folder.at('media'))).toBe(false)
    } finally {
      if (before === undefined) delete process.env[FFMPEG_VARIABLE]
      else process.env[FFMPEG_VARIABLE] = before
    }
  })
})

describe('an import that does not come to its end', () => {
  const LONG = { durationSeconds: 3600, encodeSeconds: 10, withTags: false }

  async function interrupted(act: (folder: string, abort: AbortController) => Promise<void> | void) {
    const folder = await workFolder()
    await makeSpaceFile(folder.at('long.aac'), LONG)
    const abort = new AbortController()
    let acted: Promise<void> | undefined
    const options: ImportMediaOptions = {
      ...importOptions(folder.at('long.aac'), folder.at('media')),
      signal: abort.signal,
      onPeaks: () => {
        acted ??= act(folder.at('long.aac'), abort) ?? Promise.resolve()
      },
    }
    const result = await importMedia(options)
    await acted
    return { result, folder }
  }

  it('leaves nothing when it is cancelled', async () => {
    const { result, folder } = await interrupted((_, abort) => abort.abort())
    await using _own = folder
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(await readdir(folder.path)).toEqual(['long.aac'])
  })

  it('says so when the file vanishes', async () => {
    const { result, folder } = await interrupted((path) => rm(path))
    await using _own = folder
    expect(result).toMatchObject({ ok: false, error: { code: 'vanished' } })
    expect(await readdir(folder.path)).toEqual([])
  })

  it('says so when the file still grows', async () => {
    const { result, folder } = await interrupted((path) => appendFile(path, 'more'))
    await using _own = folder
    expect(result).toMatchObject({ ok: false, error: { code: 'vanished' } })
    expect(await readdir(folder.path)).toEqual(['long.aac'])
  })
})
