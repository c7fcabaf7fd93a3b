import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Storage } from '#core/contract/library.ts'
import type { ProjectDetail, SponsorRead } from '#core/contract/shapes.ts'
import { demoReadPath, demoSpacePath } from '#main/projects/demo.ts'
import { makeTone } from '../../../fixtures/audio.ts'
import { ffmpeg } from '../../../fixtures/ffmpeg.ts'
import { projectIn, tempFolder } from '../../../support/library.ts'
import { readLabels, readRttm, readWebVtt } from '../../../support/speakerFiles.ts'
import { afterspace, commandLine, PATIENCE } from './afterspace.ts'

/** A library with one project of ten minutes whose sound is nowhere: enough for editing. */
function editable(id = 'p1') {
  const { library } = projectIn(join(tempFolder(), 'library'), {}, id)
  library.close()
  return commandLine(library.path)
}

interface Edited {
  revision: number
  applied: string[]
  durationSamples: number
}

const TEN_MINUTES = 28_800_000

describe('the main job, from the recording to the file', { timeout: PATIENCE }, () => {
  it('is done with --json alone', async () => {
    const folder = tempFolder()
    const { json, say, library } = commandLine(join(folder, 'library'))
    const imported = await json<ProjectDetail>('import', demoSpacePath(), '--title', 'Our demo')
    expect(imported).toMatchObject({ title: 'Our demo', revision: 0, sampleRate: 48_000 })
    const shown = await json<ProjectDetail>('show', imported.id)
    expect(shown).toEqual(imported)
    expectShape(shown)
    expect(shown.speakers.reduce((sum, { talkSeconds }) => sum + talkSeconds, 0)).toBeGreaterThan(30)
    expect(await json('list')).toMatchObject([{ id: imported.id, title: 'Our demo', missing: false }])

    const cut = await json<Edited>('cut', imported.id, '--from', '0', '--to', '31.5')
    expect(cut.durationSamples).toBe(imported.durationSamples - 31.5 * 48_000)
    expect(cut.applied).toEqual(['Cut 31.5 s'])

    const read = await json<SponsorRead>(
      'sponsor',
      'add',
      demoReadPath(),
      '--brand',
      'Northwind',
      '--link',
      'https://example.com',
    )
    expect(await json('sponsor', 'list')).toEqual([read])
    const placed = await json<{ placement: { readId: string; slot: string; timelineStart: number } }>(
      ...['sponsor', 'place', 'our demo', '--read', 'northwind', '--slot', 'mid'],
    )
    expect(placed.placement).toMatchObject({ readId: read.id, slot: 'mid', length: read.durationSamples })
    const share = placed.placement.timelineStart / cut.durationSamples
    expect(share).toBeGreaterThan(0.4)
    expect(share).toBeLessThan(0.7)

    const target = join(folder, 'out.mp3')
    const exported = await json<Record<string, unknown>>(
      'export',
      imported.id,
      '--preset',
      'mp3',
      '--out',
      target,
    )
    expect(exported).toMatchObject({
      path: target,
      durationSamples: cut.durationSamples + read.durationSamples,
    })
    expect(exported.bytes).toBe(readFileSync(target).length)
    await ffmpeg(['-i', target, '-f', 'null', '-'])
    expect(
      await say(
        'export',
        imported.id,
        '--out',
        join(folder, 'part.wav'),
        '--from',
        '0:01',
        '--to',
        '3',
        '--loudness',
        'none',
      ),
    ).toContain('part.wav')
    expect(readFileSync(join(folder, 'part.wav')).length).toBe(2 * 48_000 * 4 + 44)
    expect(await say('show', imported.id)).toContain('mid-roll')
    expect(await say('sponsor', 'list')).toContain('Northwind')
    expect((await json<{ healthy: boolean }>('doctor')).healthy).toBe(true)

    expect(await json('remove', imported.id)).toEqual({ id: imported.id, removed: true })
    expect(await say('list')).toContain('No projects yet')
    // The read stays; the recording's files went.
    expect(readdirSync(join(library, 'media'))).toHaveLength(1)
  })
})

