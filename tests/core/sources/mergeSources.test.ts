import { describe, expect, it } from 'vitest'
import type { HydraTimeline } from '#core/formats/hydra-timeline.ts'
import { readSidecar } from '#core/formats/sidecar/readSidecar.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import { unwrap } from '#core/problem.ts'
import { mergeSources, type Sources } from '#core/sources/mergeSources.ts'
import {
  ALICE,
  archiveAccountJs,
  archiveSpacesJs,
  BOB,
  CAPTIONS_TEXT,
  CAROL,
  captionsLog,
  control,
  DAVE,
  infoJson,
  message,
  type RoomPerson,
  SPACE_ID,
  STARTED,
  twspaceDlJson,
} from '../formats/sidecar/material.ts'
import { saneEpisode } from '../formats/sidecar/sane.ts'
import { passageText, timesOf } from './spoken.ts'

const SECOND = 48_000

function facts(...files: string[]): SpaceFacts[] {
  return files.flatMap((text) => unwrap(readSidecar('x', text)!))
}

/** Ten minutes, with everything given or nothing. */
function merge(sources: Partial<Sources>) {
  const { merged } = saneEpisode({
    hydra: null,
    sidecars: [],
    durationSamples: 600 * SECOND,
    startedAtUnixSeconds: null,
    ...sources,
  })
  return merged
}

const onStage = ({ userId, handle }: Pick<RoomPerson, 'userId' | 'handle'>) => ({
  key: `user:${userId}`,
  userId,
  name: handle,
  handle,
  role: 'speaker' as const,
  profileUrl: null,
})
const HOST = {
  key: 'host',
  userId: null,
  name: 'Host',
  handle: null,
  role: 'host',
  profileUrl: null,
} as const
const turn = (speakerKey: string, from: number, to: number) => ({
  speakerKey,
  startSample: from * SECOND,
  endSample: to * SECOND,
  confidence: 0.9,
})

/** Alice's room as its tags have it: the recording began three seconds into the Space. */
function hydra(changes: Partial<HydraTimeline> = {}): HydraTimeline {
  return {
    speakers: [HOST, onStage(BOB)],
    segments: [turn('host', 1, 15), turn(`user:${BOB.userId}`, 22, 37)],
    gaps: [],
    startedAtUnixSeconds: STARTED + 3,
    tickCount: 600,
    ...changes,
  }
}

const shown = (merged: ReturnType<typeof merge>) =>
  merged.people?.speakers.map(({ name, handle, role, userId }) => [name, handle, role, userId])

