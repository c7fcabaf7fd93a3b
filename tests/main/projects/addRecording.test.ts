/** A recording that joins an episode which was edited. */
import { beforeAll, describe, expect, it } from 'vitest'
import { episodeDuration } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { type MadeSpace, makeSpace } from '../../fixtures/space.ts'
import { edit } from '../packing/packing.ts'
import { add, holdingsOf, peopleOf, problemOf, start } from './bringing.ts'
import {
  eveningOf,
  FIRST_SECONDS,
  type Halves,
  HOLE_SAMPLES,
  HOLE_SECONDS,
  HOST,
  makeHalves,
  peakIn,
  playedBy,
  START_NTP,
} from './halves.ts'

let halves: Halves
let first: MadeSpace
let second: MadeSpace
beforeAll(async () => {
  halves = await makeHalves()
  first = halves.first
  second = halves.second
})

const evening = () => eveningOf(halves)

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
    const atEnd = await add(host, { projectId, path: b, hole: 'keep', at: length })
    await host.api.edits.undo({ projectId })
    const { episode, history } = await add(host, { projectId, path: b, hole: 'keep' })
    expect(playedBy(atEnd.episode)).toEqual(playedBy(episode))
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