/** The keys that DESIGN promises of `show --json`. */
function expectShape(detail: ProjectDetail): void {
  const keys = (value: object | undefined, names: string) =>
    expect(Object.keys(value ?? {})).toEqual(expect.arrayContaining(names.split(' ')))
  keys(
    detail,
    'id title revision sampleRate durationSamples durationSeconds recordings clips speakers segments markers placements loudness',
  )
  keys(detail.recordings[0], 'id path codec durationSamples missing gaps')
  for (const { gaps } of detail.recordings) for (const gap of gaps) keys(gap, 'atSample missingSeconds')
  keys(detail.clips[0], 'id mediaId timelineStart start length')
  keys(detail.speakers[0], 'id name handle role talkSeconds consent gainDb')
  keys(detail.segments[0], 'speakerId recordingId startSample endSample origin confidence')
  keys(detail.loudness, 'integratedLufs truePeakDbtp')
  expect(detail.loudness.integratedLufs).toBeLessThan(0)
}

describe('editing', { timeout: PATIENCE }, () => {
  it('takes times in every form, and undoes over processes', async () => {
    const { json, say } = editable()
    const lengths = [
      ['0:30', '1:00', 30],
      ['0:00:01.5', '2.25', 0.75],
      ['90', '0:01:31', 1],
      ['5:00.001', '5:00.002', 0.001],
    ] as const
    let duration = TEN_MINUTES
    for (const [from, to, seconds] of lengths) {
      const { durationSamples } = await json<Edited>('cut', 'p1', '--from', from, '--to', to)
      duration -= Math.round(seconds * 48_000)
      expect(durationSamples).toBe(duration)
    }
    expect(await json('undo', 'p1', '3')).toMatchObject({
      undone: ['Cut 1 ms', 'Cut 1.0 s', 'Cut 0.8 s'],
      revision: 7,
    })
    expect(await json('redo', 'p1')).toMatchObject({ redone: ['Cut 0.8 s'], revision: 8 })
    const history = await json<{ position: number; steps: { label: string; undone: boolean }[] }>(
      'history',
      'p1',
    )
    expect(history.position).toBe(2)
    expect(history.steps.map(({ undone }) => undone)).toEqual([false, false, true, true])
    expect(await say('history', 'p1')).toMatch(/Cut 30\.0 s\n.*Cut 0\.8 s\n.*\(undone\)\n.*\(undone\)/)
    expect(await say('undo', 'p1')).toBe('Undid: Cut 0.8 s\n')
    const trimmed = await json<Edited>('trim', 'p1')
    // The first turn begins at 10 s, the last ends at 40 s, and 30 s were cut after second 30.
    expect(trimmed.durationSamples).toBe(20 * 48_000 + 2 * 14_400)
    expect((await json<Edited>('trim', 'p1', '--from', '1', '--to', '0:02')).durationSamples).toBe(48_000)
  })

  it('runs a file of commands, all or none, and names the line', async () => {
    const { json, refused, library } = editable()
    const file = join(tempFolder(), 'commands.jsonl')
    writeFileSync(file, '\uFEFF{"type":"cut","from":0,"to":48000}\r\n\r\n{"type":"split","at":96000}\n')
    expect(await json('edit', 'p1', '--commands', file)).toMatchObject({
      revision: 2,
      applied: ['Cut 1.0 s', 'Split'],
    })
    const bad = async (text: string) => {
      writeFileSync(file, text)
      return refused('edit', 'p1', '--commands', file)
    }
    expect(
      await bad('{"type":"split","at":5}\n\n{"type":"cut","from":9,"to":9}\n{"type":"split","at":7}'),
    ).toMatchObject({
      exit: 1,
      code: 'out-of-range',
      message: expect.stringMatching(/^Line 3: /),
    })
    expect(await bad('{"type":"split","at":5}\n{"type":"explode"}')).toMatchObject({
      exit: 1,
      code: 'invalid-command',
      message: expect.stringMatching(/^Line 2: .*explode/),
    })
    expect(await bad('\n\n{"type":"split"')).toMatchObject({
      code: 'invalid-command',
      message: expect.stringContaining('Line 3'),
    })
    expect(await bad('{"type":"split","at":5,"extra":1}')).toMatchObject({ code: 'invalid-command' })
    expect(await bad('\n')).toMatchObject({ exit: 2, code: 'usage' })
    expect(await refused('edit', 'p1', '--commands', `${file}.gone`)).toMatchObject({
      exit: 1,
      code: 'unreadable',
    })
    expect(await json('history', 'p1')).toMatchObject({ revision: 2 })
    const piped = await afterspace(
      ['edit', 'p1', '--commands', '-', '--json', '--library', library],
      '{"type":"batch","label":"Both","commands":[{"type":"split","at":5},{"type":"split","at":9}]}\n',
    )
    expect(JSON.parse(piped.stdout)).toMatchObject({ revision: 3, applied: ['Both'] })
  })
})

