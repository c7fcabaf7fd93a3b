import { describe, expect, it } from 'vitest'
import { passageText } from '#core/episode/words.ts'
import { looksLikeName } from '#core/formats/transcript/namePrefix.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import type { SpokenFile } from '#core/formats/transcript/spoken.ts'
import { unwrap } from '#core/problem.ts'

const read = (text: string, name = 'file'): SpokenFile => unwrap(readSpokenFile(name, text))

/** Cues as short lines: `who start-end text`. */
const brief = ({ cues }: SpokenFile) =>
  cues.map(
    ({ speaker, startSeconds, endSeconds, text }) =>
      `${speaker ?? '-'} ${startSeconds}-${endSeconds ?? '?'}${text === null ? '' : ` ${text}`}`,
  )

describe('WebVTT', () => {
  it('gives voices, and passes over what is no cue', () => {
    const file = read(
      [
        '\uFEFFWEBVTT - a title',
        'Kind: captions',
        '',
        'STYLE',
        '::cue(v[voice="Bob"]) { color: red } /* 00:00:00.000 --> 00:00:09.000 */',
        '',
        'REGION',
        'id:fred',
        '',
        'NOTE 00:00:05.000 --> 00:00:06.000',
        'nothing of this is said',
        '',
        'intro-1',
        '00:01.500 --> 00:00:03.250 align:start position:0%',
        '<v Alice>Tom &amp; Jerry &lt;3</v>',
        '',
        '01:00:00.000 --> 01:00:02.000',
        '<v.loud.first Bob  Smith><i>Hi</i> there &unknown; &#233;</v>',
        'second line',
        '',
        '00:00:10,000 --> 00:00:11,000',
        'no voice, 3 --> 4',
        '',
        'x --> y',
        'lost',
      ].join('\r\n'),
    )
    expect(file).toMatchObject({ format: 'vtt', damaged: 1 })
    expect(file.cues.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toMatchObject([
      [1.5, 3.25],
      [3600, expect.closeTo(3601.2, 0)],
      [expect.closeTo(3601.2, 0), 3602],
      [10, 11],
    ])
    expect(file.cues.map(({ speaker }) => speaker)).toEqual(['Alice', 'Bob Smith', null, null])
    expect(file.cues.map(({ text }) => text)).toEqual([
      'Tom & Jerry <3',
      'Hi there &unknown; é',
      'second line',
      'no voice, 3 --> 4',
    ])
  })

  it('parts a cue where the voice changes, by its timestamps where it has them', () => {
    const file = read('WEBVTT\n\n00:00.000 --> 00:10.000\n<v A>one two</v><v B>three</v>\n')
    expect(file.cues).toMatchObject([
      { speaker: 'A', startSeconds: 0, text: 'one two' },
      { speaker: 'B', endSeconds: 10, text: 'three' },
    ])
    expect(file.cues[0]!.endSeconds).toBe(file.cues[1]!.startSeconds)
    expect(file.cues[0]!.endSeconds).toBeCloseTo((10 * 7) / 12)
    const timed = read('WEBVTT\n\n00:00.000 --> 00:10.000\n<v A>one</v>\n<v B><00:00:08.000>two</v>\n')
    expect(brief(timed)).toEqual(['A 0-8 one', 'B 8-10 two'])
  })

  it('takes timestamps for times of words', () => {
    const file = read(
      'WEBVTT\n\n00:01.000 --> 00:05.000\nzero <00:00:02.000>one<00:00:02.500> <00:00:03.000><c>two three</c>\n',
    )
    expect(file.cues[0]!.words).toMatchObject([
      { text: 'zero', startSeconds: null, endSeconds: 2 },
      { text: 'one', startSeconds: 2, endSeconds: 2.5 },
      { text: 'two', startSeconds: 3, endSeconds: null },
      { text: 'three', startSeconds: null, endSeconds: null },
    ])
  })

  it('knows names as text for what they are', () => {
    expect(brief(read('WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ada>Ada</v>\n'))).toEqual(['Ada 0-1'])
  })
})

describe('SRT', () => {
  it('gives names before what is said, by line', () => {
    const file = read(
      [
        '1',
        '00:00:01,000 --> 00:00:02,500',
        'Alice: Hello <i>you</i>',
        '',
        '2',
        '00:00:03,000 --> 00:00:05,000 X1:100',
        '[SPEAKER_01]: 10:30 works',
        '',
        'after a blank line',
        '',
        '3',
        '00:00:06,000 --> 00:00:10,000',
        '- Alice: one',
        '- Bob: two',
        '',
        '4',
        '00:00:11,000 --> 00:00:12,000',
        'Bob: 42',
        '',
      ].join('\n'),
    )
    expect(brief(file)).toEqual([
      'Alice 1-2.5 Hello you',
      'SPEAKER_01 3-5 10:30 works\n\nafter a blank line',
      expect.stringMatching(/^Alice 6-[\d.]+ one$/),
      expect.stringMatching(/^Bob [\d.]+-10 two$/),
      'Bob 11-12 42',
    ])
  })

  it('takes no sentence for a name', () => {
    const texts = [
      'http: //example.com is it',
      'https://example.com',
      'At 10:30 we met',
      '10:30: go',
      'What I want to say is this: no',
      'Note: all of it',
      'so, you know: yes',
      'Really? Yes: no',
      'the end: is near',
      'Ein Satz, der: geht',
    ]
    const file = read(
      texts.map((text, i) => `${i + 1}\n00:00:${10 + i},000 --> 00:00:${11 + i},000\n${text}\n`).join('\n'),
    )
    expect(file.cues.map(({ speaker }) => speaker)).toEqual(texts.map(() => null))
    expect(file.cues.map(({ text }) => text)).toEqual(texts)
  })

  it('knows names', () => {
    for (const name of [
      'Alice',
      'Dr. Anne Smith',
      'Ludwig van Beethoven',
      'SPEAKER_00',
      '李雷',
      'Zoë',
      'Speaker 1',
      '@Ada',
    ])
      expect(looksLikeName(name), name).toBe(true)
    for (const name of ['', 'http', 'NOTE', 'this is', '10', 'A very long name of five words', 'Who, me'])
      expect(looksLikeName(name), name).toBe(false)
  })

  it('takes small letters where all of the file is so, and other names once', () => {
    const lines = (texts: string[]) =>
      read(
        texts.map((text, i) => `${i + 1}\n00:00:${10 + i},000 --> 00:00:${11 + i},000\n${text}\n`).join('\n'),
      )
    expect(lines(['alice_99: hi', 'alice_99: ho', 'bob: no']).cues.map(({ speaker }) => speaker)).toEqual([
      'alice_99',
      'alice_99',
      null,
    ])
    expect(lines(['Carol: hi', 'what', 'Dave: no']).cues.map(({ speaker }) => speaker)).toEqual([
      'Carol',
      null,
      'Dave',
    ])
  })
})

describe('files of speakers', () => {
  it('RTTM gives lengths, not ends', () => {
    const file = read(
      [
        ';; a comment',
        'SPKR-INFO rec 1 <NA> <NA> <NA> unknown SPEAKER_00 <NA> <NA>',
        'SPEAKER rec 1 10.5 2.25 <NA> <NA> SPEAKER_00 <NA> <NA>',
        'SPEAKER rec 1   -0.5  1  <NA> <NA> Ada_Lovelace <NA>',
        'SPEAKER rec 1 4 0 <NA> <NA> SPEAKER_00 <NA> <NA>',
        'SPEAKER rec 1 x 3 <NA> <NA> SPEAKER_00 <NA> <NA>',
        'SPEAKER rec',
      ].join('\n'),
    )
    expect(brief(file)).toEqual(['SPEAKER_00 10.5-12.75', 'Ada_Lovelace -0.5-0.5'])
    expect(file.damaged).toBe(3)
  })

  it('Audacity labels are names when they are short, words otherwise', () => {
    const file = read('0,5\t2.25\tAda\n\\\t100.0\t4000.0\n3\t3\tA moment\n4\t5\t\n6.0\t7.5\tBen\n')
    expect(brief(file)).toEqual(['Ada 0.5-2.25', 'Ben 6-7.5'])
    expect(file).toMatchObject({ format: 'audacity', damaged: 2 })
    const said = read('0\t2\tand this is all of what I wanted to say to you\n2\t4\tAda: yes\n4\t5\tAda: no\n')
    expect(brief(said)).toEqual([
      '- 0-2 and this is all of what I wanted to say to you',
      'Ada 2-4 yes',
      'Ada 4-5 no',
    ])
  })
})

describe('JSON', () => {
  it('Podcasting 2.0, ends or not', () => {
    const file = read(
      JSON.stringify({
        version: '1.0.0',
        segments: [
          { speaker: 'Ada', startTime: 0.5, endTime: 0.75, body: 'Hi' },
          { startTime: '3', body: ' there ' },
          { speaker: 'Ada', body: 'no time' },
          7,
        ],
      }),
    )
    expect(brief(file)).toEqual(['Ada 0.5-0.75 Hi', '- 3-? there'])
    expect(file).toMatchObject({ format: 'podcast', damaged: 1 })
  })

  it('WhisperX: words with and without times, parted where the speaker changes', () => {
    const file = read(
      JSON.stringify({
        segments: [
          {
            start: 1,
            end: 4,
            text: ' Well, 42 yes.',
            speaker: 'SPEAKER_00',
            words: [
              { word: 'Well,', start: 1, end: 1.5, score: 0.9, speaker: 'SPEAKER_00' },
              { word: '42' },
              { word: 'yes.', start: 3, end: 3.5, score: 0.5, speaker: 'SPEAKER_01' },
            ],
          },
          {
            start: 5,
            end: 6,
            text: ' 你好',
            words: [
              { word: '你', start: 5, end: 5.5 },
              { word: '好', start: 5.5, end: 6 },
            ],
          },
        ],
      }),
    )
    expect(brief(file)).toEqual(['SPEAKER_00 1-1.5 Well, 42', 'SPEAKER_01 3-4 yes.', '- 5-6 你好'])
    expect(file.cues[0]!.words).toEqual([
      { text: 'Well,', before: '', startSeconds: 1, endSeconds: 1.5, confidence: 0.9 },
      { text: '42', before: ' ', startSeconds: null, endSeconds: null, confidence: null },
    ])
    expect(passageText(file.cues[2]!.words)).toBe('你好')
  })

  it('Whisper’s words carry their spaces, and faster-whisper’s list has no head', () => {
    const [cue] = read(
      JSON.stringify([
        {
          start: 0,
          end: 1,
          text: ' a b',
          words: [
            { word: ' a', start: 0, end: 0.5, probability: 0.25 },
            { word: ' b', start: 0.5, end: 1 },
          ],
        },
      ]),
    ).cues
    expect(cue).toMatchObject({
      text: 'a b',
      words: [
        { text: 'a', confidence: 0.25 },
        { text: 'b', before: ' ' },
      ],
    })
  })

  it('whisper.cpp: milliseconds, and tokens where they spell the text', () => {
    const file = read(
      JSON.stringify({
        transcription: [
          {
            offsets: { from: 1000, to: 2500 },
            text: ' Hello there',
            tokens: [
              { text: '[_BEG_]', offsets: { from: 1000, to: 1000 } },
              { text: ' Hel', offsets: { from: 1000, to: 1200 } },
              { text: 'lo', offsets: { from: 1200, to: 1500 } },
              { text: ' there', offsets: { from: 1600, to: 2400 } },
              { text: '[_TT_75]', offsets: { from: 2500, to: 2500 } },
            ],
          },
          { offsets: { from: 3000, to: 4000 }, text: ' Broken', tokens: [{ text: ' B\ufffd' }] },
          { text: 'nowhere' },
        ],
      }),
    )
    expect(brief(file)).toEqual(['- 1-2.5 Hello there', '- 3-4 Broken'])
    expect(file.cues[0]!.words).toMatchObject([
      { text: 'Hello', startSeconds: 1, endSeconds: 1.5 },
      { text: 'there', startSeconds: 1.6, endSeconds: 2.4 },
    ])
    expect(file.damaged).toBe(1)
  })
})

describe('text of Otter', () => {
  it('has names and starts', () => {
    const file = read(
      'A title\n\nAda Lovelace  0:49  \nHello\nyou.\n\nUnknown Speaker  1:02:03\nYes.\n\n 1:03:00\nNobody.\n\nTranscribed by https://otter.ai\n',
    )
    expect(brief(file)).toEqual(['Ada Lovelace 49-? Hello\nyou.', '- 3723-? Yes.', '- 3780-? Nobody.'])
  })
})

describe('any file', () => {
  it('is known by its content, whatever it is called', () => {
    expect(read('WEBVTT\n\n00:00.000 --> 00:01.000\nhi\n', 'a.srt').format).toBe('vtt')
    expect(read('1\r\r00:00:00.000 --> 00:00:01.000\rhi\r'.replaceAll('\r\r', '\r'), 'a.vtt').format).toBe(
      'srt',
    )
    expect(read('SPEAKER f 1 0 1 <NA> <NA> a <NA> <NA>', 'a.json').format).toBe('rttm')
    expect(read('[Ada]: hm\n1\n00:00:00,000 --> 00:00:01,000\n[Ada]: hi', 'x').format).toBe('srt')
  })

  it('is refused with a reason when it is none of them', () => {
    const refusal = (text: string) => {
      const result = readSpokenFile('notes.txt', text)
      return result.ok ? 'read' : result.error
    }
    expect(refusal('')).toMatchObject({ code: 'empty-file' })
    expect(refusal('\uFEFF \r\n\t')).toMatchObject({ code: 'empty-file' })
    expect(refusal('Dear diary,\ntoday: nothing.')).toMatchObject({
      code: 'unsupported',
      hint: expect.stringContaining('WebVTT'),
    })
    expect(refusal('{"a":1}')).toMatchObject({ code: 'unsupported' })
    expect(refusal('[1,2')).toMatchObject({ code: 'unsupported' })
    expect(refusal('{"segments":[{"startTime":1}]}')).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('nothing'),
    })
    expect(refusal('WEBVTT\n')).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('nothing'),
    })
  })
})

