import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, commandLabel, type EditCommand, parseCommand } from '#core/edit/apply.ts'
import { advance, documentKey, EMPTY_HISTORY, foldLog, type LogEntry } from '#core/edit/history.ts'
import { checkEpisode } from '#core/episode/check.ts'
import { cutPoints, hiddenBeside } from '#core/episode/cuts.ts'
import { type Episode, episodeSchema } from '#core/episode/schema.ts'
import { episodeDuration, sourceToTimeline, timelineToSource } from '#core/episode/timeline.ts'
import { type CommandSeed, commandFrom, commandSeed, importedEpisode } from '../../support/episodes.ts'

const edits = fc.array(commandSeed, { minLength: 1, maxLength: 40 })

/** Runs seeds; calls back for every accepted command. */
function run(
  episode: Episode,
  seeds: readonly CommandSeed[],
  each: (before: Episode, command: EditCommand, after: Episode) => void = () => {},
): Episode {
  let current = episode
  for (const seed of seeds) {
    const command = commandFrom(current, seed)
    const before = JSON.stringify(current)
    const next = applyCommand(current, command)
    expect(JSON.stringify(current), 'a command changed its input').toBe(before)
    if (!next.ok) continue
    each(current, command, next.value)
    current = next.value
  }
  return current
}

describe('any sequence of commands', () => {
  it('keeps the invariants and the shape', () => {
    fc.assert(
      fc.property(importedEpisode, edits, (episode, seeds) => {
        run(episode, seeds, (_before, command, after) => {
          expect(checkEpisode(after), JSON.stringify(command)).toMatchObject({ ok: true })
          expect(episodeSchema.safeParse(after).error).toBeUndefined()
        })
      }),
      { numRuns: 300 },
    )
  })

  it('makes durations add up', () => {
    fc.assert(
      fc.property(importedEpisode, edits, (episode, seeds) => {
        run(episode, seeds, (before, command, after) => {
          const change = episodeDuration(after) - episodeDuration(before)
          if (command.type === 'cut') expect(change).toBe(command.from - command.to)
          if (command.type === 'keep') expect(episodeDuration(after)).toBe(command.to - command.from)
          if (command.type === 'placeRead') expect(change).toBe(48_000)
          if (['split', 'moveClip', 'setJoin', 'setClipGain', 'setClipFades'].includes(command.type))
            expect(change).toBe(0)
          if (command.type === 'restoreCut') expect(change).toBeGreaterThan(0)
          expect(after.clips.reduce((sum, clip) => sum + clip.length, 0)).toBe(episodeDuration(after))
        })
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same document again from the same start', () => {
    fc.assert(
      fc.property(importedEpisode, edits, (episode, seeds) => {
        const commands: EditCommand[] = []
        const first = run(episode, seeds, (_before, command) => commands.push(command))
        const again = commands.reduce((current, command) => {
          const wire = parseCommand(JSON.parse(JSON.stringify(command)))
          const next = wire.ok ? applyCommand(current, wire.value) : wire
          if (!next.ok) throw new Error(next.error.message)
          return next.value
        }, episode)
        expect(again).toEqual(first)
      }),
    )
  })

  it('names every step and leaves what it does not touch as it was', () => {
    fc.assert(
      fc.property(importedEpisode, edits, (episode, seeds) => {
        run(episode, seeds, (before, command, after) => {
          expect(commandLabel(before, command)).toMatch(/\S/)
          if (command.type === 'cut') {
            expect(after.segments).toBe(before.segments)
            expect(after.speakers).toBe(before.speakers)
          }
        })
      }),
    )
  })

  it('maps every timeline sample to a source and back to a place that plays the same moment', () => {
    fc.assert(
      fc.property(
        importedEpisode,
        edits,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (episode, seeds, share) => {
          const { clips } = run(episode, seeds)
          const at = Math.floor(share * episodeDuration({ clips }))
          const source = timelineToSource(clips, at)!
          const back = sourceToTimeline(clips, source)!
          expect(timelineToSource(clips, back)).toEqual(source)
          expect(back).toBeLessThanOrEqual(at)
        },
      ),
    )
  })
})

describe('a cut', () => {
  it('can be restored to the sample', () => {
    fc.assert(
      fc.property(
        importedEpisode,
        fc.integer({ min: 1, max: 479_998 }),
        fc.integer({ min: 1, max: 48_000 }),
        (episode, from, length) => {
          const to = Math.min(479_999, from + length)
          fc.pre(from < to)
          const cut = applyCommand(episode, { type: 'cut', from, to })
          if (!cut.ok) throw new Error(cut.error.message)
          const [point] = cutPoints(cut.value)
          expect(point).toMatchObject({ at: from, hiddenSamples: to - from, kind: 'cut' })
          const restored = applyCommand(cut.value, {
            type: 'restoreCut',
            clipId: point!.clipId,
            edge: point!.edge,
          })
          if (!restored.ok) throw new Error(restored.error.message)
          expect(restored.value.clips).toEqual(episode.clips)
        },
      ),
    )
  })

  it('is refused outside the timeline, and for the whole of it', () => {
    const [episode] = fc.sample(importedEpisode, 1) as [Episode]
    const cut = (from: number, to: number) => applyCommand(episode, { type: 'cut', from, to })
    expect(cut(-1, 10)).toMatchObject({ ok: false, error: { code: 'out-of-range' } })
    expect(cut(10, 480_001)).toMatchObject({ ok: false, error: { code: 'out-of-range' } })
    expect(cut(10, 10)).toMatchObject({ ok: false, error: { code: 'out-of-range' } })
    expect(cut(0, 480_000)).toMatchObject({ ok: false, error: { code: 'invariant' } })
    expect(applyCommand(episode, { type: 'cut', from: 0.5, to: 10 })).toMatchObject({
      ok: false,
      error: { code: 'invalid-command' },
    })
  })

  it('shows what is hidden at the ends', () => {
    const [episode] = fc.sample(importedEpisode, 1) as [Episode]
    const kept = applyCommand(episode, { type: 'keep', from: 1_000, to: 400_000 })
    if (!kept.ok) throw new Error(kept.error.message)
    expect(hiddenBeside(kept.value, kept.value.clips[0]!, 'start')).toBe(1_000)
    expect(hiddenBeside(kept.value, kept.value.clips[0]!, 'end')).toBe(80_000)
    expect(cutPoints(kept.value).map((point) => point.hiddenSamples)).toEqual([1_000, 80_000])
  })
})

describe('a sponsor read', () => {
  it('leaves no trace when it is taken out again', () => {
    fc.assert(
      fc.property(importedEpisode, fc.nat(480_000), (episode, at) => {
        const media = {
          id: 'read',
          kind: 'read' as const,
          name: 'Northwind',
          durationSamples: 48_000,
          gaps: [],
        }
        const placed = applyCommand(episode, { type: 'placeRead', media, at, gainDb: 0 })
        if (!placed.ok) throw new Error(placed.error.message)
        const read = placed.value.clips.find((clip) => clip.mediaId === 'read')!
        expect(read.slot).toBe(at === 0 ? 'pre' : at === 480_000 ? 'post' : 'mid')
        const removed = applyCommand(placed.value, { type: 'removeClip', clipId: read.id })
        expect(removed).toMatchObject({ ok: true, value: { clips: episode.clips } })
      }),
    )
  })
})

describe('history', () => {
  const op = fc.oneof(
    { weight: 3, arbitrary: commandSeed },
    { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
  )

  it('restores equal documents by undo and redo, and folds the same in one go or step by step', () => {
    fc.assert(
      fc.property(importedEpisode, fc.array(op, { maxLength: 60 }), (episode, ops) => {
        const log: LogEntry[] = []
        const documents = new Map<number, string>([[0, JSON.stringify(episode)]])
        // A plain stack of documents is the model that the log must agree with.
        let past = [episode]
        let future: Episode[] = []
        let history = EMPTY_HISTORY
        const append = (entry: Pick<LogEntry, 'kind' | 'command' | 'label'>) => {
          log.push({ ...entry, revision: log.length + 1, at: '' })
          history = advance(history, log.at(-1)!)
        }
        for (const step of ops) {
          if (step === 'undo') {
            if (past.length < 2) continue
            future = [past.pop()!, ...future]
            append({ kind: 'undo', command: null, label: '' })
          } else if (step === 'redo') {
            const [next, ...rest] = future
            if (!next) continue
            past.push(next)
            future = rest
            append({ kind: 'redo', command: null, label: '' })
          } else {
            const command = commandFrom(past.at(-1)!, step)
            const next = applyCommand(past.at(-1)!, command)
            if (!next.ok) continue
            past = [...past, next.value]
            future = []
            append({ kind: 'edit', command, label: '' })
            documents.set(log.length, JSON.stringify(next.value))
          }
          expect(documents.get(documentKey(history))).toBe(JSON.stringify(past.at(-1)))
          expect(history.steps.length - history.position).toBe(future.length)
        }
        expect(foldLog(log)).toEqual(history)
      }),
      { numRuns: 200 },
    )
  })
})