describe('people', () => {
  it('of Hydra get their names from a roster, and the host is its creator', () => {
    const merged = merge({ hydra: hydra(), sidecars: facts(twspaceDlJson()) })
    expect(shown(merged)).toEqual([
      [ALICE.name, ALICE.handle, 'host', ALICE.userId],
      [BOB.name, BOB.handle, 'speaker', BOB.userId],
    ])
    expect(merged).toMatchObject({
      title: 'Rooms & tunes: “how to end”',
      spaceId: SPACE_ID,
      host: { name: ALICE.name, handle: ALICE.handle },
      startedAtUnixSeconds: STARTED + 3,
      warnings: [],
    })
    expect(merged.people!.segments).toEqual([
      { ...turn('host', 1, 15), origin: 'hydra' },
      { ...turn(`user:${BOB.userId}`, 22, 37), origin: 'hydra' },
    ])
  })

  it('of Hydra stay as they are where nothing lies beside', () => {
    const merged = merge({ hydra: hydra() })
    expect(shown(merged)).toEqual([
      ['Host', null, 'host', null],
      [BOB.handle, BOB.handle, 'speaker', BOB.userId],
    ])
    expect(merged).toMatchObject({ title: null, host: null, passages: [], warnings: [] })
  })

  it('without an id are known by their handle in any case, and never where ids say otherwise', () => {
    const byHandle = {
      ...onStage({ userId: '', handle: 'BOBBUILDS' }),
      key: 'handle:bobbuilds',
      userId: null,
    }
    const stranger = onStage({ userId: '1StRaNgErAbCd', handle: BOB.handle })
    const named = merge({
      hydra: hydra({ speakers: [HOST, byHandle], segments: [turn(byHandle.key, 1, 2)] }),
      sidecars: facts(twspaceDlJson()),
    })
    expect(shown(named)).toContainEqual([BOB.name, 'BOBBUILDS', 'speaker', BOB.userId])
    const other = merge({
      hydra: hydra({ speakers: [HOST, stranger], segments: [turn(stranger.key, 1, 2)] }),
      sidecars: facts(twspaceDlJson()),
    })
    expect(shown(other)).toEqual([
      [ALICE.name, ALICE.handle, 'host', ALICE.userId],
      [BOB.handle, BOB.handle, 'speaker', '1StRaNgErAbCd'],
    ])
  })

  it('of a roster appear without turns where nothing tells of turns, listeners never', () => {
    const merged = merge({ sidecars: facts(twspaceDlJson()) })
    expect(shown(merged)).toEqual([
      [ALICE.name, ALICE.handle, 'host', ALICE.userId],
      [CAROL.name, CAROL.handle, 'cohost', CAROL.userId],
      [BOB.name, BOB.handle, 'speaker', BOB.userId],
    ])
    expect(merged.people!.segments).toEqual([])
    expect(JSON.stringify(merged)).not.toContain(DAVE.handle)
  })

  it('whom the tags know as host and a roster does not name are the account of the archive', () => {
    const merged = merge({ hydra: hydra(), sidecars: facts(archiveAccountJs()) })
    expect(shown(merged)![0]).toEqual([ALICE.name, ALICE.handle, 'host', null])
    const listed = merge({ hydra: hydra(), sidecars: facts(archiveAccountJs(), archiveSpacesJs()) })
    expect(listed).toMatchObject({ spaceId: SPACE_ID, host: { name: ALICE.name, handle: ALICE.handle } })
  })

  it('with captions whom the tags do not list are the host, where it is one alone', () => {
    const stage = hydra({ speakers: [HOST, onStage(BOB), onStage(CAROL)] })
    const merged = merge({ hydra: stage, sidecars: facts(captionsLog()) })
    expect(shown(merged)![0]).toEqual([ALICE.name, ALICE.handle, 'host', ALICE.userId])
    expect(merged.people!.segments.map(({ speakerKey }) => speakerKey)).not.toContain(`user:${ALICE.userId}`)
    const two = merge({ hydra: hydra(), sidecars: facts(captionsLog()) })
    expect(shown(two)!.map(([name]) => name)).toEqual(['Host', BOB.name, ALICE.name, CAROL.name])
  })

  it('are the same however many files name them', () => {
    const all = facts(
      infoJson(),
      archiveSpacesJs(),
      CAPTIONS_TEXT,
      captionsLog(),
      archiveAccountJs(),
      twspaceDlJson(),
    )
    expect(shown(merge({ sidecars: all }))).toEqual([
      [ALICE.name, ALICE.handle, 'host', ALICE.userId],
      [CAROL.name, CAROL.handle, 'cohost', CAROL.userId],
      [BOB.name, BOB.handle, 'speaker', BOB.userId],
    ])
    expect(shown(merge({ sidecars: all, hydra: hydra() }))!.map(([name]) => name)).toEqual([
      ALICE.name,
      BOB.name,
      CAROL.name,
    ])
  })

  it('named in a description alone are joined with the one who has that name', () => {
    const merged = merge({ sidecars: facts(infoJson(), captionsLog()) })
    expect(shown(merged)!.map(([name, , role]) => [name, role])).toEqual([
      [ALICE.name, 'host'],
      [BOB.name, 'speaker'],
      [CAROL.name, 'cohost'],
    ])
  })
})