describe('time', () => {
  /** Seconds of the processor that reading takes; what else the machine does is no matter. */
  function seconds(text: string): number {
    const start = process.cpuUsage()
    readSpokenFile('x', text)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1e6
  }

  it('grows with the text alone, however odd it is', () => {
    const long = 2_000_000
    const odd: Record<string, string> = {
      'one line of brackets': `WEBVTT\n\n00:00.000 --> 00:09.000\n${'<'.repeat(long)}`,
      'tags that never end': `WEBVTT\n\n00:00.000 --> 00:09.000\n${'<v '.repeat(long / 4)}`,
      voices: `WEBVTT\n\n00:00.000 --> 00:09.000\n${'<v A>a '.repeat(long / 10)}`,
      timestamps: `WEBVTT\n\n00:00.000 --> 00:09.000\n${'<00:01.000>a'.repeat(long / 12)}`,
      ampersands: `WEBVTT\n\n00:00.000 --> 00:09.000\n${'&#'.repeat(long / 2)}`,
      spaces: `1\n00:00:00,000 --> 00:00:09,000\n${' '.repeat(long)}x`,
      'a long word': `1\n00:00:00,000 --> 00:00:09,000\n${'中'.repeat(long / 4)}`,
      'names by line': `1\n00:00:00,000 --> 00:00:09,000\n${'Ada: hi\n'.repeat(long / 10)}`,
      arrows: '-->'.repeat(long / 3),
      tabs: '1\t2\t'.repeat(long / 4),
      'one field': `SPEAKER ${'x '.repeat(long / 2)}`,
      'blank lines': `Ada  0:01\n${'\n'.repeat(long)}hi`,
      'nested lists': '['.repeat(long),
    }
    for (const [name, text] of Object.entries(odd)) expect(seconds(text), name).toBeLessThan(4)
  }, 60_000)
})

it('counts samples at our rate where a file of ours names an impossible one', () => {
  const passage = { speaker: 'Ada', startSample: 0, endSample: 48_000, words: [{ text: 'hi' }] }
  for (const sampleRate of [0, '0', -48_000, null])
    expect(brief(read(JSON.stringify({ sampleRate, passages: [passage] }), 'x.json'))).toEqual(['Ada 0-1 hi'])
})
