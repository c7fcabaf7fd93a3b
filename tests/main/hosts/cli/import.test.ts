/** Several recordings, recordings that join an episode, and sidecars, from the command line. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import { ALICE, BOB, CAROL, SPACE_ID, twspaceDlJson } from '../../../core/formats/sidecar/material.ts'
import { type MadeSpace, makeSpace } from '../../../fixtures/space.ts'
import { tempFolder } from '../../../support/library.ts'
import { afterspace, commandLine, PATIENCE } from './afterspace.ts'

const START_NTP = 3_856_965_984
/** 234 frames of sound: whole milliseconds, as the tags tell time. */
const FIRST_SECONDS = 4.992
const HOLE_SAMPLES = 3 * 48_000

let first: MadeSpace
let second: MadeSpace
beforeAll(async () => {
  first = await makeSpace({ durationSeconds: FIRST_SECONDS, startNtpSeconds: START_NTP })
  second = await makeSpace({ durationSeconds: 4, startNtpSeconds: START_NTP + FIRST_SECONDS + 3 })
})

/** An empty library, and the two halves of a Space in a folder. */
function evening() {
  const folder = tempFolder()
  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const cli = commandLine(join(folder, 'library'))
  return { ...cli, folder, file, a: file('first.aac', first.bytes), b: file('second.aac', second.bytes) }
}

const lengthsOf = ({ clips }: ProjectDetail) => clips.map(({ length }) => length)

describe('import', { timeout: PATIENCE }, () => {
  it('makes one episode of several recordings, in time order, with or without the hole', async () => {
    const { json, say, a, b } = evening()
    const kept = await json<ProjectDetail>('import', b, a, '--hole', 'keep', '--title', 'Both')
    expect(kept).toMatchObject({ title: 'Both', revision: 0 })
    expect(kept.recordings.map(({ path }) => path)).toEqual([a, b])
    const [before, hole, after] = lengthsOf(kept)
    expect([before, after]).toEqual([first.durationSamples, second.durationSamples])
    expect(Math.abs(hole! - HOLE_SAMPLES)).toBeLessThanOrEqual(1)
    expect(kept.durationSamples).toBe(before! + hole! + after!)
    expect(await json('show', kept.id)).toEqual(kept)

    const cut = await json<ProjectDetail>('import', b, a)
    expect(lengthsOf(cut)).toEqual([first.durationSamples, second.durationSamples])
    expect(await say('import', a, b, '--hole', 'cut')).toMatch(
      /^Imported “first” as .*: 9\.\d s, \d speakers/,
    )
  })

  it('joins a recording to a project, which one undo takes away', async () => {
    const { json, say, a, b } = evening()
    const { id } = await json<ProjectDetail>('import', a, '--title', 'Evening')
    const joined = await json<ProjectDetail>('import', b, '--into', 'evening', '--hole', 'keep')
    expect(joined).toMatchObject({ id, title: 'Evening', revision: 1 })
    const [before, hole, after] = lengthsOf(joined)
    expect([before, after]).toEqual([first.durationSamples, second.durationSamples])
    expect(Math.abs(hole! - HOLE_SAMPLES)).toBeLessThanOrEqual(1)
    expect(joined.speakers).toHaveLength((await json<ProjectDetail>('show', id)).speakers.length)
    expect(await json('undo', id)).toMatchObject({ undone: ['Add “second.aac”'] })
    expect(lengthsOf(await json<ProjectDetail>('show', id))).toEqual([first.durationSamples])
    expect(await say('import', b, '--into', id)).toMatch(
      /^Added to “Evening”, which is now 9\.\d s long\.\n$/,
    )
  })

  it('takes sidecars from elsewhere, and finds those beside the recording', async () => {
    const { json, refused, folder, file, a } = evening()
    mkdirSync(join(folder, 'elsewhere'))
    const sidecar = file('elsewhere/about.json', twspaceDlJson())
    const given = await json<ProjectDetail>('import', a, '--sidecar', sidecar)
    expect(given.title).toBe('Rooms & tunes: “how to end”')
    expect(given.speakers.find(({ role }) => role === 'host')).toMatchObject({
      name: ALICE.name,
      handle: ALICE.handle,
    })
    const beside = file(
      `Room [${SPACE_ID}].m4a`,
      (await makeSpace({ durationSeconds: 3, withTags: false })).bytes,
    )
    file(`Room [${SPACE_ID}].json`, twspaceDlJson())
    const found = await json<ProjectDetail>('import', beside)
    expect(found.speakers.map(({ handle, role }) => [handle, role])).toEqual([
      [ALICE.handle, 'host'],
      [CAROL.handle, 'cohost'],
      [BOB.handle, 'speaker'],
    ])
    expect(found.segments).toEqual([])
    const held = await json('list')
    expect(await refused('import', a, '--sidecar', a)).toMatchObject({ exit: 1, code: 'unsupported' })
    expect(await refused('import', a, '--sidecar', join(folder, 'no.json'))).toMatchObject({
      exit: 1,
      code: 'not-found',
    })
    expect(await json('list')).toEqual(held)
  })

  it('tells on stderr what a person should know, and leaves stdout to the result', async () => {
    const { library, file, a } = evening()
    file('first CC.jsonl', 'nothing of use')
    const { code, stdout, stderr } = await afterspace(['import', a, '--json', '--library', library])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ title: 'first' })
    expect(stderr).toContain('Nothing in “first CC.jsonl” can be read.')
  })

  it('refuses what does not go together, and leaves nothing', async () => {
    const { json, refused, file, a, b } = evening()
    const usages = [
      ['import', a, b, '--hole', 'fill'],
      ['import', a, b, '--into', 'somebody'],
      ['import', a, '--into', 'somebody', '--title', 'x'],
    ]
    for (const args of usages) expect(await refused(...args)).toMatchObject({ exit: 2, code: 'usage' })
    expect(await refused('import', a, '--into', 'somebody')).toMatchObject({ exit: 1, code: 'not-found' })
    expect(await refused('import', a, file('bad.aac', 'no sound at all'))).toMatchObject({
      exit: 1,
      code: 'not-audio',
    })
    expect(await json('list')).toEqual([])
  })
})
