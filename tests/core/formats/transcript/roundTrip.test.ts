import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { type EditedPassage, editedTranscript } from '#core/episode/editedTranscript.ts'
import type { Episode, Word } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { passageText } from '#core/episode/words.ts'
import { readSpokenFile } from '#core/formats/transcript/read.ts'
import {
  SPEAKER_FORMATS,
  type SpeakerFormat,
  type TranscriptFormat,
  writeSpeakerTurns,
  writeTranscript,
} from '#core/formats/transcript/write.ts'
import { unwrap } from '#core/problem.ts'
import { placeSpokenFile } from '#core/speech/place.ts'
import { names, SAMPLES, spokenEpisode, textWithout } from '../../../support/transcripts.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Cut in one place and with its end moved to the front. */
function edited(episode: Episode, at: number, move: number): Episode {
  const from = Math.floor(at * SAMPLES * 0.8)
  const cut = unwrap(applyCommand(episode, { type: 'cut', from, to: from + 20_000 }))
  const parted = applyCommand(cut, { type: 'split', at: Math.floor(move * episodeDuration(cut)) })
  if (!parted.ok) return cut
  const moved = applyCommand(parted.value, { type: 'moveClip', clipId: parted.value.clips.at(-1)!.id, at: 0 })
  return moved.ok ? moved.value : cut
}

/** Writes what the edit says and reads it again. */
function back(episode: Episode, format: TranscriptFormat, options = {}) {
  const passages = editedTranscript(episode)
  const text = writeTranscript(passages, format, episode.title, options)
  const spoken = unwrap(readSpokenFile('x', text))
  return { passages, spoken, placed: placeSpokenFile(spoken, { durationSamples: episodeDuration(episode) }) }
}

const NAMELESS = /[\r\n]/
const anyText = textWithout(/\s/)
/** SRT has no escapes, text no frame: what looks like theirs cannot be told from it. */
const plainText = textWithout(/[:：[\]{}<>\\]/)
const plainName = names(/[\r\n]|^unknown|[:,–—-]$/i)

/** Runs `check` with edited episodes that still say something. */
function forEpisodes(
  text: fc.Arbitrary<string>,
  name: fc.Arbitrary<string>,
  check: (episode: Episode, passages: readonly EditedPassage[]) => void,
): void {
  fc.assert(
    fc.property(spokenEpisode(text, name), share, share, (whole, at, move) => {
      const episode = edited(whole, at, move)
      const passages = editedTranscript(episode)
      fc.pre(passages.length > 0)
      check(episode, passages)
    }),
    { numRuns: 150 },
  )
}

const oneSpace = (name: string | undefined) => name?.trim().replaceAll(/\s+/g, ' ') ?? null
const bracketed = (name: string | undefined) => oneSpace(name?.replaceAll(/[[\]\s]+/g, ' ')) || null

