import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { speakerTurns } from '#core/episode/turns.ts'
import { writeSpeakerTurns } from '#core/formats/transcript/write.ts'
import { readLabels, readRttm, readWebVtt } from '../../../support/speakerFiles.ts'

const DURATION = 48_000 * 3600 * 12

const named = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((name) => name.trim() !== '')
const episodes: fc.Arbitrary<Episode> = fc
  .tuple(
    fc.array(named, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(2), fc.nat(DURATION - 1), fc.integer({ min: 1, max: 5_000_000 })), {
      maxLength: 12,
    }),
  )
  .map(([names, turns]) =>
    createEpisode({
      id: 'e',
      title: 'Two words',
      recording: { id: 'rec', name: 'r', durationSamples: DURATION, gaps: [] },
      people: {
        origin: 'hydra',
        speakers: names.map((name, i) => ({
          key: `${i}`,
          userId: null,
          name,
          handle: null,
          role: 'speaker' as const,
        })),
        segments: turns.map(([who, startSample, length]) => ({
          speakerKey: `${who % names.length}`,
          startSample,
          endSample: startSample + length,
          confidence: 1,
        })),
      },
    }),
  )

const oneLine = (name: string) => name.replaceAll(/[\t\r\n]+/g, ' ')

describe('turns as files of other programs', () => {
  it('come back from RTTM to the sample, names in one word', () => {
    fc.assert(
      fc.property(episodes, (episode) => {
        const turns = speakerTurns(episode)
        expect(readRttm(writeSpeakerTurns(turns, 'rttm', episode.title))).toEqual(
          turns.map(({ from, to, speaker }) => ({
            from,
            to,
            name: speaker.name.trim().replaceAll(/\s+/g, '_'),
          })),
        )
      }),
    )
  })

  it('come back from Audacity’s labels to the sample', () => {
    fc.assert(
      fc.property(episodes, (episode) => {
        const turns = speakerTurns(episode)
        expect(readLabels(writeSpeakerTurns(turns, 'audacity', episode.title))).toEqual(
          turns.map(({ from, to, speaker }) => ({ from, to, name: oneLine(speaker.name) })),
        )
      }),
    )
  })

  it('come back from WebVTT to the millisecond, none of them empty', () => {
    fc.assert(
      fc.property(episodes, (episode) => {
        const turns = speakerTurns(episode)
        const read = readWebVtt(writeSpeakerTurns(turns, 'vtt', episode.title))
        expect(read.map(({ name }) => name)).toEqual(
          turns.map(({ speaker }) => speaker.name.replaceAll(/\s+/g, ' ')),
        )
        for (const [i, { from, to }] of read.entries()) {
          expect(to).toBeGreaterThan(from)
          expect(Math.abs(from - turns[i]!.from)).toBeLessThanOrEqual(24)
          expect(Math.abs(to - turns[i]!.to)).toBeLessThanOrEqual(72)
        }
      }),
    )
  })

  it('come back from JSON with all that is known', () => {
    fc.assert(
      fc.property(episodes, (episode) => {
        const { sampleRate, segments } = JSON.parse(writeSpeakerTurns(speakerTurns(episode), 'json', ''))
        expect(sampleRate).toBe(48_000)
        expect(segments).toHaveLength(episode.segments.length)
        for (const segment of segments)
          expect(segment).toMatchObject({ origin: 'hydra', startSeconds: segment.startSample / 48_000 })
      }),
    )
  })
})
