import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ok, unwrap } from '#core/problem.ts'
import { dropOwnRemovedProjects, sweep } from '#main/library/sweep.ts'
import { ProjectService } from '#main/projects/projectService.ts'
import {
  insertMedia,
  mediaRecord,
  openLibrary,
  projectIn,
  smallEpisode,
  tempFolder,
} from '../../support/library.ts'

const YESTERDAY = new Date(Date.now() - 86_400_000)

function folderIn(library: { path: string }, part: string, name: string, age?: Date): string {
  const path = join(library.path, part, name)
  mkdirSync(path, { recursive: true })
  writeFileSync(join(path, 'file'), 'x')
  if (age) utimesSync(path, age, age)
  return path
}

it('clears the work of dead processes and leaves that of living ones', () => {
  const library = openLibrary(tempFolder())
  const dead = spawnSync(process.execPath, ['-e', '']).pid
  const living = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => void living.kill())
  const parts = ['media', 'uploads', 'exports'] as const
  const left = parts.map((part) => folderIn(library, part, `.work-${dead}-a`))
  const kept = parts.flatMap((part) => [
    folderIn(library, part, `.work-${living.pid}-a`),
    folderIn(library, part, `.work-${process.pid}-a`),
  ])
  sweep(library)
  expect(left.filter(existsSync)).toEqual([])
  expect(kept.filter((path) => !existsSync(path))).toEqual([])
})

it('clears old media and uploads that nothing names, and no others', () => {
  const { library } = projectIn(tempFolder())
  const used = library.folder('rec-p1')
  utimesSync(used, YESTERDAY, YESTERDAY)
  const upload = folderIn(library, 'uploads', 'in-use', YESTERDAY)
  insertMedia(library, mediaRecord('rec-uploaded', { originalPath: join(upload, 'file') }))
  insertMedia(library, mediaRecord('rec-forgotten'), YESTERDAY.toISOString())
  const gone = [
    folderIn(library, 'media', 'rec-orphan', YESTERDAY),
    folderIn(library, 'uploads', 'failed', YESTERDAY),
    library.folder('rec-forgotten'),
  ]
  const kept = [used, upload, folderIn(library, 'media', 'rec-new'), folderIn(library, 'uploads', 'new')]
  sweep(library)
  expect(gone.filter(existsSync)).toEqual([])
  expect(kept.filter((path) => !existsSync(path))).toEqual([])
  expect(
    library.media
      .list()
      .map((record) => record.id)
      .sort(),
  ).toEqual(['rec-p1', 'rec-uploaded'])
})

it('takes the media of a removed project with it, but not what others use, nor an import under way', () => {
  const { library, projects } = projectIn(tempFolder())
  insertMedia(library, mediaRecord('rec-shared'))
  unwrap(projects.create(smallEpisode('p2', 'rec-shared')))
  unwrap(projects.create(smallEpisode('p3', 'rec-shared')))
  const upload = folderIn(library, 'uploads', 'dropped')
  insertMedia(library, mediaRecord('rec-dropped', { originalPath: join(upload, 'file') }))
  unwrap(projects.create(smallEpisode('p4', 'rec-dropped')))
  insertMedia(library, mediaRecord('rec-arriving'))
  for (const id of ['p1', 'p2', 'p4']) unwrap(projects.remove(id))
  expect(library.media.list()).toHaveLength(4)
  dropOwnRemovedProjects(library)
  expect(
    library.media
      .list()
      .map((record) => record.id)
      .sort(),
  ).toEqual(['rec-arriving', 'rec-shared'])
  expect(existsSync(library.folder('rec-p1'))).toBe(false)
  expect(existsSync(upload)).toBe(false)
  expect(existsSync(library.folder('rec-shared'))).toBe(true)
})

it('keeps a removed read while a project plays it, also in an undone step', () => {
  const { library, projects, id } = projectIn(tempFolder())
  const read = mediaRecord('read-1', { kind: 'read', durationSamples: 48_000 })
  insertMedia(library, read, YESTERDAY.toISOString())
  const row = {
    media_id: 'read-1',
    name: 'N',
    brand: 'B',
    campaign: '',
    link: '',
    created_at: '',
    removed_at: null,
  }
  unwrap(library.write(() => ok(library.reads.insert({ id: 'sponsor-1', ...row }))))
  const media = { id: 'read-1', kind: 'read' as const, name: 'N', durationSamples: 48_000, gaps: [] }
  unwrap(projects.apply(id, [{ type: 'placeRead', media, at: 0, gainDb: 0 }]))
  unwrap(projects.undo(id))
  unwrap(library.write(() => ok(library.reads.remove('sponsor-1', YESTERDAY.toISOString()))))
  sweep(library)
  expect(library.find('read-1')).toEqual(read)
  unwrap(new ProjectService(library).redo(id))
  unwrap(projects.remove(id))
  dropOwnRemovedProjects(library)
  expect(library.find('read-1')).toBeUndefined()
  expect(library.reads.findByMedia('read-1')).toBeUndefined()
})
