/** Several recordings that become one episode, at once or one after the other. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { type MadeSpace, makeSpace, type SpacePerson } from '../../fixtures/space.ts'
import { tempFolder } from '../../support/library.ts'
import { edit, preview } from '../packing/packing.ts'
import { add, type Host, holdingsOf, hostIn, peopleOf, problemOf, start, turnsOf } from './bringing.ts'

const START_NTP = 3_856_965_984
/** 468 frames of sound: whole milliseconds, as the tags tell time. */
const FIRST_SECONDS = 9.984
/** Nobody recorded what was said after the first half. */
const HOLE_SECONDS = 7.5
const HOLE_SAMPLES = HOLE_SECONDS * 48_000
const WAV_HEADER = 44

const HOST: SpacePerson = { key: 'host', handle: '', userId: '', toneHz: 220, host: true }
const ANA: SpacePerson = { key: 'ana', handle: 'ana_talks', userId: '1AnaAbCdEfGhJ', toneHz: 330 }
const BEN: SpacePerson = { key: 'ben', handle: 'ben_builds', userId: '1BenAbCdEfGhJ', toneHz: 500 }
/** She changed her handle while the room was down; X's id of her stays. */
const ANA_LATER: SpacePerson = { ...ANA, handle: 'ana_again' }

const turn = (key: string, startSeconds: number, endSeconds: number) => ({ key, startSeconds, endSeconds })

let first: MadeSpace
let second: MadeSpace
let bare: MadeSpace
beforeAll(async () => {
  first = await makeSpace({
    durationSeconds: FIRST_SECONDS,
    people: [HOST, ANA],
    turns: [turn('host', 0, 5), turn('ana', 5, 10)],
    startNtpSeconds: START_NTP,
  })
  expect(first.durationSamples / 48_000).toBe(FIRST_SECONDS)
  second = await makeSpace({
    durationSeconds: 8,
    people: [HOST, ANA_LATER, BEN],
    turns: [turn('ana', 0, 3), turn('host', 3, 5), turn('ben', 5, 8)],
    startNtpSeconds: START_NTP + FIRST_SECONDS + HOLE_SECONDS,
  })
  bare = await makeSpace({
    durationSeconds: 4,
    people: [HOST],
    turns: [turn('host', 0, 4)],
    withTags: false,
  })
})

/** A host, and the recordings in a folder: two halves of one Space, and one without a clock. */
function evening() {
  const folder = tempFolder()
  const file = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  return {
    host: hostIn(folder),
    folder,
    file,
    a: file('first.aac', first.bytes),
    b: file('second.aac', second.bytes),
    c: file('bare.aac', bare.bytes),
  }
}

/** What the timeline plays: names of recordings, and silence, with their lengths in samples. */
function playedBy({ clips, media }: Episode) {
  return clips.map(({ mediaId, length }) => {
    const { kind, name } = media.find(({ id }) => id === mediaId)!
    return [kind === 'silence' ? 'silence' : name, length]
  })
}

/** The loudest 16-bit sample that the episode plays in `[from, to)`. */
async function peakIn({ services }: Host, projectId: string, from: number, to: number): Promise<number> {
  const bytes = await preview(services, projectId, WAV_HEADER + from * 4, WAV_HEADER + to * 4)
  let peak = 0
  for (let at = 0; at < bytes.length; at += 2) peak = Math.max(peak, Math.abs(bytes.readInt16LE(at)))
  return peak
}

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

describe('recordings of which one has no clock', () => {
  it('come in the order in which they were given, without a hole', async () => {
    const { host, a, b, c } = evening()
    const { episode } = await start(host, { paths: [b, c, a], hole: 'keep' })
    expect(playedBy(episode)).toEqual([
      ['second.aac', second.durationSamples],
      ['bare.aac', bare.durationSamples],
      ['first.aac', first.durationSamples],
    ])
  })
})