describe('turns', () => {
  it('come from captions where there are no tags, and only for people whom tags did not know', () => {
    const captioned = merge({ sidecars: facts(twspaceDlJson(), captionsLog()) }).people!.segments
    expect(new Set(captioned.map(({ origin }) => origin))).toEqual(new Set(['sidecar']))
    expect(captioned.map(({ speakerKey, startSample }) => [speakerKey, startSample / SECOND])).toEqual([
      [`user:${ALICE.userId}`, 5],
      [`user:${BOB.userId}`, 26.5],
      [`user:${CAROL.userId}`, 60],
      [`user:${ALICE.userId}`, 100],
    ])
    const both = merge({ hydra: hydra(), sidecars: facts(twspaceDlJson(), captionsLog()) }).people!.segments
    expect(
      both.map(({ speakerKey, startSample, origin }) => [speakerKey, startSample / SECOND, origin]),
    ).toEqual([
      ['host', 1, 'hydra'],
      [`user:${BOB.userId}`, 22, 'hydra'],
      [`user:${CAROL.userId}`, 57, 'sidecar'],
    ])
  })

  it('come from open mics where there are no captions, and say how little that is', () => {
    const log = captionsLog()
      .split('\n')
      .filter((line) => !line.includes('\\\\\\"type\\\\\\":45'))
      .join('\n')
    const merged = merge({ sidecars: facts(twspaceDlJson(), log) })
    const { segments } = merged.people!
    expect(
      segments.map(({ speakerKey, startSample, endSample }) => [
        speakerKey,
        Math.round(startSample / SECOND),
        Math.round(endSample / SECOND),
      ]),
    ).toEqual([
      [`user:${ALICE.userId}`, 2, 600],
      [`user:${BOB.userId}`, 25, 40],
      [`user:${CAROL.userId}`, 50, 90],
    ])
    expect(segments.every(({ confidence, origin }) => confidence < 0.5 && origin === 'sidecar')).toBe(true)
    expect(merged.warnings).toHaveLength(1)
    const tagged = merge({ hydra: hydra(), sidecars: facts(twspaceDlJson(), log) })
    expect(tagged.people!.segments.every(({ origin }) => origin === 'hydra')).toBe(true)
    expect(shown(tagged)).toHaveLength(2)
  })

  it('come from the archive’s sessions where nothing else tells', () => {
    const merged = merge({
      sidecars: facts(archiveSpacesJs(), archiveAccountJs()),
      startedAtUnixSeconds: STARTED,
      spaceId: SPACE_ID,
    })
    expect(
      merged.people!.segments.map(({ speakerKey, startSample }) => [speakerKey, startSample / SECOND]),
    ).toEqual([
      ['account:1001', 2],
      ['account:1002', 25],
    ])
    expect(shown(merged)).toEqual([
      [ALICE.name, ALICE.handle, 'host', null],
      ['', null, 'speaker', null],
    ])
  })
})

describe('the transcript', () => {
  it('lies where the recording has it: by the Space’s start, or by the clock in its tags', () => {
    const sidecars = facts(captionsLog(), twspaceDlJson())
    const expected = [
      ['Welcome everybody to the room', 5],
      ['Hello, I am Bob', 26.5],
      ['and I build things', 28],
      ['שלום לכולם', 60],
      ['皆さん、こんにちは。', 100],
    ] as const
    const heard = (merged: ReturnType<typeof merge>) =>
      merged.passages.map((passage) => [passageText(passage), passage.startSample / SECOND])
    expect(heard(merge({ sidecars }))).toEqual(expected)
    const later = expected.map(([text, at]) => [text, at - 3])
    expect(heard(merge({ sidecars, hydra: hydra() }))).toEqual(later)
    expect(heard(merge({ sidecars, startedAtUnixSeconds: STARTED + 3 }))).toEqual(later)
  })

  it('counts from the start of the Space where the recording’s clock cannot be right', () => {
    const merged = merge({
      sidecars: facts(captionsLog(), twspaceDlJson()),
      hydra: hydra({ startedAtUnixSeconds: STARTED - 30_000_000 }),
    })
    expect(merged.passages.map(({ startSample }) => startSample / SECOND)).toEqual([5, 26.5, 28, 60, 100])
    expect(merged.warnings).toEqual([expect.stringContaining('days apart')])
  })

  it('closes up where the tags say that sound is missing', () => {
    const gaps = [{ atSample: 20 * SECOND, missingSeconds: 5.5 }]
    const merged = merge({
      sidecars: facts(captionsLog(), twspaceDlJson()),
      hydra: hydra({ gaps, startedAtUnixSeconds: STARTED }),
    })
    expect(merged.passages.map(({ startSample }) => startSample / SECOND)).toEqual([5, 21, 22.5, 54.5, 94.5])
  })

  it('comes from text where the log has no captions, and counts from the start of the Space', () => {
    const places = (merged: ReturnType<typeof merge>) =>
      merged.passages.map(({ startSample }) => startSample / SECOND)
    expect(places(merge({ sidecars: facts(CAPTIONS_TEXT) }))).toEqual([5, 26, 28, 60])
    expect(places(merge({ sidecars: facts(CAPTIONS_TEXT, twspaceDlJson()), hydra: hydra() }))).toEqual([
      2, 23, 25, 57,
    ])
  })

  it('has its people, and words that are spread over it in order', () => {
    const merged = merge({ hydra: hydra(), sidecars: facts(captionsLog(), twspaceDlJson()) })
    expect(merged.passages.map(({ speakerKey }) => speakerKey)).toEqual([
      'host',
      `user:${BOB.userId}`,
      `user:${BOB.userId}`,
      `user:${CAROL.userId}`,
      'host',
    ])
    for (const passage of merged.passages) {
      expect(passage.words.every(({ isSpread }) => isSpread)).toBe(true)
      expect(timesOf(passage)).toEqual(timesOf(passage).toSorted((a, b) => a - b))
    }
  })

  it('says what lies outside of the recording, and where it does not know the start', () => {
    const short = merge({ sidecars: facts(captionsLog(), twspaceDlJson()), durationSamples: 50 * SECOND })
    expect(short.passages).toHaveLength(3)
    expect(short.warnings).toEqual(['2 of 5 captions lie outside the recording and were left out.'])
    const rough = merge({ sidecars: facts(captionsLog()) })
    expect(rough.passages).toHaveLength(5)
    expect(rough.passages[0]!.startSample / SECOND).toBeCloseTo(3, 2)
    expect(rough.warnings).toEqual([expect.stringContaining('when the Space began')])
  })
})

