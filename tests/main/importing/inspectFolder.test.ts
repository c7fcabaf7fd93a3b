import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inspect } from '#main/importing/inspect.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { tempFolder } from '../../support/library.ts'

const { signal } = new AbortController()

it('a folder that is nothing itself stands for what lies in it', async () => {
  const folder = join(tempFolder(), 'Downloads of a Space')
  mkdirSync(join(folder, 'deeper'), { recursive: true })
  const talk = await makeTone(join(folder, 'talk.wav'), 'wav', { samples: 48_000 })
  const captions = join(folder, 'talk.vtt')
  writeFileSync(captions, 'WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Hello\n')
  writeFileSync(join(folder, 'cover.jpg'), 'no sound')
  writeFileSync(join(folder, '.DS_Store'), 'x')
  await makeTone(join(folder, 'deeper', 'other.wav'), 'wav', { samples: 48_000 })
  const found = await inspect([folder], signal)
  expect(found.map(({ path, type }) => [path, type]).sort()).toEqual([
    [captions, 'speech'],
    [talk, 'recording'],
  ])
})

it('a folder with nothing in it says so itself', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'notes.bin'), Buffer.alloc(100))
  expect(await inspect([folder, join(folder, 'gone.wav')], signal)).toMatchObject([
    { path: folder, type: 'unknown', problem: { code: 'not-audio' } },
    { type: 'unknown', problem: { code: 'not-found' } },
  ])
})
