/** Spaces of an account archive, and chunk folders, from the command line. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ListedSpace } from '#core/contract/archives.ts'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import { makeChunks, writeChunks } from '../../../fixtures/chunks.ts'
import { makeSpace } from '../../../fixtures/space.ts'
import { tempFolder } from '../../../support/library.ts'
import { makeZip, spacesMetadata, writeZip } from '../../../support/zips.ts'
import { afterspace, commandLine, PATIENCE } from './afterspace.ts'

const [ONE, OTHER, SILENT] = ['1oneOneOneOne', '1otherOtherOt', '1silentSilent']
const mediaOf = (id: string) => `data/spaces_media/space-${id}_0.ts`

describe('an archive of several Spaces', { timeout: PATIENCE }, () => {
  it('is listed, and gives out one or all', async () => {
    const folder = tempFolder()
    const { json, refused, say, library } = commandLine(join(folder, 'library'))
    const one = await makeSpace({ durationSeconds: 5 })
    const other = await makeSpace({ durationSeconds: 7 })
    const path = await makeZip(join(folder, 'twitter.zip'), {
      'data/spaces-metadata.js': spacesMetadata([ONE, OTHER, SILENT]),
      [mediaOf(ONE)]: one.bytes,
      [mediaOf(OTHER)]: other.bytes,
    })

    const asked = await refused('import', path)
    expect(asked).toMatchObject({ exit: 2, code: 'choose-space', hint: expect.stringContaining('--space') })
    const { spaces } = asked as unknown as { spaces: ListedSpace[] }
    expect(spaces.map(({ id, hasMedia }) => [id, hasMedia])).toEqual([
      [SILENT, false],
      [OTHER, true],
      [ONE, true],
    ])
    const told = await afterspace(['import', path, '--library', library])
    expect(told.code).toBe(2)
    expect(told.stdout).toMatch(new RegExp(`${SILENT} .*2024-03-03 18:00 .*1:30:00 .*no sound`))
    expect(told.stdout.trim().split('\n')).toHaveLength(3)
    expect(told.stderr).toContain('There are 3 Spaces')

    const project = await json<ProjectDetail>('import', path, '--space', OTHER, '--title', 'The other')
    expect(project).toMatchObject({ title: 'The other', durationSamples: other.durationSamples })
    expect(project.recordings[0]).toMatchObject({ path, missing: false, codec: 'aac' })

    const all = await json<ProjectDetail[]>('import', path, '--space', 'all')
    expect(all.map(({ durationSamples }) => durationSamples)).toEqual([
      other.durationSamples,
      one.durationSamples,
    ])
    // A Space that is there already is not kept twice.
    expect(readdirSync(join(library, 'media'))).toHaveLength(2)
    rmSync(path)
    expect(await say('list')).not.toContain('missing')

    expect(await refused('import', path, '--space', ONE)).toMatchObject({ exit: 1, code: 'not-found' })
  })

  it('refuses what is wrong, and tells which Spaces failed', async () => {
    const folder = tempFolder()
    const { json, refused } = commandLine(join(folder, 'library'))
    const good = await makeSpace({ durationSeconds: 3 })
    const path = join(folder, 'twitter.zip')
    await writeZip(path, [
      { name: mediaOf(ONE), data: good.bytes },
      { name: mediaOf(OTHER), data: good.bytes, says: { crc: 1 } },
      { name: 'data/spaces-metadata.js', data: Buffer.from(spacesMetadata([SILENT])) },
    ])
    expect(await refused('import', path, '--space', 'nobody')).toMatchObject({ exit: 1, code: 'not-found' })
    expect(await refused('import', path, '--space', SILENT)).toMatchObject({ exit: 1, code: 'missing-media' })
    expect(await refused('import', path, '--space', 'all', '--title', 'x')).toMatchObject({
      exit: 2,
      code: 'usage',
    })
    const partly = await refused('import', path, '--space', ONE, '--space', OTHER)
    expect(partly).toMatchObject({
      exit: 1,
      code: 'archive-damaged',
      message: expect.stringMatching(/^1 of 2 Spaces/),
      failed: [{ spaceId: OTHER, code: 'archive-damaged' }],
      projects: [{ durationSamples: good.durationSamples }],
    })
    expect(await json('list')).toHaveLength(1)
  })
})

it('a folder of chunks is imported as one recording', { timeout: PATIENCE }, async () => {
  const folder = tempFolder()
  const { json, refused } = commandLine(join(folder, 'library'))
  const { chunks } = await makeChunks({ durationSeconds: 12 })
  const path = await writeChunks(join(folder, 'A quiet_room'), chunks.toSpliced(1, 1))
  const project = await json<ProjectDetail>('import', path)
  expect(project.title).toBe('A quiet room')
  expect(project.recordings[0]!.gaps).toMatchObject([{ atSample: chunks[0]!.samples }])
  expect(await refused('import', path, '--space', ONE)).toMatchObject({ exit: 2, code: 'usage' })
  expect(await refused('import', folder)).toMatchObject({ exit: 1, code: 'not-audio' })
})