describe('a recording that is given twice', () => {
  it('is one recording that plays twice, its turns known once', async () => {
    const { host, a, folder } = evening()
    copyFileSync(a, join(folder, 'copy.aac'))
    const { episode } = await start(host, { paths: [a, join(folder, 'copy.aac')] })
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

describe('a recording that joins an edited episode', () => {
  /** The first half without its seconds 1 to 3, with a marker. */
  async function edited() {
    const room = evening()
    const { projectId, episode } = await start(room.host, { paths: [room.a] })
    const mediaId = episode.media[0]!.id
    edit(
      room.host.services,
      projectId,
      { type: 'cut', from: 48_000, to: 144_000 },
      { type: 'addMarker', mediaId, sample: 200_000, title: 'Here' },
    )
    const before = unwrap(room.host.services.projects.open(projectId)).episode
    return { ...room, projectId, before, length: first.durationSamples - 96_000 }
  }

  it('comes at the end in one step, which is undone and redone whole', async () => {
    const { host, projectId, b, before, length } = await edited()
    const added = await add(host, { projectId, path: b })
    expect(added.projectId).toBe(projectId)
    expect(added.history.steps.slice(2).map(({ label }) => label)).toEqual(['Add “second.aac”'])
    expect(episodeDuration(added.episode)).toBe(length + second.durationSamples)
    expect(playedBy(added.episode).at(-1)).toEqual(['second.aac', second.durationSamples])
    expect(peopleOf(added.episode).map(([name]) => name)).toEqual(['Host', 'ana_talks', 'ben_builds'])
    const undone = await host.api.edits.undo({ projectId, withEpisode: true })
    expect(undone.episode).toEqual(before)
    const redone = await host.api.edits.redo({ projectId, withEpisode: true })
    expect(redone.episode).toEqual(added.episode)
  })

  it('comes at a timeline sample, and parts the clip that plays there', async () => {
    const { host, projectId, b, before, length } = await edited()
    const { episode } = await add(host, { projectId, path: b, at: 96_000 })
    expect(playedBy(episode)).toEqual([
      ['first.aac', 48_000],
      ['first.aac', 48_000],
      ['second.aac', second.durationSamples],
      ['first.aac', length - 96_000],
    ])
    expect((await host.api.edits.undo({ projectId, withEpisode: true })).episode).toEqual(before)
  })

  it('keeps the hole after what the episode ends with, in the same step', async () => {
    const { host, projectId, b, before, length } = await edited()
    const { episode, history } = await add(host, { projectId, path: b, hole: 'keep' })
    expect(history.position).toBe(3)
    const [silence, last] = playedBy(episode).slice(-2)
    expect(silence![0]).toBe('silence')
    expect(Math.abs((silence![1] as number) - HOLE_SAMPLES)).toBeLessThanOrEqual(1)
    expect(last).toEqual(['second.aac', second.durationSamples])
    expect(await peakIn(host, projectId, length, length + HOLE_SAMPLES - 1)).toBe(0)
    expect((await host.api.edits.undo({ projectId, withEpisode: true })).episode).toEqual(before)
  })

  it('says so where it overlaps what the episode ends with', async () => {
    const { host, file, b } = evening()
    const { projectId } = await start(host, { paths: [b] })
    const late = await makeSpace({
      durationSeconds: 3,
      people: [HOST],
      turns: [],
      startNtpSeconds: START_NTP + FIRST_SECONDS + HOLE_SECONDS + 4,
    })
    const { warnings } = await add(host, { projectId, path: file('late.aac', late.bytes) })
    expect(warnings).toEqual([expect.stringMatching(/^Two of the recordings overlap by /)])
  })

  it('changes nothing and leaves nothing where it is refused', async () => {
    const { host, projectId, b, c, file, before } = await edited()
    const holdings = await holdingsOf(host)
    const refusals = [
      [{ projectId, path: b, at: 99 * 48_000 }, 'out-of-range'],
      [{ projectId, path: file('bad.aac', Buffer.from('No sound here.')) }, 'not-audio'],
      [{ projectId, path: c, sidecars: [b] }, 'unsupported'],
      [{ projectId: 'nobody', path: b }, 'not-found'],
    ] as const
    for (const [input, code] of refusals) {
      const call = add(host, { ...input, sidecars: 'sidecars' in input ? [...input.sidecars] : [] })
      expect(await problemOf(call)).toMatchObject({ code })
      expect(await holdingsOf(host)).toEqual(holdings)
    }
    expect(unwrap(host.services.projects.open(projectId)).episode).toEqual(before)
  })
})