describe('a transcript comes back', () => {
  it('from our JSON with all there is', () => {
    forEpisodes(anyText, names(NAMELESS), (episode, passages) => {
      const { placed } = back(episode, 'json')
      const asWritten = (words: readonly Word[]) =>
        words.map((word, i) => (i === 0 ? { ...word, before: undefined } : word))
      expect(placed.passages).toEqual(
        passages.map(({ from, to, speaker, words }) => ({
          speaker: speaker?.name ?? null,
          startSample: from,
          endSample: to,
          words: asWritten(words),
        })),
      )
      expect(placed.warnings.filter((warning) => !warning.includes('word'))).toEqual([])
    })
  })

  it('from our JSON at its places in the recording, where that is the same', () => {
    fc.assert(
      fc.property(spokenEpisode(anyText, names(NAMELESS)), (episode) => {
        const text = writeTranscript(
          editedTranscript(unwrap(applyCommand(episode, { type: 'keep', from: 0, to: SAMPLES }))),
          'json',
          '',
        )
        const spoken = unwrap(readSpokenFile('x', text, 'rec'))
        const placed = placeSpokenFile(spoken, { durationSamples: SAMPLES })
        expect(
          placed.passages.map(({ startSample, endSample, words }) => ({ startSample, endSample, words })),
        ).toEqual(
          episode.passages
            .map(({ startSample, endSample, words }) => ({ startSample, endSample, words }))
            // The edit lists shorter ones first where several start together.
            .toSorted((a, b) => a.startSample - b.startSample || a.endSample - b.endSample),
        )
      }),
    )
  })

  it('from WebVTT: voices and text, to the millisecond', () => {
    forEpisodes(anyText, names(NAMELESS), (episode, passages) => {
      const { spoken } = back(episode, 'vtt')
      // Names alone as text are taken for turns.
      fc.pre(passages.some(({ speaker, words }) => passageText(words) !== speaker?.name))
      expect(spoken.cues.map(({ speaker, text }) => ({ speaker, text }))).toEqual(
        passages.map(({ speaker, words }) => ({
          speaker: oneSpace(speaker?.name),
          text: passageText(words),
        })),
      )
      expectMilliseconds(spoken.cues, passages)
    })
  })

  it('from WebVTT with the times of its words', () => {
    forEpisodes(
      textWithout(/[^\p{L}]|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Thai}/u),
      names(NAMELESS),
      (episode, passages) => {
        const { spoken } = back(episode, 'vtt', { wordTimes: true })
        fc.pre(passages.some(({ speaker, words }) => passageText(words) !== speaker?.name))
        for (const [i, { words }] of passages.entries())
          for (const [j, word] of words.entries()) {
            if (word.isSpread) continue
            const read = spoken.cues[i]!.words[j]!
            expect(read.text).toBe(word.text)
            expect(Math.abs(read.startSeconds! * 48_000 - word.startSample)).toBeLessThanOrEqual(24.001)
            expect(Math.abs(read.endSeconds! * 48_000 - word.endSample)).toBeLessThanOrEqual(24.001)
          }
      },
    )
  })

  it('from SRT: names and text, to the millisecond', () => {
    forEpisodes(plainText, names(NAMELESS), (episode, passages) => {
      const { spoken } = back(episode, 'srt')
      expect(spoken.cues.map(({ speaker, text }) => ({ speaker, text }))).toEqual(
        passages.map(({ speaker, words }) => ({
          speaker: speaker === null ? null : (bracketed(speaker.name) ?? '?'),
          text: passageText(words),
        })),
      )
      expectMilliseconds(spoken.cues, passages)
    })
  })

  it('from Podcasting 2.0: names and text, to the sample', () => {
    forEpisodes(anyText, names(NAMELESS), (episode, passages) => {
      const { placed } = back(episode, 'podcast')
      expect(placed.passages.map(({ words, ...rest }) => ({ ...rest, text: passageText(words) }))).toEqual(
        passages.map(({ from, to, speaker, words }) => ({
          speaker: speaker?.name ?? null,
          startSample: from,
          endSample: to,
          text: passageText(words),
        })),
      )
      expect(placed.counts.spreadWords).toBe(placed.counts.words)
    })
  })

  it('from text: names, text and the second in which it begins', () => {
    forEpisodes(plainText, plainName, (episode, passages) => {
      const { spoken } = back(episode, 'txt')
      expect(spoken.cues.map(({ speaker, startSeconds, text }) => ({ speaker, startSeconds, text }))).toEqual(
        passages.map(({ from, speaker, words }) => ({
          speaker: speaker?.name.replaceAll('\t', ' ') ?? null,
          startSeconds: Math.floor(from / 48_000),
          text: passageText(words),
        })),
      )
    })
  })
})

function expectMilliseconds(
  cues: readonly { startSeconds: number; endSeconds: number | null }[],
  passages: readonly EditedPassage[],
): void {
  for (const [i, { from, to }] of passages.entries()) {
    const { startSeconds, endSeconds } = cues[i]!
    expect(Math.abs(startSeconds * 48_000 - from)).toBeLessThanOrEqual(24.001)
    expect(Math.abs(endSeconds! * 48_000 - to)).toBeLessThanOrEqual(72.001)
  }
}

describe('turns come back', () => {
  const short = names(/[\t\r\n:_]|\s/)
  it.each(SPEAKER_FORMATS)('from %s', (format: SpeakerFormat) => {
    fc.assert(
      fc.property(spokenEpisode(plainText, short), share, share, (whole, at, move) => {
        const segments = whole.passages.flatMap(({ speakerId, startSample, endSample, id }) =>
          speakerId === null
            ? []
            : [
                {
                  id,
                  speakerId,
                  recordingId: 'rec',
                  startSample,
                  endSample,
                  origin: 'hydra' as const,
                  confidence: 1,
                },
              ],
        )
        const episode = edited({ ...whole, segments }, at, move)
        const turns = speakerTurns(episode)
        fc.pre(turns.length > 0)
        const text = writeSpeakerTurns(turns, format, episode.title)
        const spoken = unwrap(readSpokenFile('x', text))
        const placed = placeSpokenFile(spoken, { durationSamples: episodeDuration(episode) })
        expect(placed.passages).toEqual([])
        expect(placed.turns).toHaveLength(turns.length)
        const slack = format === 'vtt' ? 72 : 0
        for (const [i, { from, to, speaker }] of turns.entries()) {
          const read = placed.turns[i]!
          if (slack === 0) expect(read.speaker).toBe(speaker.name)
          expect(Math.abs(read.startSample - from)).toBeLessThanOrEqual(slack)
          expect(Math.abs(read.endSample - to)).toBeLessThanOrEqual(slack)
        }
      }),
    )
  })
})
