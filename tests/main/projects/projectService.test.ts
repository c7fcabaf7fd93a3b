import { describe, expect, it } from 'vitest'
import type { EditCommand } from '#core/edit/apply.ts'
import { unwrap } from '#core/problem.ts'
import { Library } from '#main/library/library.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import {
  insertMedia,
  mediaRecord,
  openLibrary,
  projectIn,
  smallEpisode,
  tempFolder,
} from '../../support/library.ts'
import { replayed } from '../../support/replay.ts'

const marker = (i: number): EditCommand => ({
  type: 'addMarker',
  mediaId: 'rec-p1',
  sample: i,
  title: `Marker ${i}`,
})

/** So small that every path through snapshots and forgotten documents is walked. */
const SMALL = { stepsPerSnapshot: 5, rememberedDocuments: 3, openProjects: 1 }

describe('undo and redo', () => {
  it('reach every step after a restart, beyond snapshots and remembered documents', () => {
    const folder = tempFolder()
    const { library, projects, id } = projectIn(folder, SMALL)
    for (let i = 0; i < 33; i++) unwrap(projects.apply(id, [marker(i)]))
    library.close()
    const again = openLibrary(folder)
    const service = new ProjectService(again, SMALL)
    for (let position = 32; position >= 0; position--) {
      const state = unwrap(service.undo(id))
      expect(state.history.position).toBe(position)
      expect(state.episode).toEqual(replayed(again, id, position))
    }
    expect(service.undo(id)).toMatchObject({ ok: false, error: { code: 'nothing-to-undo' } })
    expect(unwrap(service.redo(id, 17)).episode).toEqual(replayed(again, id, 17))
    expect(unwrap(service.undo(id, 9)).episode).toEqual(replayed(again, id, 8))
    again.close()
    const third = new ProjectService(openLibrary(folder), SMALL)
    expect(unwrap(third.redo(id, 25)).episode.markers).toHaveLength(33)
    expect(third.redo(id)).toMatchObject({ ok: false, error: { code: 'nothing-to-redo' } })
    expect(third.undo(id, 34)).toMatchObject({
      ok: false,
      error: { code: 'nothing-to-undo', message: 'Only 33 steps can be undone.' },
    })
  })

  it('never find a snapshot of a step that was dropped', () => {
    const { library, projects, id } = projectIn(tempFolder(), SMALL)
    for (let i = 0; i < 12; i++) unwrap(projects.apply(id, [marker(i)]))
    unwrap(projects.undo(id, 9))
    for (let i = 100; i < 112; i++) unwrap(projects.apply(id, [marker(i)]))
    const { history } = unwrap(projects.open(id))
    expect([...library.projects.snapshotSteps(id)].filter((step) => step > 0)).toEqual(
      [4, 9, 14].map((i) => history.steps[i]!.revision),
    )
    for (let position = 14; position >= 0; position--)
      expect(unwrap(projects.undo(id)).episode).toEqual(replayed(library, id, position))
  })

  it('keep opening quick when most work is undone again', () => {
    const { library, projects, id } = projectIn(tempFolder(), SMALL)
    // Every fifth revision is an undo, so counting revisions would never meet an edit.
    for (let i = 0; i < 40; i++) {
      unwrap(projects.apply(id, [marker(i)]))
      if (i % 4 === 3) unwrap(projects.undo(id))
    }
    const { history } = unwrap(projects.open(id))
    const kept = library.projects.snapshotSteps(id)
    const unsaved = history.steps
      .slice(0, history.position)
      .reverse()
      .findIndex((step) => kept.has(step.revision))
    expect(history.position).toBe(30)
    expect(unsaved).toBeLessThan(SMALL.stepsPerSnapshot)
  })
})

