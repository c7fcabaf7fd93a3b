/** Several recordings that become one episode. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { episodeDuration } from '#core/episode/timeline.ts'
import { ALICE, BOB, CAROL, SPACE_ID, twspaceDlJson } from '../../core/formats/sidecar/material.ts'
import { type MadeSpace, makeSpace } from '../../fixtures/space.ts'
import { holdingsOf, peopleOf, problemOf, start, turnsOf } from './bringing.ts'
import {
  ANA,
  BEN,
  eveningOf,
  type Halves,
  HOLE_SAMPLES,
  HOST,
  makeHalves,
  peakIn,
  playedBy,
  START_NTP,
} from './halves.ts'

let halves: Halves
let first: MadeSpace
let second: MadeSpace
let bare: MadeSpace
beforeAll(async () => {
  halves = await makeHalves()
  first = halves.first
  second = halves.second
  bare = halves.bare
})

const evening = () => eveningOf(halves)

describe('two halves of one Space', () => {
  it('come in the order of their clocks, the hole between them cut', async () => {
    const { host, a, b } = evening()
    const { episode, warnings } = await start(host, { paths: [b, a] })
    expect(playedBy(episode)).toEqual([
      ['first.aac', first.durationSamples],
      ['second.aac', second.durationSamples],
    ])
    expect(episodeDuration(episode)).toBe(first.durationSamples + second.durationSamples)
    expect(episode.title).toBe('first')
    expect(warnings).toEqual([])
  })

  it('have the same people: by their id, by their handle, and the host by being the host', async () => {
    const { host, a, b } = evening()
    const { episode } = await start(host, { paths: [b, a] })
    expect(peopleOf(episode)).toEqual([
      ['Host', null, null, 'host'],
      ['ana_talks', 'ana_talks', ANA.userId, 'speaker'],
      ['ben_builds', 'ben_builds', BEN.userId, 'speaker'],
    ])
    const [one, other] = episode.media
    const voicesOf = (recordingId: string) =>
      episode.segments
        .filter((segment) => segment.recordingId === recordingId)
        .map(({ speakerId }) => episode.speakers.findIndex(({ id }) => id === speakerId))
    expect(voicesOf(one!.id)).toEqual([0, 1])
    expect(voicesOf(other!.id)).toEqual([1, 0, 2])
    expect(turnsOf(episode).every(([, , , origin]) => origin === 'hydra')).toBe(true)
  })

  it('keep the hole as silence of its exact length, and nothing is heard in it', async () => {
    const { host, a, b } = evening()
    const { episode, projectId } = await start(host, { paths: [b, a], hole: 'keep' })
    const [before, hole, after] = playedBy(episode)
    expect(before).toEqual(['first.aac', first.durationSamples])
    expect(hole![0]).toBe('silence')
    expect(Math.abs((hole![1] as number) - HOLE_SAMPLES)).toBeLessThanOrEqual(1)
    expect(after).toEqual(['second.aac', second.durationSamples])
    const from = first.durationSamples
    const to = from + (hole![1] as number)
    expect(await peakIn(host, projectId, from, to)).toBe(0)
    expect(await peakIn(host, projectId, from - 9_600, from - 4_800)).toBeGreaterThan(1_000)
    expect(await peakIn(host, projectId, to + 4_800, to + 9_600)).toBeGreaterThan(1_000)
  })

  it('that overlap are joined with a warning and without a hole', async () => {
    const { host, a, file } = evening()
    const late = await makeSpace({
      durationSeconds: 6,
      people: [HOST],
      turns: [],
      startNtpSeconds: START_NTP + 4,
    })
    const { episode, warnings } = await start(host, {
      paths: [a, file('late.aac', late.bytes)],
      hole: 'keep',
    })
    expect(playedBy(episode)).toEqual([
      ['first.aac', first.durationSamples],
      ['late.aac', late.durationSamples],
    ])
    expect(warnings).toEqual([expect.stringMatching(/^Two of the recordings overlap by .*6/)])
  })

  it('of two evenings are joined in order, and a night is not kept as silence', async () => {
    const { host, a, file } = evening()
    const options = { durationSeconds: 4, people: [HOST], turns: [] }
    const next = await makeSpace({ ...options, startNtpSeconds: START_NTP + 86_400 })
    const { episode, warnings } = await start(host, {
      paths: [file('next.aac', next.bytes), a],
      hole: 'keep',
    })
    expect(playedBy(episode).map(([name]) => name)).toEqual(['first.aac', 'next.aac'])
    expect(warnings).toEqual([])
  })

  it('say which of them an import is at, and how far all of it is', async () => {
    const { host, a, b } = evening()
    const fractions: number[] = []
    const stages = new Set<string>()
    for await (const event of await host.api.imports.start({ paths: [a, b] })) {
      if (event.type !== 'progress') continue
      fractions.push(event.progress.fraction)
      stages.add(/\((\d of \d)\)$/.exec(event.progress.stage)?.[1] ?? event.progress.stage)
    }
    expect(fractions).toEqual(fractions.toSorted((x, y) => x - y))
    expect(fractions.at(-1)).toBeLessThanOrEqual(1)
    expect([...stages]).toEqual(['1 of 2', '2 of 2'])
  })
})

describe('recordings of which one or all have no clock', () => {
  it('come in the order in which they were given, without a hole', async () => {
    const { host, a, b, c } = evening()
    const { episode } = await start(host, { paths: [b, c, a], hole: 'keep' })
    expect(playedBy(episode)).toEqual([
      ['second.aac', second.durationSamples],
      ['bare.aac', bare.durationSamples],
      ['first.aac', first.durationSamples],
    ])
  })

  it('and that know no more than when their Space began do not overlap', async () => {
    const { host, file } = evening()
    const other = await makeSpace({ durationSeconds: 3, people: [HOST], turns: [], withTags: false })
    file(`Room [${SPACE_ID}].json`, twspaceDlJson())
    const paths = [
      file(`2 Room [${SPACE_ID}].m4a`, bare.bytes),
      file(`1 Room [${SPACE_ID}].m4a`, other.bytes),
    ]
    const { episode, warnings } = await start(host, { paths, hole: 'keep' })
    expect(playedBy(episode).map(([, length]) => length)).toEqual([
      bare.durationSamples,
      other.durationSamples,
    ])
    expect(peopleOf(episode).map(([, handle]) => handle)).toEqual([ALICE.handle, CAROL.handle, BOB.handle])
    expect(warnings).toEqual([])
  })
})

describe('a recording that is given twice', () => {
  it('is one recording that plays twice, its turns known once', async () => {
    const { host, a, folder } = evening()
    copyFileSync(a, join(folder, 'copy.aac'))
    const { episode, warnings } = await start(host, { paths: [a, join(folder, 'copy.aac')] })
    expect(warnings).toEqual([])
    expect(episode.media).toHaveLength(1)
    expect(playedBy(episode).map(([, length]) => length)).toEqual([
      first.durationSamples,
      first.durationSamples,
    ])
    expect(turnsOf(episode)).toHaveLength(2)
    expect((await holdingsOf(host)).folders).toHaveLength(1)
  })
})

describe('an import of several that ends early', () => {
  const NOTHING = { rows: [], folders: [], projects: [] }

  it('leaves nothing where a later file is bad', async () => {
    const { host, a, file, folder } = evening()
    const bad = [
      [file('bad.aac', Buffer.from('This is no sound at all, only a sentence.')), 'not-audio'],
      [file('empty.aac', Buffer.alloc(0)), 'empty-file'],
      [join(folder, 'nowhere.aac'), 'not-found'],
    ] as const
    for (const [path, code] of bad) {
      expect(await problemOf(start(host, { paths: [a, path] }))).toMatchObject({ code })
      expect(await holdingsOf(host)).toEqual(NOTHING)
    }
  })

  it('leaves alone what another project plays', async () => {
    const { host, a, b, folder } = evening()
    const { episode } = await start(host, { paths: [a], title: 'Kept' })
    const before = await holdingsOf(host)
    expect(before).toMatchObject({ rows: [episode.media[0]!.id], projects: ['Kept'] })
    expect(await problemOf(start(host, { paths: [a, b, join(folder, 'nowhere.aac')] }))).toMatchObject({
      code: 'not-found',
    })
    expect(await holdingsOf(host)).toEqual(before)
  })

  it('leaves nothing where it is cancelled in the middle of the second', async () => {
    const { host, a, file } = evening()
    const long = await makeSpace({ durationSeconds: 7_200, encodeSeconds: 10, people: [HOST], turns: [] })
    const path = file('long.aac', long.bytes)
    const stop = new AbortController()
    let reached = 0
    const call = async () => {
      const events = await host.api.imports.start({ paths: [a, path] }, { signal: stop.signal })
      for await (const event of events) {
        if (event.type !== 'progress' || !event.progress.stage.endsWith('(2 of 2)')) continue
        reached = event.progress.fraction
        if (reached > 0.55) stop.abort()
      }
    }
    // Whoever cancels is not told of a problem; the events end.
    await call().catch(() => undefined)
    expect(stop.signal.aborted).toBe(true)
    expect(reached).toBeLessThan(1)
    await expect.poll(() => holdingsOf(host), { timeout: 10_000 }).toEqual(NOTHING)
  })
})
