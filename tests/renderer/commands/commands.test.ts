import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { clipsOfMedia } from '#core/episode/timeline.ts'
import { COMMANDS, commandOfKey } from '#renderer/commands/commands.ts'
import { nextPlace, previousPlace, turnStarts } from '#renderer/commands/jumps.ts'
import { acceleratorOf, formatKeys, matchesKeys } from '#renderer/commands/keys.ts'
import { commandFrom, commandSeed, importedEpisode } from '../../support/episodes.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe('commands', () => {
  it('have ids and keys of their own', () => {
    const ids = COMMANDS.map(({ id }) => id)
    const keys = COMMANDS.flatMap((command) => command.keys)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it.each([
    [press(' '), 'play.toggle'],
    [press('i'), 'edit.selectionIn'],
    [press('I', { shiftKey: true }), 'edit.trimStart'],
    [press('Delete'), 'edit.cut'],
    [press('X'), 'edit.cut'],
    [press('z', { ctrlKey: true }), 'edit.undo'],
    [press('Z', { metaKey: true, shiftKey: true }), 'edit.redo'],
    [press('y', { ctrlKey: true }), 'edit.redo'],
    [press('z'), 'view.zoomSelection'],
    [press('ArrowLeft'), 'play.back1'],
    [press('ArrowRight', { shiftKey: true }), 'play.forward5'],
    [press('ArrowRight', { altKey: true }), 'play.nextTurn'],
    [press('['), 'play.previousCut'],
    [press('[', { altKey: true }), 'play.previousCut'],
    [press('?', { shiftKey: true }), 'view.shortcuts'],
    [press('+', { shiftKey: true }), 'view.zoomIn'],
    [press('0'), 'view.fit'],
    [press('e', { ctrlKey: true }), 'file.export'],
    [press('q'), undefined],
    [press('s', { ctrlKey: true }), undefined],
  ])('are found by their keys (%j)', (pressed, id) => {
    expect(commandOfKey(pressed)?.id).toBe(id)
  })

  it('write their keys for people and for menus', () => {
    expect(formatKeys('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z')
    expect(formatKeys('Mod+Shift+Z', true)).toBe('⌘⇧Z')
    expect(formatKeys('+', false)).toBe('+')
    expect(acceleratorOf('Mod+E')).toBe('CmdOrCtrl+E')
    expect(acceleratorOf('Alt+ArrowLeft')).toBe('Alt+Left')
    expect(acceleratorOf('+')).toBe('Plus')
    expect(matchesKeys(press('+'), '+')).toBe(true)
  })
})

describe('jumping', () => {
  it('finds every turn that begins on the timeline', () => {
    const seeds = fc.array(commandSeed, { maxLength: 15 })
    fc.assert(
      fc.property(importedEpisode, seeds, (imported, commands) => {
        const episode = commands.reduce((now, seed) => {
          const next = applyCommand(now, commandFrom(now, seed))
          return next.ok ? next.value : now
        }, imported)
        const expected = new Set<number>()
        for (const { recordingId, startSample } of episode.segments)
          for (const { clip, timelineStart } of clipsOfMedia(episode.clips, recordingId))
            if (startSample >= clip.start && startSample < clip.start + clip.length)
              expected.add(timelineStart + startSample - clip.start)
        expect(turnStarts(episode)).toEqual([...expected].sort((a, b) => a - b))
      }),
    )
  })

  it('goes to the next place, and back past the one it stands on', () => {
    const places = [0, 48_000, 96_000]
    expect(nextPlace(places, 48_000)).toBe(96_000)
    expect(nextPlace(places, 96_000)).toBeUndefined()
    expect(previousPlace(places, 48_100)).toBe(0)
    expect(previousPlace(places, 90_000)).toBe(48_000)
    expect(previousPlace(places, 0)).toBeUndefined()
  })
})
