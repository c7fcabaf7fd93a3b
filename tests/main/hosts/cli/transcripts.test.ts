import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProjectDetail } from '#core/contract/shapes.ts'
import { projectIn, tempFolder } from '../../../support/library.ts'
import { readRttm } from '../../../support/speakerFiles.ts'
import { commandLine, PATIENCE } from './afterspace.ts'

/** Ten minutes: Ada speaks from 10 to 20 s, Ben from 20 to 40 s. The sound is nowhere, and not needed. */
function editable() {
  const folder = tempFolder()
  const { library } = projectIn(join(folder, 'library'))
  library.close()
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  return { ...commandLine(library.path), folder, file }
}

interface Imported {
  revision: number
  applied: string[]
  format: string
  speakers: { key: string; speakerId: string | null; name: string | null; reason: string }[]
  counts: { turns: number; passages: number; words: number }
  warnings: string[]
}

describe('speakers import', { timeout: PATIENCE }, () => {
  it('says who was matched to whom, adds turns, and goes back in one step', async () => {
    const { json, say, refused, file, folder } = editable()
    const rttm = file(
      'room.rttm',
      [
        'SPEAKER room 1 11.0 8.0 <NA> <NA> SPEAKER_00 <NA> <NA>',
        'SPEAKER room 1 100.0 5.0 <NA> <NA> SPEAKER_00 <NA> <NA>',
        'SPEAKER room 1 200.0 5.0 <NA> <NA> Cleo_Smith <NA> <NA>',
      ].join('\n'),
    )
    const imported = await json<Imported>('speakers', 'p1', 'import', rttm)
    expect(imported).toMatchObject({
      revision: 1,
      applied: ['Import speakers from room.rttm'],
      format: 'rttm',
    })
    expect(imported.speakers).toMatchObject([
      { key: 'SPEAKER_00', name: 'Ada', reason: 'overlap' },
      { key: 'Cleo_Smith', speakerId: null, name: 'Cleo Smith', reason: 'new' },
    ])
    const shown = await json<ProjectDetail>('show', 'p1')
    expect(shown.speakers.map(({ name, talkSeconds }) => [name, talkSeconds])).toEqual([
      ['Ada', 15],
      ['Ben', 20],
      ['Cleo Smith', 5],
    ])
    await json('undo', 'p1')
    expect((await json<ProjectDetail>('show', 'p1')).segments).toHaveLength(2)

    const said = await say(
      ...[
        'speakers',
        'p1',
        'import',
        rttm,
        '--replace',
        'all',
        '--offset',
        '-1:30',
        '--as',
        'SPEAKER_00=ben',
      ],
      ...['--as', 'Cleo_Smith='],
    )
    expect(said).toContain('SPEAKER_00 -> Ben (as you said)')
    expect(said).toContain('Cleo_Smith -> nobody (as you said)')
    expect(said).toContain('outside the recording: 1 entry')
    const out = join(folder, 'back.rttm')
    await json('speakers', 'p1', 'export', '--format', 'rttm', '--out', out)
    expect(readRttm(readFileSync(out, 'utf8'))).toEqual([{ from: 480_000, to: 720_000, name: 'Ben' }])

    expect(await refused('speakers', 'p1', 'import')).toMatchObject({ exit: 2, code: 'usage' })
    expect(await refused('speakers', 'p1', 'import', join(folder, 'none'))).toMatchObject({
      code: 'not-found',
    })
    const words = file('words.srt', '1\n00:00:01,000 --> 00:00:02,000\nno names here\n')
    expect(await refused('speakers', 'p1', 'import', words)).toMatchObject({
      exit: 1,
      code: 'unsupported',
      hint: 'Import it as a transcript.',
    })
  })
})

describe('transcript import and export', { timeout: PATIENCE }, () => {
  it('leaves imported turns alone when it takes over none', async () => {
    const { json, file } = editable()
    const rttm = file('room.rttm', 'SPEAKER room 1 100.0 5.0 <NA> <NA> Cleo <NA> <NA>\n')
    await json('speakers', 'p1', 'import', rttm)
    const vtt = file('room.vtt', 'WEBVTT\n\n00:12.000 --> 00:14.000\n<v Ada>Hello there\n')
    await json('transcript', 'p1', 'import', vtt)
    const { segments } = await json<ProjectDetail>('show', 'p1')
    expect(segments.map(({ origin }) => origin)).toContain('imported')
    expect(segments).toHaveLength(3)
  })

  it('brings words in and out at the times of the edit', async () => {
    const { json, say, refused, file, folder } = editable()
    expect(await refused('transcript', 'p1', 'export', '--format', 'vtt', '--out', '-')).toMatchObject({
      exit: 1,
      code: 'not-found',
    })
    const vtt = file(
      'room.vtt',
      'WEBVTT\n\n00:12.000 --> 00:14.000\n<v ADA>Tom &amp; Jerry\n\n00:30.000 --> 00:32.000\n<v Ben>cut me\n\n00:36.000 --> 00:38.000\n<v Ben>Yes, all of it.\n',
    )
    const imported = await json<Imported>('transcript', 'p1', 'import', vtt)
    expect(imported).toMatchObject({
      applied: ['Import transcript from room.vtt'],
      counts: { passages: 3, words: 9 },
      speakers: [
        { key: 'ADA', name: 'Ada', reason: 'name' },
        { key: 'Ben', name: 'Ben', reason: 'name' },
      ],
    })
    // The recording's own turns are better than where captions end.
    expect((await json<ProjectDetail>('show', 'p1')).segments).toHaveLength(2)
    await json('cut', 'p1', '--from', '29', '--to', '34')
    expect(await say('transcript', 'p1', 'export', '--format', 'srt', '--out', '-')).toBe(
      '1\n00:00:12,000 --> 00:00:14,000\n[Ada]: Tom & Jerry\n\n2\n00:00:31,000 --> 00:00:33,000\n[Ben]: Yes, all of it.\n\n',
    )
    const text = (...options: string[]) => say('transcript', 'p1', 'export', '--out', '-', ...options)
    expect(await text('--format', 'vtt')).toContain('<v Ada>Tom &amp; Jerry</v>')
    expect(await text('--format', 'txt')).toBe('Ada  0:12\nTom & Jerry\n\nBen  0:31\nYes, all of it.\n')
    expect(await text('--format', 'txt', '--no-timestamps')).toBe(
      'Ada:\nTom & Jerry\n\nBen:\nYes, all of it.\n',
    )
    const out = join(folder, 'out.json')
    expect(await json('transcript', 'p1', 'export', '--format', 'json', '--out', out)).toEqual({
      path: out,
      passages: 2,
    })

    // Our own file knows where its words lie in the recording, whatever was cut.
    const again = await json<Imported>('transcript', 'p1', 'import', out, '--replace')
    expect(again.counts).toMatchObject({ passages: 2, words: 7 })
    const podcast = await json<{ text: string }>(
      'transcript',
      'p1',
      'export',
      '--format',
      'podcast',
      '--out',
      '-',
    )
    expect(JSON.parse(podcast.text).segments).toEqual([
      { speaker: 'Ada', startTime: 12, endTime: 14, body: 'Tom & Jerry' },
      { speaker: 'Ben', startTime: 31, endTime: 33, body: 'Yes, all of it.' },
    ])
    expect(readdirSync(folder).toSorted()).toEqual(['library', 'out.json', 'room.vtt'])
    expect(await refused('transcript', 'p1', 'export', '--format', 'doc', '--out', '-')).toMatchObject({
      exit: 2,
    })
  })
})