describe('several commands', () => {
  it('are each a step, all of them or none', () => {
    const { library, projects, id } = projectIn(tempFolder(), SMALL)
    const state = unwrap(
      projects.apply(
        id,
        Array.from({ length: 12 }, (_, i) => marker(i)),
      ),
    )
    expect(state.history).toMatchObject({ position: 12, revision: 12 })
    expect(state.history.steps[3]!.label).toBe('Add marker “Marker 3”')
    const refused = projects.apply(id, [marker(20), { type: 'cut', from: 5, to: 5 }, marker(21)])
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'out-of-range', message: expect.stringMatching(/^Command 2 of 3: /) },
    })
    expect(unwrap(projects.open(id)).episode).toEqual(state.episode)
    expect(library.projects.log(id)).toHaveLength(12)
    expect(unwrap(projects.undo(id, 5)).episode).toEqual(replayed(library, id, 7))
  })

  it('are one step as a batch', () => {
    const { projects, id } = projectIn(tempFolder())
    const state = unwrap(
      projects.apply(id, [
        {
          type: 'batch',
          label: 'Tidy up',
          commands: [
            { type: 'cut', from: 0, to: 10 },
            { type: 'split', at: 48_000 },
          ],
        },
      ]),
    )
    expect(state.history.steps.map((step) => step.label)).toEqual(['Tidy up'])
    expect(unwrap(projects.undo(id)).episode.clips).toHaveLength(1)
  })
})

describe('two processes at one project', () => {
  it('see each other’s edits and refuse what was meant for an older revision', () => {
    const folder = tempFolder()
    const { projects: window, id } = projectIn(folder)
    const commandLine = new ProjectService(unwrap(Library.open(folder)))
    unwrap(window.apply(id, [marker(1)]))
    expect(unwrap(commandLine.apply(id, [marker(2)], { baseRevision: 1 })).history.revision).toBe(2)
    expect(window.apply(id, [marker(3)], { baseRevision: 1 })).toMatchObject({
      ok: false,
      error: { code: 'stale-revision' },
    })
    expect(unwrap(window.open(id)).episode.markers.map((m) => m.sample)).toEqual([1, 2])
    unwrap(commandLine.undo(id, 2))
    unwrap(window.apply(id, [marker(4)]))
    const { episode, history } = unwrap(commandLine.open(id))
    expect(episode.markers.map((m) => m.sample)).toEqual([4])
    expect(history.steps).toHaveLength(1)
    unwrap(commandLine.remove(id))
    expect(window.open(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(window.apply(id, [marker(5)])).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })
})

describe('a project', () => {
  it('is found by id, start of it, or title, and never guessed', () => {
    const { library, projects } = projectIn(tempFolder(), {}, 'abc123')
    insertMedia(library, mediaRecord('rec'))
    unwrap(projects.create(smallEpisode('abd777', 'rec', 'Friday')))
    unwrap(projects.create(smallEpisode('e5', 'rec', 'Friday')))
    unwrap(projects.create(smallEpisode('f6', 'rec', 'abd')))
    const found = (reference: string) => {
      const result = projects.resolve(reference)
      return result.ok ? result.value.id : result.error.code
    }
    expect(found('abc123')).toBe('abc123')
    expect(found('abc')).toBe('abc123')
    expect(found('a ROOM')).toBe('abc123')
    expect(found('ab')).toBe('ambiguous')
    expect(found('friday')).toBe('ambiguous')
    expect(found('abd')).toBe('ambiguous')
    expect(found('')).toBe('not-found')
    expect(found('zzz')).toBe('not-found')
  })

  it('is not made of a document that breaks an invariant', () => {
    const { projects } = projectIn(tempFolder())
    const episode = smallEpisode('p9', 'rec-p1')
    const broken = { ...episode, clips: [{ ...episode.clips[0]!, length: 28_800_001 }] }
    expect(projects.create(broken)).toMatchObject({ ok: false, error: { code: 'invariant' } })
    expect(projects.list()).toHaveLength(1)
  })

  it('takes no media that the library has not', () => {
    const { projects, id } = projectIn(tempFolder())
    const media = { id: 'rec-none', kind: 'recording' as const, name: 'X', durationSamples: 4800, gaps: [] }
    const applied = projects.apply(id, [{ type: 'addRecording', media, people: null, passages: [] }])
    expect(applied).toMatchObject({ ok: false, error: { code: 'missing-media' } })
    expect(unwrap(projects.open(id)).history.revision).toBe(0)
    unwrap(projects.apply(id, [{ type: 'insertSilence', at: 0, lengthSamples: 48_000 }]))
  })
})
