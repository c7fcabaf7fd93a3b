import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { tempFolder } from '../../support/library.ts'
import { PATIENCE, start } from '../hosts/cli/afterspace.ts'
import { imported, pack, servicesIn, unpack } from './packing.ts'

it('is whole or absent in the library, whenever an unpacking dies', { timeout: PATIENCE }, async () => {
  const folder = tempFolder()
  const recording = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 48_000 * 240 })
  const services = servicesIn(join(folder, 'library'))
  const id = await imported(services, recording)
  const path = join(folder, 'room.afterspace')
  unwrap(await pack(services, id, path))
  const other = join(folder, 'other')
  let whole = 0
  for (const wait of [0, 200, 700, 1500]) {
    const child = start(['unpack', path, '--library', other])
    const exited = once(child, 'exit')
    await Promise.race([once(child.stderr, 'data'), exited])
    await Promise.race([delay(wait), exited])
    child.kill('SIGKILL')
    await exited
    const there = servicesIn(other)
    expect(there.library.integrity()).toBe('ok')
    const projects = there.projects.list()
    const media = there.library.media.list()
    // What lies there without a row is swept later or replaced by the next try; work folders go at once.
    expect(readdirSync(join(other, 'media')).filter((name) => name.startsWith('.work'))).toEqual([])
    expect(media.length).toBe(projects.length > 0 ? 1 : 0)
    if (projects.length === 0) {
      await there.close()
      continue
    }
    whole++
    unwrap(there.projects.open(projects[0]!.id))
    unwrap(there.projects.remove(projects[0]!.id))
    await there.close()
  }
  const there = servicesIn(other)
  unwrap(await unpack(there, path))
  expect(there.projects.list()).toHaveLength(1)
  console.log(`killed 4 times, ${whole} of them too late`)
})
