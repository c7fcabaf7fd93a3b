import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareWords } from '#core/episode/words.ts'
import type { HydraTimeline } from '#core/formats/hydra-timeline.ts'
import { createRoster } from '#core/formats/sidecar/roster.ts'
import {
  SIDECAR_FORMATS,
  type SpaceFacts,
  type SpacePerson,
  spaceFacts,
} from '#core/formats/sidecar/spaceFacts.ts'
import { placeCaptions } from '#core/sources/captions.ts'
import { identify } from '#core/sources/identity.ts'
import { mediaClock } from '#core/sources/mediaClock.ts'
import { joinTurns, type SourceTurn } from '#core/sources/turns.ts'
import { spreadWords } from '#core/sources/words.ts'
import { saneEpisode } from '../formats/sidecar/sane.ts'
import { passageText, timesOf } from './spoken.ts'

const START = 1_700_000_000
const name = fc.constantFrom('Ada', 'ada', 'בני', '😀 Cleo', 'Ada ')
const seen = fc.record({
  userId: fc.option(fc.constantFrom('u1', 'u2', 'u3')),
  accountId: fc.option(fc.constantFrom('1', '2')),
  handle: fc.option(fc.constantFrom('ada', 'ADA', 'ben', 'cleo')),
  name: fc.option(name),
  role: fc.constantFrom('host' as const, 'cohost' as const, 'speaker' as const, 'listener' as const),
})
const rosters = fc.array(seen, { maxLength: 10 }).map((people) => {
  const roster = createRoster()
  for (const person of people) roster.add(person)
  return roster.people()
})

const moment = fc.double({ min: START - 5, max: START + 30, noNaN: true })

/** Facts as any reader may give them: all keys are of people who are there. */
const anyFacts: fc.Arbitrary<SpaceFacts> = rosters.chain((people) => {
  const key = people.length > 0 ? fc.constantFrom(...people.map((person) => person.key)) : null
  const mics = key
    ? fc.array(fc.record({ personKey: key, startUnixSeconds: moment, endUnixSeconds: fc.option(moment) }), {
        maxLength: 4,
      })
    : fc.constant([])
  const captions = key
    ? fc.array(
        fc.record({
          personKey: key,
          atUnixSeconds: fc.option(moment),
          offsetSeconds: fc.option(fc.double({ min: 0, max: 40, noNaN: true })),
          text: fc.oneof(
            fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
            fc.constant('こんにちは世界 hello'),
          ),
        }),
        { maxLength: 6 },
      )
    : fc.constant([])
  return fc
    .record({
      spaceId: fc.option(fc.constantFrom('1aaaaaaaaaaaA', '1bbbbbbbbbbbB')),
      startedAtUnixSeconds: fc.option(moment),
      firstMessageUnixSeconds: fc.option(moment),
      captions,
      openMics: mics,
      sessions: mics,
      origin: fc.constantFrom(...SIDECAR_FORMATS),
    })
    .map(({ origin, ...known }) => spaceFacts(origin, { ...known, people }))
})

const DURATION = 20 * 48_000
const hydras: fc.Arbitrary<HydraTimeline> = fc
  .record({
    turns: fc.array(
      fc.tuple(
        fc.constantFrom('host', 'user:u1', 'user:u2', 'handle:ben'),
        fc.nat(18),
        fc.integer({ min: 1, max: 40 }),
      ),
      { maxLength: 6 },
    ),
    gaps: fc.uniqueArray(fc.nat(DURATION), { maxLength: 3 }),
    started: fc.option(moment),
  })
  .map(({ turns, gaps, started }) => ({
    speakers: [
      { key: 'host', userId: null, name: 'Host', handle: null, role: 'host', profileUrl: null },
      { key: 'user:u1', userId: 'u1', name: 'ada', handle: 'ada', role: 'speaker', profileUrl: null },
      { key: 'user:u2', userId: 'u2', name: 'u2', handle: null, role: 'speaker', profileUrl: null },
      { key: 'handle:ben', userId: null, name: 'Ben', handle: 'Ben', role: 'speaker', profileUrl: null },
    ],
    segments: turns
      .map(([speakerKey, from, tenths]) => ({
        speakerKey,
        startSample: from * 48_000,
        endSample: Math.min(DURATION, from * 48_000 + tenths * 4_800),
        confidence: 0.5,
      }))
      .sort((a, b) => a.startSample - b.startSample),
    gaps: gaps.toSorted((a, b) => a - b).map((atSample) => ({ atSample, missingSeconds: 1.5 })),
    startedAtUnixSeconds: started,
    tickCount: 20,
  }))

