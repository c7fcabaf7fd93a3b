import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passageText } from '#core/episode/words.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import type { SpokenCue, SpokenFile, SpokenWord } from '#core/formats/transcript/spoken.ts'
import { unwrap } from '#core/problem.ts'
import { placeSpokenFile } from '#core/speech/place.ts'

const MINUTE = 48_000 * 60

function cue(
  startSeconds: number,
  endSeconds: number | null,
  text: string | null,
  speaker: string | null = null,
): SpokenCue {
  return { speaker, startSeconds, endSeconds, text, words: [] }
}

function place(cues: SpokenCue[], offsetSeconds = 0, durationSamples = MINUTE) {
  const file: SpokenFile = { format: 'vtt', cues, damaged: 0 }
  return placeSpokenFile(file, { durationSamples, offsetSeconds })
}

const seconds = (samples: number) => samples / 48_000
const ranges = (items: readonly { startSample: number; endSample: number }[]) =>
  items.map(({ startSample, endSample }) => [seconds(startSample), seconds(endSample)])

describe('cues in a recording', () => {
  it('are sorted, clamped and counted', () => {
    const placed = place([
      cue(50, 70, 'behind', 'B'),
      cue(-5, 2, 'ahead', 'A'),
      cue(60, 61, 'outside'),
      cue(-5, -1, 'outside'),
      cue(10, 11, null, null),
      cue(5, 4, 'turned round'),
      cue(5, 4, null, 'A'),
    ])
    expect(ranges(placed.passages)).toEqual([
      [0, 2],
      [5, 8],
      [50, 60],
    ])
    expect(placed.speakers).toEqual(['A', 'B'])
    expect(placed.counts).toMatchObject({ cues: 7, outside: 2, repaired: 3, damaged: 1 })
    expect(placed.warnings).toEqual([
      'Left out, outside the recording: 2 entries.',
      'Times put right: 3 entries.',
      'Left out, made no sense: 1 entry.',
      'The file has no times of words; they were spread over what surrounds them.',
    ])
  })

  it('move by an offset', () => {
    expect(ranges(place([cue(10, 12, 'x')], -9.5).passages)).toEqual([[0.5, 2.5]])
    expect(ranges(place([cue(10, 12, 'x')], 49).passages)).toEqual([[59, 60]])
    expect(place([cue(10, 12, 'x')], 50).passages).toEqual([])
  })

  it('without an end last until the next, as long as it takes to say them at most', () => {
    const placed = place([
      cue(1, null, 'one two'),
      cue(2, null, 'three', 'A'),
      cue(2, null, 'and beside it'),
      cue(30, null, 'ten words take eight seconds to say when slowly said'),
      cue(59, null, 'the end'),
    ])
    expect(ranges(placed.passages)).toEqual([
      [1, 2],
      [2, 5],
      [2, 5],
      [30, 38],
      [59, 60],
    ])
    expect(placed.counts).toMatchObject({ repaired: 1, damaged: 0 })
  })

  it('make one turn of captions that go on', () => {
    const captions = [
      cue(1, 2, 'a', 'A'),
      cue(2.5, 4, 'b', 'A'),
      cue(4, 5, 'c', 'B'),
      cue(5, 6, 'd', 'A'),
      cue(9, 10, 'e', 'A'),
    ]
    expect(ranges(place(captions).turns)).toEqual([
      [1, 4],
      [4, 5],
      [5, 6],
      [9, 10],
    ])
    const turns = captions.map((one) => ({ ...one, text: null }))
    expect(ranges(place(turns).turns)).toEqual([
      [1, 2],
      [2.5, 4],
      [4, 5],
      [5, 6],
      [9, 10],
    ])
  })

  it('of single words become sentences that keep their times', () => {
    const words = 'It is a long way to the very end. But we go on and on and on and on and on.'.split(' ')
    const placed = place(words.map((word, i) => cue(i * 0.5, i * 0.5 + 0.4, word, 'A')))
    expect(placed.passages.map((passage) => passageText(passage.words))).toEqual([
      'It is a long way to the very end.',
      'But we go on and on and on and on and on.',
    ])
    expect(placed.passages[0]!.words[3]).toEqual({ text: 'long', startSample: 72_000, endSample: 91_200 })
    expect(placed.counts.spreadWords).toBe(0)
  })
})

