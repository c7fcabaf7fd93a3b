import { describe, expect, it } from 'vitest'
import { applyCommand, commandLabel, type EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { unwrap } from '#core/problem.ts'
import { smallEpisode } from '../../support/library.ts'

const episode = smallEpisode('e', 'rec')
const [ada, ben] = episode.speakers as [Episode['speakers'][0], Episode['speakers'][0]]
const run = (from: Episode, command: EditCommand) => unwrap(applyCommand(from, command))
const none = { segments: 'none', passages: 'none' } as const

function speech(changes: Partial<Extract<EditCommand, { type: 'importSpeech' }>> = {}): EditCommand {
  return {
    type: 'importSpeech',
    recordingId: 'rec',
    speakers: [
      { key: 'A', speakerId: ada.id },
      { key: 'C', newName: 'Cleo' },
    ],
    segments: [
      { speakerKey: 'A', startSample: 240_000, endSample: 1_200_000 },
      { speakerKey: 'C', startSample: 2_000_000, endSample: 2_100_000, confidence: 0.5 },
    ],
    passages: [
      {
        speakerKey: 'C',
        startSample: 2_000_000,
        endSample: 2_100_000,
        words: [{ text: 'hi', startSample: 2_000_000, endSample: 2_100_000 }],
      },
      {
        speakerKey: null,
        startSample: 5,
        endSample: 9,
        words: [{ text: 'ho', startSample: 5, endSample: 9 }],
      },
    ],
    replace: none,
    ...changes,
  }
}

describe('an import of speech', () => {
  it('adds people, words, and turns where there are none', () => {
    const next = run(episode, speech())
    const cleo = next.speakers.at(-1)!
    expect(cleo).toMatchObject({ name: 'Cleo', role: 'speaker', color: 2 })
    expect(
      next.segments.map(({ speakerId, startSample, endSample, origin }) => [
        speakerId,
        startSample,
        endSample,
        origin,
      ]),
    ).toEqual(
      [
        [ada.id, 240_000, 480_000, 'imported'],
        [ada.id, 480_000, 960_000, 'hydra'],
        [ada.id, 960_000, 1_200_000, 'imported'],
        [ben.id, 960_000, 1_920_000, 'hydra'],
        [cleo.id, 2_000_000, 2_100_000, 'imported'],
      ].toSorted((a, b) => Number(a[1]) - Number(b[1]) || (a[3] === 'hydra' ? -1 : 1)),
    )
    expect(next.passages.map(({ speakerId, words }) => [speakerId, words[0]!.text])).toEqual([
      [null, 'ho'],
      [cleo.id, 'hi'],
    ])
    const ids = [...next.speakers, ...next.segments, ...next.passages].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(next.clips).toBe(episode.clips)
  })

  it('replaces what it is told to', () => {
    const once = run(episode, speech())
    const again = (replace: Extract<EditCommand, { type: 'importSpeech' }>['replace']) => {
      const next = run(
        once,
        speech({
          replace,
          speakers: [
            { key: 'A', speakerId: ada.id },
            { key: 'C', speakerId: once.speakers.at(-1)!.id },
          ],
        }),
      )
      return { turns: next.segments.length, passages: next.passages.length }
    }
    expect(again(none)).toEqual({ turns: 5, passages: 4 })
    expect(again({ segments: 'imported', passages: 'all' })).toEqual({ turns: 5, passages: 2 })
    expect(again({ segments: 'all', passages: 'none' })).toEqual({ turns: 2, passages: 4 })
  })

  it('is refused as a whole when a part is wrong', () => {
    const refused = (changes: Parameters<typeof speech>[0]) => {
      const next = applyCommand(episode, speech(changes))
      return next.ok ? 'done' : next.error.code
    }
    expect(refused({ speakers: [{ key: 'A', speakerId: ada.id }] })).toBe('invalid-command')
    expect(
      refused({
        speakers: [
          { key: 'A', speakerId: 'nobody' },
          { key: 'C', newName: 'C' },
        ],
      }),
    ).toBe('not-found')
    expect(
      refused({
        speakers: [
          { key: 'C', newName: 'D' },
          { key: 'C', newName: 'C' },
        ],
      }),
    ).toBe('invalid-command')
    expect(refused({ recordingId: 'other' })).toBe('invariant')
    expect(refused({ segments: [{ speakerKey: 'C', startSample: 9, endSample: 9 }] })).toBe('invariant')
    expect(
      refused({
        passages: [
          {
            speakerKey: 'C',
            startSample: 9,
            endSample: 19,
            words: [{ text: 'x', startSample: 1, endSample: 2 }],
          },
        ],
      }),
    ).toBe('invariant')
  })

  it('is named after its file', () => {
    expect(commandLabel(episode, speech({ source: 'room.vtt' }))).toBe('Import transcript from room.vtt')
    expect(commandLabel(episode, speech({ passages: [] }))).toBe('Import speakers')
  })
})

describe('passages', () => {
  const spoken = run(episode, speech())
  const [first, second] = spoken.passages as [Episode['passages'][0], Episode['passages'][0]]

  it('are corrected, given away, moved and taken out', () => {
    const given = run(spoken, { type: 'updatePassage', passageId: first.id, speakerId: ben.id })
    expect(given.passages[0]).toEqual({ ...first, speakerId: ben.id })
    expect(given.passages[1]).toBe(second)
    const words = [{ text: 'Ho!', startSample: 6, endSample: 8 }]
    expect(run(spoken, { type: 'updatePassage', passageId: first.id, words }).passages[0]!.words).toEqual(
      words,
    )
    const moved = run(spoken, { type: 'updatePassage', passageId: second.id, startSample: 0 })
    expect(moved.passages.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(run(spoken, { type: 'removePassages', passageIds: [first.id] }).passages).toEqual([second])
  })

  it('are refused where they break the transcript', () => {
    const codes = (
      [
        { type: 'updatePassage', passageId: 'p0', speakerId: null },
        { type: 'updatePassage', passageId: first.id, speakerId: 'nobody' },
        { type: 'updatePassage', passageId: first.id, words: [] },
        { type: 'updatePassage', passageId: first.id, words: [{ text: 'x', startSample: 0, endSample: 2 }] },
        { type: 'removePassages', passageIds: ['p0'] },
      ] as EditCommand[]
    ).map((command) => {
      const next = applyCommand(spoken, command)
      return next.ok ? 'done' : next.error.code
    })
    expect(codes).toEqual(['not-found', 'invariant', 'invalid-command', 'invariant', 'not-found'])
  })

  it('stay when their speaker goes, and follow when speakers are merged', () => {
    const cleo = spoken.speakers.at(-1)!
    expect(run(spoken, { type: 'removeSpeaker', speakerId: cleo.id }).passages[1]).toEqual({
      ...second,
      speakerId: null,
    })
    const merged = run(spoken, { type: 'mergeSpeakers', fromId: cleo.id, intoId: ben.id })
    expect(merged.passages[1]).toEqual({ ...second, speakerId: ben.id })
    expect(run(spoken, { type: 'mergeSpeakers', fromId: ada.id, intoId: ben.id }).passages).toBe(
      spoken.passages,
    )
  })
})
