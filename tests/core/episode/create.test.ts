import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEpisode } from '#core/episode/check.ts'
import { createEpisode, type NewEpisode } from '#core/episode/create.ts'
import { type Episode, episodeSchema } from '#core/episode/schema.ts'
import { tinyEpisode } from './tinyEpisodes.ts'

const person = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  userId: fc.option(fc.string({ maxLength: 300 })),
  name: fc.oneof(fc.string(), fc.constant('   '), fc.constant('x'.repeat(600))),
  handle: fc.option(fc.string({ maxLength: 300 })),
  role: fc.constantFrom('host' as const, 'speaker' as const, 'unknown' as const),
})
const turn = fc.record({
  speakerKey: fc.constantFrom('a', 'b', 'nobody'),
  startSample: fc.integer({ min: -50, max: 1_500 }),
  endSample: fc.integer({ min: -50, max: 1_500 }),
  confidence: fc.double({ min: -1, max: 2, noNaN: true }),
  origin: fc.constantFrom(undefined, 'sidecar' as const),
})
const place = fc.integer({ min: -50, max: 1_500 })
const passage = fc.record({
  speakerKey: fc.constantFrom('a', 'nobody', null),
  startSample: place,
  endSample: place,
  words: fc.array(fc.record({ text: fc.constant('word'), startSample: place, endSample: place }), {
    maxLength: 4,
  }),
  origin: fc.constant('sidecar' as const),
})
const found: fc.Arbitrary<NewEpisode> = fc.record({
  id: fc.constant('e'),
  title: fc.oneof(fc.string(), fc.constant('y'.repeat(900))),
  artist: fc.oneof(fc.string(), fc.constant('z'.repeat(900))),
  recording: fc.record({
    id: fc.constant('rec'),
    name: fc.oneof(fc.string(), fc.constant(' ')),
    durationSamples: fc.integer({ min: 1, max: 1_000 }),
    gaps: fc.constant([]),
  }),
  people: fc.option(
    fc.record({
      speakers: fc.uniqueArray(person, { maxLength: 4, selector: ({ key }) => key }),
      segments: fc.array(turn, { maxLength: 8 }),
      origin: fc.constant('hydra' as const),
    }),
  ),
  passages: fc.array(passage, { maxLength: 4 }),
})

describe('a new episode', () => {
  it('is a valid document whatever an import found', () => {
    fc.assert(
      fc.property(found, (input) => {
        const episode = createEpisode(input)
        expect(checkEpisode(episode)).toMatchObject({ ok: true })
        expect(episodeSchema.safeParse(episode).error).toBeUndefined()
        expect(episode.speakers.length).toBeGreaterThan(0)
        expect(episode.clips).toMatchObject([
          { start: 0, length: input.recording.durationSamples, joinSamples: 0 },
        ])
      }),
    )
  })

  it('says of each turn where it is from, and of each passage who speaks', () => {
    const words = [
      { text: 'Hello', startSample: 30, endSample: 20 },
      { text: 'there', startSample: 10, endSample: 900 },
    ]
    const { segments, passages, speakers } = createEpisode({
      id: 'e',
      title: 't',
      recording: { id: 'rec', name: 'r', durationSamples: 100, gaps: [] },
      people: {
        speakers: [{ key: 'a', userId: null, name: 'Ada', handle: null, role: 'speaker' }],
        segments: [
          { speakerKey: 'a', startSample: 0, endSample: 10, confidence: 1 },
          { speakerKey: 'a', startSample: 20, endSample: 30, confidence: 0.5, origin: 'sidecar' },
        ],
        origin: 'hydra',
      },
      passages: [
        { speakerKey: 'a', startSample: 50, endSample: 900, words: [words[1]!], origin: 'sidecar' },
        { speakerKey: null, startSample: 25.4, endSample: 60, words, origin: 'imported' },
        { speakerKey: 'a', startSample: 100, endSample: 200, words, origin: 'sidecar' },
      ],
    })
    expect(segments.map(({ origin }) => origin)).toEqual(['hydra', 'sidecar'])
    expect(passages).toMatchObject([
      {
        speakerId: null,
        startSample: 25,
        endSample: 60,
        words: [
          { text: 'Hello', startSample: 30, endSample: 30 },
          { text: 'there', startSample: 30, endSample: 60 },
        ],
        origin: 'imported',
      },
      {
        speakerId: speakers[0]!.id,
        startSample: 50,
        endSample: 100,
        words: [{ startSample: 50, endSample: 100 }],
      },
    ])
  })
})

describe('checking against the document before', () => {
  /** Ways to break a document's segments. */
  const damage: fc.Arbitrary<(segments: Episode['segments']) => Episode['segments']> = fc.oneof(
    fc.constant((segments: Episode['segments']) => segments),
    fc.nat().map((n) => (segments: Episode['segments']) => {
      const i = n % Math.max(1, segments.length)
      return segments.toSpliced(i, 0, ...segments.slice(i, i + 1))
    }),
    fc.nat().map((n) => (segments: Episode['segments']) => {
      const i = n % Math.max(1, segments.length)
      return segments.map((segment, j) => (i === j ? { ...segment, startSample: n % 200 } : segment))
    }),
    fc.nat().map((n) => (segments: Episode['segments']) => {
      const [first, ...rest] = segments
      return first ? rest.toSpliced(n % segments.length, 0, { ...first }) : segments
    }),
    fc
      .nat()
      .map((n) => (segments: Episode['segments']) => segments.toSpliced(n % Math.max(1, segments.length), 1)),
  )

  it('finds the same as checking everything', () => {
    fc.assert(
      fc.property(tinyEpisode, damage, damage, (before, first, second) => {
        const after = { ...before, segments: second(first(before.segments)) }
        expect(checkEpisode(after, before).ok).toBe(checkEpisode(after).ok)
      }),
      { numRuns: 500 },
    )
  })
})