describe('speakers', { timeout: PATIENCE }, () => {
  it('are exported so that other programs read the same turns, and renamed and merged', async () => {
    const { json, say, refused } = editable()
    const folder = tempFolder()
    await json('cut', 'p1', '--from', '30', '--to', '35')
    const expected = [
      { from: 480_000, to: 960_000, name: 'Ada' },
      { from: 960_000, to: 1_680_000, name: 'Ben' },
    ]
    const readers = { rttm: readRttm, audacity: readLabels, vtt: readWebVtt }
    for (const [format, read] of Object.entries(readers)) {
      const out = join(folder, `turns.${format}`)
      expect(await json('speakers', 'p1', 'export', '--format', format, '--out', out)).toEqual({
        path: out,
        turns: 2,
      })
      expect(read(readFileSync(out, 'utf8'))).toEqual(expected)
      expect(read(await say('speakers', 'p1', 'export', '--format', format, '--out', '-'))).toEqual(expected)
    }
    const { text } = await json<{ text: string }>(
      'speakers',
      'p1',
      'export',
      '--format',
      'json',
      '--out',
      '-',
    )
    expect(JSON.parse(text).segments).toMatchObject([
      { speaker: 'Ada', startSeconds: 10 },
      { speaker: 'Ben' },
    ])
    expect(readdirSync(folder)).toHaveLength(3)

    expect(
      await json(
        'speakers',
        'p1',
        'rename',
        '--speaker',
        'ada',
        '--name',
        'Ada L.',
        '--handle',
        '@al',
        '--role',
        'cohost',
      ),
    ).toMatchObject({ applied: ['Rename Ada to Ada L.'] })
    const renamed = await json<ProjectDetail>('show', 'p1')
    expect(renamed.speakers[0]).toMatchObject({ name: 'Ada L.', handle: 'al', role: 'cohost' })
    expect(await refused('speakers', 'p1', 'rename', '--speaker', 'Cleo', '--name', 'x')).toMatchObject({
      exit: 1,
      code: 'not-found',
    })
    expect(await refused('speakers', 'p1', 'rename', '--speaker', 's1')).toMatchObject({
      exit: 2,
      code: 'usage',
    })
    expect(await refused('speakers', 'p1', 'rename', '--speaker', 's1', '--role', 'king')).toMatchObject({
      exit: 2,
      code: 'usage',
    })
    expect(await refused('speakers', 'p1', 'sing')).toMatchObject({ exit: 2, code: 'usage' })
    expect(await json('speakers', 'p1', 'merge', '--from', 'Ben', '--into', '@al')).toMatchObject({
      applied: ['Merge Ben into Ada L.'],
    })
    expect((await json<ProjectDetail>('show', 'p1')).speakers).toMatchObject([{ talkSeconds: 25 }])
    expect(
      await refused('speakers', 'p1', 'export', '--format', 'rttm', '--out', join(folder, 'no', 'x')),
    ).toMatchObject({ exit: 1, code: 'not-writable' })
  })
})

