import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import { unwrap } from '#core/problem.ts'
import { choicesFor, importCommand, wantsTurns } from '#core/speech/importCommand.ts'
import type { PlacedTurn } from '#core/speech/joinTurns.ts'
import { matchSpeakers } from '#core/speech/matchSpeakers.ts'
import { smallEpisode } from '../../support/library.ts'

/** Ada speaks from 10 to 20 s, Ben from 20 to 40 s. */
const episode = smallEpisode('e', 'rec')

function match(turns: [speaker: string, from: number, to: number][], where = episode) {
  const placed: PlacedTurn[] = turns.map(([speaker, from, to]) => ({
    speaker,
    startSample: from * 48_000,
    endSample: to * 48_000,
  }))
  return matchSpeakers(
    { speakers: [...new Set(turns.map(([speaker]) => speaker))], turns: placed },
    where,
    'rec',
  )
}

const brief = (matches: ReturnType<typeof match>) =>
  matches.map(
    ({ key, name, reason, speakerId }) => `${key} > ${speakerId === null ? 'new ' : ''}${name} by ${reason}`,
  )

describe('a name of a file', () => {
  it('is whoever has it, capitals and accents or not', () => {
    const named = {
      ...episode,
      speakers: [
        { ...episode.speakers[0]!, name: 'Zoë Saint-Étienne', handle: 'zo' },
        { ...episode.speakers[1]!, name: 'สม', handle: 'Ben_99' },
      ],
    }
    expect(
      brief(
        match(
          [
            ['zoe_saint-etienne', 0, 1],
            ['@BEN_99', 0, 1],
            ['สม', 0, 1],
            ['สิม', 0, 1],
          ],
          named,
        ),
      ),
    ).toEqual([
      'zoe_saint-etienne > Zoë Saint-Étienne by name',
      '@BEN_99 > สม by handle',
      'สม > สม by name',
      'สิม > new สิม by new',
    ])
  })

  it('is who speaks at the same time, when that is clear', () => {
    expect(
      match([
        ['S0', 11, 19],
        ['S1', 20, 45],
        ['S1', 5, 6],
      ]),
    ).toMatchObject([
      {
        speakerId: episode.speakers[0]!.id,
        reason: 'overlap',
        overlap: 1,
        turns: 1,
        talkSamples: 8 * 48_000,
      },
      { speakerId: episode.speakers[1]!.id, reason: 'overlap', overlap: 20 / 26, turns: 2 },
    ])
  })

  it('is new when it is not', () => {
    expect(
      brief(
        match([
          ['both', 12, 28],
          ['short', 11, 12],
          ['elsewhere', 30, 60],
          ['Ada_Lovelace', 100, 110],
          ['SPEAKER_07', 100, 110],
        ]),
      ),
    ).toEqual([
      'both > new both by new',
      'short > new short by new',
      'elsewhere > new elsewhere by new',
      'Ada_Lovelace > new Ada Lovelace by new',
      'SPEAKER_07 > new SPEAKER_07 by new',
    ])
  })

  it('that two have tells neither, and turns of another recording do not count', () => {
    const twins = {
      ...episode,
      speakers: episode.speakers.map((speaker) => ({ ...speaker, name: 'Al', handle: null })),
    }
    expect(brief(match([['Al', 100, 101]], twins))).toEqual(['Al > new Al by new'])
    expect(
      matchSpeakers(
        { speakers: ['S0'], turns: [{ speaker: 'S0', startSample: 480_000, endSample: 960_000 }] },
        episode,
        'other',
      )[0]!.reason,
    ).toBe('new')
  })
})

describe('what is chosen', () => {
  const turns: PlacedTurn[] = [
    { speaker: 'Ada', startSample: 5, endSample: 90_000 },
    { speaker: 'X', startSample: 7, endSample: 90_000 },
  ]
  const passages = turns.map((turn) => ({
    ...turn,
    words: [{ text: 'hi', startSample: turn.startSample, endSample: turn.endSample }],
  }))
  const options = {
    recordingId: 'rec',
    source: 'f.vtt',
    turns: true,
    transcript: true,
    replace: { segments: 'none', passages: 'none' },
  } as const
  const proposed = matchSpeakers({ speakers: ['Ada', 'X'], turns }, episode, 'rec')

  it('wins over what is proposed; nobody says words without a speaker', () => {
    expect(choicesFor(proposed)).toEqual([
      { key: 'Ada', speakerId: episode.speakers[0]!.id },
      { key: 'X', newName: 'X' },
    ])
    const choices = choicesFor(proposed, [
      { key: 'X', nobody: true },
      { key: 'unheard of', newName: 'Y' },
    ])
    const next = unwrap(applyCommand(episode, importCommand(episode, { turns, passages }, choices, options)))
    expect(next.speakers).toHaveLength(2)
    expect(next.segments).toHaveLength(3)
    expect(next.passages.map(({ speakerId }) => speakerId)).toEqual([episode.speakers[0]!.id, null])
  })

  it('takes the unnamed lane out of a recording about which nothing was known', () => {
    const unknown = createEpisode({
      id: 'e',
      title: 'T',
      recording: { id: 'rec', name: 'r', durationSamples: 960_000, gaps: [] },
      people: null,
    })
    const command = importCommand(
      unknown,
      { turns, passages },
      choicesFor(proposed.map((one) => ({ ...one, speakerId: null }))),
      options,
    )
    expect(command).toMatchObject({ type: 'batch', label: 'Import transcript from f.vtt' })
    expect(unwrap(applyCommand(unknown, command)).speakers.map(({ name }) => name)).toEqual(['Ada', 'X'])
    const kept = importCommand(
      unknown,
      { turns, passages },
      [
        { key: 'Ada', speakerId: unknown.speakers[0]!.id },
        { key: 'X', nobody: true },
      ],
      options,
    )
    expect(unwrap(applyCommand(unknown, kept)).speakers.map(({ name }) => name)).toEqual(['Speaker 1'])
  })

  it('has turns unless the recording’s own are better', () => {
    expect(wantsTurns({ turns, passages }, episode, 'rec')).toBe(false)
    expect(wantsTurns({ turns, passages }, episode, 'other')).toBe(true)
    expect(wantsTurns({ turns, passages: [] }, episode, 'rec')).toBe(true)
    expect(wantsTurns({ turns: [], passages }, episode, 'other')).toBe(false)
  })
})
