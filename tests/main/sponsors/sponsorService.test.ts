import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { unwrap } from '#core/problem.ts'
import { importProject } from '#main/projects/importProject.ts'
import { createServices } from '#main/services.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { tempFolder } from '../../support/library.ts'

async function studio() {
  const folder = tempFolder()
  const services = unwrap(createServices({ libraryPath: join(folder, 'library'), host: 'cli' }))
  onTestFinished(() => services.close())
  const programme = await makeTone(join(folder, 'room.wav'), 'wav', { samples: 48_000 * 20, peakDb: -12 })
  const quiet = await makeTone(join(folder, 'read.wav'), 'wav', { samples: 48_000 * 4, peakDb: -30 })
  const { projectId } = unwrap(
    await importProject(services.library, services.projects, { paths: [programme] }),
  )
  return { ...services, projectId, quiet }
}

it('brings a read to the programme’s loudness and into its slot, in one undo step', async () => {
  const { sponsors, projects, describe: described, projectId, quiet } = await studio()
  const read = unwrap(await sponsors.add(quiet, { brand: 'Northwind' }, {}))
  const placed = unwrap(await sponsors.place(projectId, 'northwind', { slot: 'mid' }))
  const clip = placed.episode.clips.find(({ id }) => id === placed.clipId)!
  // Both are tones of one pitch: 18 dB between their peaks is 18 dB of loudness.
  expect(clip.gainDb).toBeCloseTo(18, 1)
  expect(placed.history.steps).toHaveLength(1)
  expect(described.placements(placed.episode)).toEqual([
    { id: clip.id, readId: read.id, slot: 'mid', timelineStart: 48_000 * 11, length: 48_000 * 4 },
  ])
  const again = unwrap(await sponsors.place(projectId, read.id, { at: 0 }))
  // What was placed before does not shift the level of the next.
  expect(again.episode.clips[0]).toMatchObject({ gainDb: clip.gainDb, slot: 'pre' })
  expect(unwrap(projects.undo(projectId, 2)).episode.clips).toHaveLength(1)
  expect(await sponsors.place(projectId, read.id, { at: 48_000 * 21 })).toMatchObject({
    ok: false,
    error: { code: 'out-of-range' },
  })
})

it('keeps two reads of one sound apart, and removed ones in the episodes that play them', async () => {
  const { sponsors, describe: described, projectId, quiet } = await studio()
  const one = unwrap(await sponsors.add(quiet, { brand: 'One' }, {}))
  const two = unwrap(await sponsors.add(quiet, { brand: 'Two', campaign: 'Spring' }, {}))
  expect(two.name).toBe('Two – Spring')
  const placed = unwrap(await sponsors.place(projectId, two.id, { slot: 'post' }))
  expect(described.placements(placed.episode)).toMatchObject([{ readId: two.id, slot: 'post' }])
  expect(sponsors.find('sponsor-')).toMatchObject({ ok: false, error: { code: 'ambiguous' } })
  expect(unwrap(sponsors.update(two.id, { link: 'https://example.com' }))).toMatchObject({ name: two.name })
  unwrap(sponsors.remove(two.id))
  expect(sponsors.list().map(({ id }) => id)).toEqual([one.id])
  expect(described.placements(placed.episode)).toMatchObject([{ readId: two.id }])
  expect(await sponsors.place(projectId, two.id, { slot: 'pre' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})