describe('projects and options', { timeout: PATIENCE }, () => {
  it('are found where they stand', async () => {
    const { library, json, refused } = editable('abc123')
    const shown = await json<ProjectDetail>('show', 'abc')
    expect(shown.id).toBe('abc123')
    expect((await json<ProjectDetail>('show', 'a ROOM')).id).toBe('abc123')
    expect(await refused('show', 'xyz')).toMatchObject({ exit: 1, code: 'not-found' })
    const orders = [
      ['--json', '--library', library, 'show', 'abc123'],
      ['show', 'abc123', '--json', '--library', library],
      ['show', '--json', 'abc123', `--library=${library}`],
      ['--library', library, 'show', 'abc123', '--json'],
    ]
    for (const args of orders) expect(JSON.parse((await afterspace(args)).stdout)).toEqual(shown)
  })
})

describe('what cannot be done', { timeout: PATIENCE }, () => {
  it('is one JSON value with --json, words on stderr without, and a code', async () => {
    const { library, refused } = editable()
    const wrong: [string[], number, string][] = [
      [[], 2, 'usage'],
      [['fly'], 2, 'usage'],
      [['cut', 'p1', '--from', '1'], 2, 'usage'],
      [['cut', 'p1', '--from', 'soon', '--to', '2'], 2, 'usage'],
      [['cut', 'p1', '--from', '1:75', '--to', '2'], 2, 'usage'],
      [['cut', 'p1', '--from', '2', '--to', '1'], 1, 'out-of-range'],
      [['cut', 'p1', '--from', '0', '--to', '1:00:00'], 1, 'out-of-range'],
      [['cut', 'p1', '--from', '0', '--to', '10:00'], 1, 'invariant'],
      [['cut', 'p1', '--from', '1', '--to', '2', '--loudly'], 2, 'usage'],
      [['undo', 'p1'], 1, 'nothing-to-undo'],
      [['redo', 'p1'], 1, 'nothing-to-redo'],
      [['undo', 'p1', 'many'], 2, 'usage'],
      [['show'], 2, 'usage'],
      [['show', 'p1', 'p2'], 2, 'usage'],
      [['import', join(library, 'no.mp3')], 1, 'not-found'],
      [['import', library], 1, 'not-audio'],
      [['import', join(library, 'library.db')], 1, 'not-audio'],
      [['import', 'a', '--hole', 'wide'], 2, 'usage'],
      [['import', 'a', 'b', '--into', 'c'], 2, 'usage'],
      [['sponsor'], 2, 'usage'],
      [['sponsor', 'add', 'x.mp3'], 2, 'usage'],
      [['sponsor', 'place', 'p1', '--read', 'x'], 2, 'usage'],
      [['sponsor', 'place', 'p1', '--read', 'x', '--slot', 'pre'], 1, 'not-found'],
      [['export', 'p1', '--out', 'x.doc'], 2, 'usage'],
      [['export', 'p1', '--out', 'x.mp3', '--loudness', 'loud'], 2, 'usage'],
      [['serve', '--port', 'http'], 2, 'usage'],
      [['serve', '--port', '1.5'], 2, 'usage'],
      [['open', 'nobody'], 1, 'not-found'],
    ]
    for (const [args, exit, code] of wrong) {
      const found = await refused(...args)
      expect(found, args.join(' ')).toMatchObject({ exit, code, message: expect.stringMatching(/\S/) })
      expect(found.stderr).not.toMatch(/\n\s+at /)
    }
    const spoken = await afterspace(['cut', 'p1', '--from', '2', '--to', '1', '--library', library])
    expect(spoken).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'The range is empty.\nIts end must come after its start.\n',
    })
    const file = join(tempFolder(), 'file')
    writeFileSync(file, '')
    const noFolder = await afterspace(['list', '--json', '--library', file])
    expect(noFolder.code).toBe(1)
    expect(JSON.parse(noFolder.stdout)).toMatchObject({ error: { code: 'not-writable' } })
    mkdirSync(join(library, 'exports'), { recursive: true })
    expect((await afterspace(['--help'])).stdout).toContain('Usage: afterspace')
    expect((await afterspace(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('what lies where', { timeout: PATIENCE }, () => {
  it('packs, unpacks, relinks and tells what is stored, with --json alone', async () => {
    const folder = tempFolder()
    const { json, say, refused } = commandLine(join(folder, 'library'))
    const path = await makeTone(join(folder, 'a.wav'), 'wav', { samples: 96_000 })
    const { id } = await json<ProjectDetail>('import', path, '--title', 'Room')
    await json('cut', id, '--from', '0', '--to', '0.5')
    const out = join(folder, 'room.afterspace')
    expect(await json('pack', id, '--out', out)).toEqual({ id, path: out, bytes: statSync(out).size })
    expect(await say('pack', id, '--out', out)).toMatch(/^Packed “Room” into .*: 0\.\d MB\.\n$/)
    expect(await refused('pack', id, '--out', join(folder, 'room.zip'))).toMatchObject({
      exit: 2,
      code: 'usage',
    })
    expect(await refused('pack', id, '--out', join(folder, 'no', 'x.afterspace'))).toMatchObject({
      exit: 1,
      code: 'not-writable',
    })

    const there = commandLine(join(folder, 'other'))
    const unpacked = await there.json<ProjectDetail>('unpack', out)
    expect(unpacked).toMatchObject({ id, title: 'Room', revision: 1, durationSamples: 72_000 })
    expect(await there.json('undo', id)).toMatchObject({ undone: ['Cut 0.5 s'] })
    expect(await there.refused('unpack', path)).toMatchObject({ exit: 1, code: 'pack-damaged' })
    expect(await there.refused('unpack', join(folder, 'none.afterspace'))).toMatchObject({
      exit: 1,
      code: 'not-found',
    })
    expect(readdirSync(folder).sort()).toEqual(['a.wav', 'library', 'other', 'room.afterspace'])

    const moved = join(folder, 'moved', 'deep', 'b.wav')
    mkdirSync(join(moved, '..'), { recursive: true })
    renameSync(path, moved)
    expect(await json('list')).toMatchObject([{ missing: true }])
    expect(await refused('relink', id, out)).toMatchObject({ exit: 1 })
    expect(await json('relink', id, join(folder, 'moved'))).toMatchObject({
      id,
      relinked: [{ path: moved, isExact: true }],
      warnings: [],
    })
    expect(await json('list')).toMatchObject([{ missing: false }])
    // Renamed where it lies: found by itself.
    renameSync(moved, join(moved, '..', 'c.wav'))
    expect((await json<ProjectDetail>('show', id)).recordings[0]).toMatchObject({ missing: false })

    const stored = await json<Storage & { droppedBytes: number }>('storage')
    expect(stored.media).toMatchObject([{ projectIds: [id], workingBytes: 0, canDrop: true }])
    const dropped = await json<Storage & { droppedBytes: number }>('storage', '--drop-derived')
    expect(dropped).toMatchObject({ droppedBytes: stored.totals.derivedBytes, totals: { derivedBytes: 0 } })
    expect(await say('storage')).toContain('can be dropped 0.0 MB')
    expect((await json<ProjectDetail>('show', id)).loudness.integratedLufs).toBeLessThan(0)
    expect(await json('doctor')).toMatchObject({ storage: { workingBytes: 0 } })
    expect(await say('doctor')).toContain('working copies')
  })
})
