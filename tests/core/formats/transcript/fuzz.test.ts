import { expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { checkEpisode } from '#core/episode/check.ts'
import { createEpisode } from '#core/episode/create.ts'
import { episodeSchema } from '#core/episode/schema.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import { SPOKEN_FORMATS, type SpokenFormat } from '#core/formats/transcript/spoken.ts'
import { choicesFor, importCommand } from '#core/speech/importCommand.ts'
import { matchSpeakers } from '#core/speech/matchSpeakers.ts'
import { placeSpokenFile } from '#core/speech/place.ts'
import { fuzzSeed } from '../../../support/fuzz.ts'
import { mutateJson, mutateText, pick, randomFrom } from '../../../support/mutate.ts'

const CASES = 20_000

const DURATION = 48_000 * 60

const samples: Record<SpokenFormat, string[]> = {
  vtt: [
    'WEBVTT\n\nNOTE x\n\nid\n00:01.500 --> 00:00:03.250 align:start\n<v Al>Tom &amp; <00:00:02.000>Jerry</v>\n<v.x B>two\n',
  ],
  srt: [
    '1\n00:00:01,000 --> 00:00:02,500\nAl: Hello <i>you</i>\n\n2\n00:00:03,000 --> 00:00:05,000\n- [SPEAKER_01]: 10:30\n- Al: no\n',
  ],
  rttm: ['SPEAKER f 1 0.031 4.927 <NA> <NA> SPEAKER_00 <NA> <NA>\nSPEAKER f 1 5 2 <NA> <NA> Ada <NA> <NA>\n'],
  audacity: ['0.5\t2.25\tAda\n\\\t100.0\t4000.0\n3\t3\tA moment\n4\t5,5\tBen\n'],
  podcast: [
    '{"version":"1.0.0","segments":[{"speaker":"Ada","startTime":0.5,"endTime":0.75,"body":"Hi 你好"},{"startTime":3,"body":"b"}]}',
  ],
  whisperx: [
    '{"segments":[{"start":1,"end":4,"text":" Well, 42","speaker":"S0","words":[{"word":"Well,","start":1,"end":1.5,"score":0.9},{"word":"42"},{"word":"c","start":2,"end":1,"speaker":"S1"}]}]}',
  ],
  whispercpp: [
    '{"transcription":[{"offsets":{"from":1000,"to":2500},"text":" Hello","tokens":[{"text":" Hel","offsets":{"from":1000,"to":1200}},{"text":"lo","offsets":{"from":1200,"to":1500}}]}]}',
  ],
  text: ['Ada Lovelace  0:49\nHello\nyou.\n\nBen  1:02\nYes สวัสดีครับ.\n'],
  json: [
    '{"sampleRate":48000,"passages":[{"speaker":"Ada","startSample":48000,"endSample":96000,"recordingId":"rec","sourceStartSample":1,"sourceEndSample":9,"words":[{"text":"a","before":"","startSample":48000,"endSample":50000,"sourceStartSample":1,"sourceEndSample":5,"isSpread":true,"confidence":0.5}]}]}',
  ],
}

const episode = createEpisode({
  id: 'e',
  title: 'Fuzz',
  recording: { id: 'rec', name: 'r', durationSamples: DURATION, gaps: [] },
  people: {
    origin: 'hydra',
    speakers: [{ key: 'a', userId: null, name: 'Ada', handle: 'ada', role: 'host' }],
    segments: [{ speakerKey: 'a', startSample: 0, endSample: 480_000, confidence: 1 }],
  },
})

/** Whatever the text is: it is refused, or what is read of it makes a document that holds. */
function tryText(text: string): 'refused' | 'empty' | 'imported' {
  const spoken = readSpokenFile('file', text, text.length % 2 === 0 ? 'rec' : undefined)
  if (!spoken.ok) return 'refused'
  const placed = placeSpokenFile(spoken.value, {
    durationSamples: DURATION,
    offsetSeconds: (text.length % 7) - 3,
  })
  const matches = matchSpeakers(placed, episode, 'rec')
  if (placed.turns.length + placed.passages.length === 0) return 'empty'
  const command = importCommand(episode, placed, choicesFor(matches), {
    recordingId: 'rec',
    source: 'file',
    turns: true,
    transcript: true,
    replace: { segments: 'imported', passages: 'all' },
  })
  const next = applyCommand(episode, command)
  if (!next.ok) throw new Error(`Refused: ${next.error.message}`)
  const whole = checkEpisode(next.value)
  if (!whole.ok) throw new Error(`Not right: ${whole.error.message}`)
  const shape = episodeSchema.safeParse(next.value)
  if (!shape.success) throw new Error(`Not the document’s shape: ${shape.error.issues[0]?.message}`)
  return 'imported'
}

it.each(Object.keys(SPOKEN_FORMATS) as SpokenFormat[])(
  '%s, broken in many ways, breaks nothing',
  (format) => {
    const seed = fuzzSeed(format)
    const random = randomFrom(seed)
    const isJson = samples[format][0]!.startsWith('{')
    const counts = { refused: 0, empty: 0, imported: 0 }
    for (let i = 0; i < CASES; i++) {
      const sample = pick(samples[format], random)
      // Of JSON half in its values alone: a broken bracket is all that a parser sees.
      const text = isJson && i % 2 === 0 ? mutateJson(sample, random) : mutateText(sample, random)
      try {
        counts[tryText(text)]++
      } catch (error) {
        throw new Error(`FUZZ_SEED=${seed} ${format}: ${JSON.stringify(text)}`, { cause: error })
      }
    }
    console.log(`${format}: ${JSON.stringify(counts)}`)
    // Most of what is left still says something, or nothing beyond the first look was tried.
    expect(counts.imported).toBeGreaterThan(CASES / 20)
  },
  30_000,
)

it('reads the samples themselves as what they are', () => {
  for (const [format, texts] of Object.entries(samples))
    for (const text of texts) {
      expect(readSpokenFile('file', text)).toMatchObject({
        ok: true,
        value: { format, damaged: format === 'audacity' ? 1 : 0 },
      })
      expect(tryText(text)).toBe('imported')
    }
})
