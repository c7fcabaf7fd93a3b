import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import { editedTranscript } from '#core/episode/editedTranscript.ts'
import type { Episode, Passage, Word } from '#core/episode/schema.ts'
import { placeClips, timelineToSource } from '#core/episode/timeline.ts'
import { passageText } from '#core/episode/words.ts'
import { unwrap } from '#core/problem.ts'
import { smallEdits, tinyEpisode } from './tinyEpisodes.ts'

const SAMPLES = 120

const passages: fc.Arbitrary<Passage[]> = fc
  .array(
    fc.tuple(
      fc.nat(SAMPLES - 2),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
    ),
    {
      maxLength: 5,
    },
  )
  .map((items) =>
    items
      .toSorted(([a], [b]) => a - b)
      .map(([start, length, steps], i): Passage => {
        const endSample = Math.min(SAMPLES, start + length)
        let at = start
        const words = steps.map((step, j): Word => {
          at = Math.min(endSample, at + step)
          return { text: `w${i}.${j}`, startSample: at, endSample: Math.min(endSample, at + step) }
        })
        return {
          id: `p${i}`,
          recordingId: 'rec',
          speakerId: 's1',
          startSample: start,
          endSample,
          words,
          origin: 'imported',
        }
      }),
  )

function edited(episode: Episode, edits: readonly ((episode: Episode) => EditCommand)[]): Episode {
  return edits.reduce((current, edit) => {
    const next = applyCommand(current, edit(current))
    return next.ok ? next.value : current
  }, episode)
}

describe('the transcript of the edit', () => {
  it('has every word once for each time that its middle plays, where it plays', () => {
    fc.assert(
      fc.property(tinyEpisode, passages, smallEdits, (tiny, passages, edits) => {
        const episode = edited({ ...tiny, passages }, edits)
        // Clip by clip and word by word, as slow and plain as can be.
        const expected = placeClips(episode.clips).flatMap(({ clip, timelineStart }) =>
          passages.flatMap(({ words, recordingId, endSample }) =>
            words.flatMap((word) => {
              const middle = Math.min(Math.floor((word.startSample + word.endSample) / 2), endSample - 1)
              const offset = middle - clip.start
              const isHeard = clip.mediaId === recordingId && offset >= 0 && offset < clip.length
              return isHeard ? [`${word.text} ${timelineStart + offset}`] : []
            }),
          ),
        )
        const shown = editedTranscript(episode)
        const found = shown.flatMap(({ words, heard, from, to, passage }) => {
          expect(words.length).toBeGreaterThan(0)
          expect(words.map(({ text }) => text)).toEqual(heard.map(({ text }) => text))
          let at = from
          return words.map((word, i) => {
            const original = heard[i]!
            expect(word.startSample).toBeGreaterThanOrEqual(at)
            expect(word.endSample).toBeGreaterThanOrEqual(word.startSample)
            expect(word.endSample).toBeLessThanOrEqual(to)
            at = word.startSample
            const middle = Math.min(
              Math.floor((original.startSample + original.endSample) / 2),
              passage.endSample - 1,
            )
            // The place within the word's own stretch at which its middle plays.
            let place = word.startSample
            while (place < word.endSample && timelineToSource(episode.clips, place)?.sample !== middle)
              place++
            if (timelineToSource(episode.clips, place)?.sample !== middle) place = word.startSample - 1
            return `${word.text} ${place}`
          })
        })
        expect(found.toSorted()).toEqual(expected.toSorted())
        for (const [i, { from }] of shown.entries())
          if (i > 0) expect(from).toBeGreaterThanOrEqual(shown[i - 1]!.from)
      }),
      { numRuns: 500 },
    )
  })

  it('is the transcript itself where nothing is cut, also after splits', () => {
    fc.assert(
      fc.property(
        tinyEpisode,
        passages,
        fc.array(fc.integer({ min: 1, max: SAMPLES - 1 })),
        (tiny, passages, splits) => {
          const episode = edited(
            { ...tiny, passages },
            splits.map((at) => () => ({ type: 'split', at })),
          )
          expect(editedTranscript(episode).map(({ from, to, words }) => ({ from, to, words }))).toEqual(
            passages
              .map(({ startSample, endSample, words }) => ({ from: startSample, to: endSample, words }))
              .toSorted((a, b) => a.from - b.from || a.to - b.to),
          )
        },
      ),
    )
  })
})

describe('a passage', () => {
  const [tiny] = fc.sample(tinyEpisode, 1) as [Episode]
  const words = ['one', 'two', 'three', 'four'].map(
    (text, i): Word => ({ text, startSample: 20 + i * 20, endSample: 40 + i * 20 }),
  )
  const episode: Episode = {
    ...tiny,
    passages: [
      {
        id: 'p',
        recordingId: 'rec',
        speakerId: 's1',
        startSample: 20,
        endSample: 100,
        words,
        origin: 'imported',
      },
    ],
  }
  const after = (...commands: EditCommand[]) =>
    editedTranscript(
      commands.reduce((current, command) => unwrap(applyCommand(current, command)), episode),
    ).map(({ from, to, words }) => `${from}-${to} ${passageText(words)}`)
  const media = { id: 'read', kind: 'read' as const, name: 'Read', durationSamples: 9, gaps: [] }

  it('closes up over a cut, without the words whose middle it takes', () => {
    expect(after({ type: 'cut', from: 35, to: 55 })).toEqual(['20-80 one three four'])
    expect(after({ type: 'cut', from: 45, to: 49 })).toEqual(['20-96 one two three four'])
  })

  it('is parted by a read, and by a piece that goes elsewhere', () => {
    expect(after({ type: 'placeRead', media, at: 60, gainDb: 0 })).toEqual([
      '20-60 one two',
      '69-109 three four',
    ])
    const parted = [
      { type: 'split', at: 60 },
      { type: 'moveClip', clipId: `c${episode.nextSerial}`, at: 0 },
    ] as const
    expect(after(...parted)).toEqual(['0-40 three four', '80-120 one two'])
  })

  it('goes with what is cut', () => {
    expect(after({ type: 'cut', from: 10, to: 110 })).toEqual([])
  })
})
