import { describe, expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import type { Episode } from '#core/episode/schema.ts'
import { placeClips } from '#core/episode/timeline.ts'
import { unwrap } from '#core/problem.ts'
import { headsOf } from '#renderer/timeline/scene/heads.ts'

const alone = createEpisode({
  id: 'e',
  title: 'Test',
  recording: { id: 'one', name: 'first.ts', durationSamples: 480_000, gaps: [] },
  people: null,
})

const after = (episode: Episode, ...commands: EditCommand[]) =>
  commands.reduce((now, command) => unwrap(applyCommand(now, command)), episode)

const second: EditCommand = {
  type: 'addRecording',
  media: { id: 'two', kind: 'recording', name: 'second.ts', durationSamples: 96_000, gaps: [] },
  people: null,
  passages: [],
  holeSamples: 4_800,
}

const names = (episode: Episode, from = 0) =>
  headsOf(episode, placeClips(episode.clips).slice(from)).map(({ name }) => name)

describe('heads of clips', () => {
  it('name nothing where there is one recording', () => {
    expect(names(after(alone, { type: 'split', at: 4_800 }))).toEqual(['', ''])
  })

  it('name silence, and each stretch of several recordings once, also where one looks into the middle', () => {
    const joined = after(alone, second, { type: 'split', at: 4_800 }, { type: 'split', at: 9_600 })
    expect(names(joined)).toEqual(['first.ts', '', '', 'Silence', 'second.ts'])
    expect(names(joined, 1)).toEqual(['first.ts', '', 'Silence', 'second.ts'])
    expect(headsOf(joined, placeClips(joined.clips)).map(({ isOther }) => isOther)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
  })
})
