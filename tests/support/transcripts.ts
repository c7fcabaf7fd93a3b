/** Random episodes with a transcript, for properties. */
import fc from 'fast-check'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode, Passage, Word } from '#core/episode/schema.ts'
import { splitWords } from '#core/episode/words.ts'

export const SAMPLES = 48_000 * 60

/** Text of several scripts whose spaces every format keeps. `forbidden` is what a format cannot hold. */
export function textWithout(forbidden: RegExp): fc.Arbitrary<string> {
  const token = fc
    .oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) },
      fc.constantFrom(
        '你好吗',
        'สวัสดีครับ',
        'こんにちは、世界',
        'שלום',
        '👩‍👩‍👧',
        'AT&T',
        '&amp;',
        '&lt;b&gt;',
        '<b>x</b>',
        '-->',
        'done.',
        '“so”',
      ),
    )
    .filter((text) => !/\s/.test(text) && !forbidden.test(text))
  return fc
    .tuple(token, fc.array(fc.tuple(fc.constantFrom(' ', ' ', '\n', '  '), token), { maxLength: 7 }))
    .map(([first, rest]) => first + rest.flat().join(''))
}

export const names = (forbidden: RegExp) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }),
      fc.constantFrom('Ada', 'Ben', 'Dr. Anne Smith', 'SPEAKER_00', '李雷', 'alice_99', 'A & B'),
    )
    .map((name) => name.trim())
    .filter((name) => name !== '' && !forbidden.test(name))

function passage(text: fc.Arbitrary<string>): fc.Arbitrary<Omit<Passage, 'id'>> {
  return fc
    .record({
      text,
      start: fc.nat(SAMPLES - 200_000),
      length: fc.integer({ min: 100, max: 150_000 }),
      who: fc.constantFrom('s1', 's2', null),
      isTimed: fc.boolean(),
      confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    })
    .map(({ text, start, length, who, isTimed, confidence }) => {
      const parts = splitWords(text)
      const step = Math.floor(length / parts.length)
      const words = parts.map(
        ({ text, before }, i): Word => ({
          text,
          startSample: start + i * step,
          endSample: start + i * step + Math.floor(step * 0.8),
          ...(i > 0 && before !== ' ' && { before }),
          ...(!isTimed && { isSpread: true }),
          ...(confidence !== undefined && { confidence }),
        }),
      )
      return {
        recordingId: 'rec',
        speakerId: who,
        startSample: start,
        endSample: start + length,
        words,
        origin: 'imported' as const,
      }
    })
}

/** An episode of a minute with two people and a transcript. */
export function spokenEpisode(text: fc.Arbitrary<string>, name: fc.Arbitrary<string>): fc.Arbitrary<Episode> {
  return fc
    .tuple(fc.tuple(name, name), fc.array(passage(text), { minLength: 1, maxLength: 6 }))
    .map(([people, passages]) => ({
      ...createEpisode({
        id: 'e',
        title: 'Spoken',
        recording: { id: 'rec', name: 'r', durationSamples: SAMPLES, gaps: [] },
        people: {
          origin: 'hydra',
          speakers: people.map((name, i) => ({
            key: `${i}`,
            userId: null,
            name,
            handle: null,
            role: 'speaker' as const,
          })),
          segments: [],
        },
      }),
      passages: passages
        .toSorted((a, b) => a.startSample - b.startSample)
        .map((passage, i) => ({ ...passage, id: `p${100 + i}` })),
    }))
}
