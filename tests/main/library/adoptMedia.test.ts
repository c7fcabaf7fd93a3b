import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { adoptMedia } from '#main/library/adoptMedia.ts'
import { PEAKS_FILE } from '#main/media/mediaRecord.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { openLibrary, tempFolder } from '../../support/library.ts'

it('keeps the same recording once, puts back what was lost of it, and finds it at its new place', async () => {
  const folder = tempFolder()
  const library = openLibrary(join(folder, 'library'))
  const path = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 96_000 })
  const first = unwrap(await adoptMedia(library, { path, kind: 'recording' })).record
  expect(library.find(first.id)).toEqual(first)

  const copy = join(folder, 'copy.wav')
  copyFileSync(path, copy)
  const second = unwrap(await adoptMedia(library, { path: copy, kind: 'recording' })).record
  // The original is where it was, so the copy is of no interest.
  expect(second).toEqual(first)

  rmSync(join(library.folder(first.id), PEAKS_FILE))
  const moved = join(folder, 'moved.wav')
  renameSync(path, moved)
  const third = unwrap(await adoptMedia(library, { path: moved, kind: 'recording' })).record
  expect(third).toMatchObject({ id: first.id, originalPath: moved })
  expect(library.find(first.id)).toEqual(third)
  expect(readdirSync(library.folder(first.id))).toContain(PEAKS_FILE)
  expect(library.media.list()).toHaveLength(1)
  expect(readdirSync(join(library.path, 'media'))).toEqual([first.id])
})

it('leaves nothing of what is refused or cancelled', async () => {
  const folder = tempFolder()
  const library = openLibrary(join(folder, 'library'))
  const path = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 96_000 })
  const cancelled = await adoptMedia(library, { path, kind: 'recording', signal: AbortSignal.abort() })
  expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  const gone = await adoptMedia(library, { path: `${path}.gone`, kind: 'recording' })
  expect(gone).toMatchObject({ ok: false, error: { code: 'not-found' } })
  expect(readdirSync(join(library.path, 'media'))).toEqual([])
  expect(library.media.list()).toEqual([])
})