describe('words', () => {
  const timed = (text: string, start: number | null, end: number | null): SpokenWord => ({
    text,
    before: ' ',
    startSeconds: start,
    endSeconds: end,
    confidence: null,
  })
  const placeWords = (...words: SpokenWord[]) =>
    place([
      {
        speaker: null,
        startSeconds: 10,
        endSeconds: 20,
        text: words.map(({ text }) => text).join(' '),
        words,
      },
    ]).passages[0]!.words.map(
      ({ text, startSample, endSample, isSpread }) =>
        `${text} ${seconds(startSample)}-${seconds(endSample)}${isSpread ? ' spread' : ''}`,
    )

  it('without times are spread by their length, and marked', () => {
    const [passage] = place([cue(10, 20, 'abcd abcd')]).passages
    expect(passage!.words).toEqual([
      { text: 'abcd', startSample: 480_000, endSample: 720_000, isSpread: true },
      { text: 'abcd', startSample: 720_000, endSample: 960_000, isSpread: true },
    ])
  })

  it('lie between those that have times', () => {
    expect(
      placeWords(
        timed('aa', null, null),
        timed('bb', 12, 13),
        timed('cc', null, null),
        timed('dd', null, null),
        timed('ee', 17, 18),
      ),
    ).toEqual(['aa 10-12 spread', 'bb 12-13', 'cc 13-15 spread', 'dd 15-17 spread', 'ee 17-18'])
    expect(placeWords(timed('aa', 10, null), timed('bb', null, null), timed('cc', 16, null))).toEqual([
      'aa 10-13',
      'bb 13-16 spread',
      'cc 16-20',
    ])
  })

  it('out of order or over the end are put right', () => {
    expect(placeWords(timed('a', 14, 15), timed('b', 12, 13), timed('c', 19, 25))).toEqual([
      'a 14-15',
      'b 14-14',
      'c 19-25',
    ])
  })

  it('of any script come back as they were', () => {
    const texts = [
      '你好，世界。「再见」',
      'สวัสดีครับ ทุกคน',
      'שלום, עולם!',
      'a  b\nc',
      '👩‍👩‍👧 ok',
      'x'.repeat(1_200),
      'こんにちは世界。',
    ]
    for (const text of texts) {
      const { words } = place([cue(1, 5, text)]).passages[0]!
      expect(passageText(words)).toBe(text)
      expect(words.every((word) => word.text.length <= 500)).toBe(true)
    }
    expect(place([cue(1, 5, '你好世界')]).passages[0]!.words.length).toBeGreaterThan(1)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const said = text.trim().replaceAll(/\s{21,}/g, (run) => run.slice(0, 20))
        fc.pre(said !== '')
        expect(passageText(place([cue(1, 5, said)]).passages[0]!.words)).toBe(said)
      }),
    )
  })
})

it('places 50,000 words of 12 hours from a file of WhisperX quickly', () => {
  const segments = Array.from({ length: 5_000 }, (_, i) => ({
    start: i * 8,
    end: i * 8 + 7,
    text: ' one two three four five six seven eight nine ten',
    speaker: `SPEAKER_0${i % 5}`,
    words: 'one two three four five six seven eight nine ten'
      .split(' ')
      .map((word, j) => ({ word, start: i * 8 + j * 0.6, end: i * 8 + j * 0.6 + 0.5, score: 0.9 })),
  }))
  const text = JSON.stringify({ segments })
  const start = process.cpuUsage()
  const placed = placeSpokenFile(unwrap(readSpokenFile('x.json', text)), {
    durationSamples: 12 * 60 * MINUTE,
  })
  const { user, system } = process.cpuUsage(start)
  console.log(`read and placed: ${((user + system) / 1000).toFixed(0)} ms of processor`)
  expect(placed.counts).toMatchObject({ words: 50_000, spreadWords: 0, repaired: 0 })
  expect(user + system).toBeLessThan(5e6)
})