describe('other Spaces', () => {
  it('are left out, with a word about it where somebody put their file there', () => {
    const other = twspaceDlJson().replaceAll(SPACE_ID, '1oThErAbCdEfG').replaceAll('Rooms', 'Other')
    const merged = merge({ sidecars: facts(other, twspaceDlJson()), spaceId: SPACE_ID })
    expect(merged.title).toMatch(/^Rooms/)
    expect(merged.warnings).toEqual([expect.stringContaining('1oThErAbCdEfG')])
  })

  it('of an archive are told apart by their id, by the time, or not at all', () => {
    const sidecars = facts(archiveSpacesJs())
    const chosen = (known: Partial<Sources>) =>
      mergeSources({
        hydra: null,
        sidecars,
        durationSamples: 600 * SECOND,
        startedAtUnixSeconds: null,
        ...known,
      }).spaceId
    expect(chosen({ spaceId: SPACE_ID })).toBe(SPACE_ID)
    expect(chosen({ startedAtUnixSeconds: STARTED })).toBe(SPACE_ID)
    expect(chosen({ startedAtUnixSeconds: STARTED - 8_995_000 })).toBe('1oLdErAbCdEfG')
    expect(chosen({ startedAtUnixSeconds: STARTED + 90_000 })).toBeNull()
    expect(chosen({})).toBeNull()
  })
})

it('knows nothing of nothing', () => {
  expect(merge({})).toEqual({
    spaceId: null,
    title: null,
    host: null,
    startedAtUnixSeconds: null,
    people: null,
    passages: [],
    warnings: [],
  })
})

it('makes an episode that says of every turn where it is from', () => {
  const { episode } = saneEpisode({
    hydra: hydra(),
    sidecars: facts(captionsLog(), twspaceDlJson()),
    durationSamples: 600 * SECOND,
    startedAtUnixSeconds: null,
  })
  expect(episode.segments.map(({ origin }) => origin)).toEqual(['hydra', 'hydra', 'sidecar'])
  expect(episode.passages).toHaveLength(5)
  expect(episode.passages.every(({ speakerId }) => episode.speakers.some(({ id }) => id === speakerId))).toBe(
    true,
  )
})

it('takes a host’s word about a guest for the guest', () => {
  const log = [
    control(9, BOB, 1, ALICE),
    control(4, BOB, 9, ALICE),
    message({ type: 1, body: 'x' }, { sender: DAVE, seconds: 2 }),
  ]
  expect(shown(merge({ sidecars: facts(log.join('\n')) }))).toEqual([
    [BOB.handle, BOB.handle, 'speaker', BOB.userId],
  ])
})