describe('identity', () => {
  it('puts every key into one person, nobody with two ids, and nobody twice with one id', () => {
    fc.assert(
      fc.property(fc.array(rosters, { maxLength: 4 }), (files) => {
        const named = files.flat()
        const people = identify(named).people()
        expect(people.flatMap(({ keys }) => keys).sort()).toEqual(
          [...new Set(named.map(({ key }) => key))].sort(),
        )
        const idsOf = (keys: readonly string[]) =>
          new Set(named.filter(({ key, userId }) => keys.includes(key) && userId).map(({ userId }) => userId))
        for (const { keys } of people) expect(idsOf(keys).size).toBeLessThanOrEqual(1)
        const ids = people.flatMap(({ userId }) => userId ?? [])
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('knows somebody again by the handle where nothing speaks against it', () => {
    const person = (changes: Partial<SpacePerson>): SpacePerson => ({
      key: 'k',
      userId: null,
      accountId: null,
      handle: null,
      name: null,
      role: 'unknown',
      avatarUrl: null,
      ...changes,
    })
    const people = identify([
      person({ key: 'handle:ada', handle: 'ADA' }),
      person({ key: 'account:1', accountId: '1', name: 'Ada L.' }),
      person({ key: 'user:u1', userId: 'u1', handle: 'ada', accountId: '1', role: 'speaker' }),
      person({ key: 'name:Ada L.', name: 'Ada L.' }),
      person({ key: 'user:u2', userId: 'u2', handle: 'Ada' }),
    ]).people()
    expect(people.map(({ keys }) => keys)).toEqual([
      ['handle:ada', 'account:1', 'user:u1', 'name:Ada L.'],
      ['user:u2'],
    ])
    expect(people[0]).toMatchObject({ userId: 'u1', handle: 'ADA', name: 'Ada L.', role: 'speaker' })
  })
})

describe('turns', () => {
  it('that are joined cover the same time and never overlap for one person', () => {
    const turns = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), fc.nat(60), fc.nat(20)).map(
        ([speakerKey, startSample, length]): SourceTurn => ({
          speakerKey,
          startSample,
          endSample: startSample + length,
          confidence: length / 20,
          origin: 'sidecar',
        }),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(turns, fc.nat(3), (list, hole) => {
        const joined = joinTurns(list, hole)
        const covers = (some: readonly SourceTurn[], who: string) => (sample: number) =>
          some.some((one) => one.speakerKey === who && one.startSample <= sample && sample < one.endSample)
        for (const who of ['a', 'b']) {
          const own = joined.filter(({ speakerKey }) => speakerKey === who)
          for (const [i, turn] of own.entries()) {
            expect(turn.confidence).toBeLessThanOrEqual(1)
            if (i > 0) expect(turn.startSample).toBeGreaterThan(own[i - 1]!.endSample + hole)
          }
          const before = covers(list, who)
          const after = covers(joined, who)
          for (let sample = 0; sample < 80; sample++) {
            if (before(sample)) expect(after(sample)).toBe(true)
            if (hole === 0) expect(after(sample)).toBe(before(sample))
          }
        }
      }),
    )
  })
})

describe('the clock', () => {
  it('never runs backwards, and loses just what is missing', () => {
    fc.assert(
      fc.property(hydras, fc.array(fc.double({ min: 0, max: 60, noNaN: true })), (hydra, seconds) => {
        const clock = mediaClock({ ...hydra, startedAtUnixSeconds: START }, null, [])
        const places = seconds.toSorted((a, b) => a - b).map((at) => clock.placeOfMoment(START + at)!)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        const missing = hydra.gaps.length * 1.5
        expect(clock.placeOfMoment(START + 100)! / 48_000).toBeCloseTo(100 - missing, 6)
      }),
    )
  })
})

describe('words', () => {
  it('give their text again, each within what the document holds', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(fc.constantFrom('你好', '世界', '。', ' ', 'hello', '「', '」', 'สวัสดี', '😀', '\n'))
        .map((parts) => parts.join('')),
      fc.integer({ min: 1, max: 1_200 }).map((count) => '😀'.repeat(count)),
      fc.integer({ min: 1, max: 1_200 }).map((count) => '語'.repeat(count)),
    )
    fc.assert(
      fc.property(texts, fc.nat(1_000), fc.nat(10_000), (text, from, length) => {
        const words = bareWords(text)
        expect(passageText({ words: spreadWords(words, 0, 1) })).toBe(
          text.trim().replaceAll(/\s+/g, (run) => run.slice(0, 20)),
        )
        for (const word of words) {
          expect(word.text.length).toBeGreaterThan(0)
          expect(word.text.length).toBeLessThanOrEqual(500)
          if (text.isWellFormed()) expect(word.text.isWellFormed()).toBe(true)
        }
        const placed = spreadWords(words, from, from + length)
        const times = timesOf({
          speakerKey: null,
          startSample: from,
          endSample: from + length,
          words: placed,
          origin: 'sidecar',
        })
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        if (placed.length > 0) expect(placed.at(-1)!.endSample).toBe(from + length)
      }),
    )
  })

  it('are found in Chinese and Thai, with the marks that follow', () => {
    expect(bareWords('你好，世界 ok').map(({ text }) => text)).toEqual(['你好，', '世界', 'ok'])
  })
})

describe('captions', () => {
  it('end before the next one starts, where that leaves a third of a second', () => {
    const at = [0, 10, 10.1, 30]
    const captions = at.map((offsetSeconds) => ({
      personKey: 'a',
      atUnixSeconds: null,
      offsetSeconds,
      text: 'one two three four',
    }))
    const { passages, outside } = placeCaptions(
      captions,
      ({ offsetSeconds }) => offsetSeconds! * 48_000,
      30 * 48_000,
    )
    expect(outside).toBe(1)
    expect(passages.map(({ startSample, endSample }) => [startSample / 48_000, endSample / 48_000])).toEqual([
      [0, 1.6],
      [10, 10.3],
      [10.1, 11.7],
    ])
  })
})

describe('any sources', () => {
  it('make a good episode, with all of Hydra’s turns in it', () => {
    fc.assert(
      fc.property(
        fc.option(hydras),
        fc.array(anyFacts, { maxLength: 5 }),
        fc.option(moment),
        (hydra, sidecars, startedAtUnixSeconds) => {
          const { merged, episode } = saneEpisode({
            hydra,
            sidecars,
            durationSamples: DURATION,
            startedAtUnixSeconds,
          })
          const covered = (turns: readonly { startSample: number; endSample: number }[]) => (at: number) =>
            turns.some(({ startSample, endSample }) => startSample <= at && at < endSample)
          const heard = covered(hydra?.segments ?? [])
          const kept = covered(episode.segments.filter(({ origin }) => origin === 'hydra'))
          for (let at = 0; at < DURATION; at += 2_400) expect(kept(at)).toBe(heard(at))
          const keys = (merged.people?.speakers ?? []).map(({ key }) => key)
          expect(new Set(keys).size).toBe(keys.length)
          for (const { speakerKey } of [...(merged.people?.segments ?? []), ...merged.passages])
            expect(keys).toContain(speakerKey)
          expect(
            (merged.people?.speakers ?? []).filter(({ role }) => role === 'host').length,
          ).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 500 },
    )
  })
})
