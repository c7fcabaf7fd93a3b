import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import type { Problem } from '#core/problem.ts'
import { unwrap } from '#core/problem.ts'
import { insertMedia, mediaRecord, smallEpisode, tempFolder } from '../../../support/library.ts'
import { startedWebHost } from './startedWebHost.ts'

/** A project of two people and a file that names three. */
async function room() {
  const started = await startedWebHost()
  insertMedia(started.services.library, mediaRecord('rec'))
  unwrap(started.services.projects.create(smallEpisode('p1', 'rec')))
  const { api } = await started.connect()
  const folder = tempFolder()
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const srt = [
    '1\r\n00:00:12,000 --> 00:00:14,000\r\nAda: hello there',
    '2\r\n00:00:22,000 --> 00:00:26,000\r\nSPEAKER_01: hi',
    '3\r\n00:01:22,000 --> 00:01:26,000\r\nCleo: and me',
    '4\r\n00:11:00,000 --> 00:12:00,000\r\nCleo: too late',
  ].join('\r\n\r\n')
  return { api, folder, file, path: file('room.srt', srt), projectId: 'p1', started }
}

async function problemOf(call: Promise<unknown>): Promise<Problem> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ORPCError)) throw new Error(`Not refused, or not typed: ${error}`)
  return error.data
}

describe('a transcript file', () => {
  it('is shown before it is imported, and imported as chosen', async () => {
    const { api, path, projectId } = await room()
    const preview = await api.transcripts.preview({ projectId, path })
    expect(preview).toMatchObject({
      source: 'room.srt',
      format: 'srt',
      recordingId: 'rec',
      speakers: [
        { key: 'Ada', name: 'Ada', reason: 'name' },
        { key: 'SPEAKER_01', name: 'Ben', reason: 'overlap' },
        { key: 'Cleo', name: 'Cleo', reason: 'new', speakerId: null },
      ],
      counts: { passages: 3, turns: 3, words: 5, outside: 1 },
      wantsTurns: false,
      existing: { importedTurns: 0, otherTurns: 2, passages: 0 },
    })
    expect(preview.lines[0]).toEqual({
      speaker: 'Ada',
      startSample: 576_000,
      endSample: 672_000,
      text: 'hello there',
    })
    expect((await api.projects.open({ projectId })).history.revision).toBe(0)

    const imported = await api.transcripts.import({
      projectId,
      path,
      turns: true,
      choices: [
        { key: 'SPEAKER_01', newName: 'Dora' },
        { key: 'Cleo', nobody: true },
      ],
      baseRevision: 0,
      withEpisode: true,
    })
    expect(imported).toMatchObject({ revision: 1, steps: [{ revision: 1 }] })
    const { speakers, passages, segments } = imported.episode!
    expect(speakers.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Dora'])
    expect(passages.map(({ speakerId }) => speakers.find(({ id }) => id === speakerId)?.name)).toEqual([
      'Ada',
      'Dora',
      undefined,
    ])
    // Ada's turn is known already; Dora's is added.
    expect(segments).toHaveLength(3)
    expect(await problemOf(api.transcripts.import({ projectId, path, baseRevision: 0 }))).toMatchObject({
      code: 'stale-revision',
    })
    const undone = await api.edits.undo({ projectId, withEpisode: true })
    expect(undone.episode).toMatchObject({ passages: [], nextSerial: smallEpisode('p1', 'rec').nextSerial })
  })

  it('comes out as text or as a file, at the times of the edit', async () => {
    const { api, path, projectId, folder } = await room()
    await api.transcripts.import({ projectId, path })
    await api.edits.apply({ projectId, commands: [{ type: 'cut', from: 0, to: 480_000 }] })
    const what = { type: 'transcript', format: 'vtt' } as const
    const inline = await api.transcripts.export({ projectId, what })
    expect(inline).toMatchObject({ path: null, fileName: 'A room.vtt', entries: 3 })
    expect(inline.text).toContain('00:00:02.000 --> 00:00:04.000\n<v Ada>hello there</v>')
    const out = join(folder, 'out.rttm')
    expect(
      await api.transcripts.export({ projectId, what: { type: 'speakers', format: 'rttm' }, path: out }),
    ).toEqual({ path: out, text: null, fileName: 'A room.rttm', entries: 2 })
    const nowhere = join(folder, 'no', 'out.vtt')
    expect(await problemOf(api.transcripts.export({ projectId, what, path: nowhere }))).toMatchObject({
      code: 'not-writable',
    })
  })

  it('is refused with a reason when it is none, too large, or of something else', async () => {
    const { api, projectId, file, folder, path, started } = await room()
    const preview = (path: string, more = {}) =>
      problemOf(api.transcripts.preview({ projectId, path, ...more }))
    expect(await preview(join(folder, 'none.vtt'))).toMatchObject({ code: 'not-found' })
    expect(await preview(folder)).toMatchObject({ code: 'unsupported' })
    expect(await preview(file('a.vtt', ''))).toMatchObject({ code: 'empty-file' })
    expect(await preview(file('a.wav', Buffer.from('RIFF\0\0\0\0WAVE')))).toMatchObject({
      code: 'unsupported',
    })
    const large = file('large.vtt', 'WEBVTT\n')
    truncateSync(large, 65 * 1024 * 1024)
    expect(await preview(large)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('65 MB'),
    })
    const endless = file('endless.rttm', 'SPEAKER f 1 0 1 <NA> <NA> a\n'.repeat(400_001))
    expect(await preview(endless)).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('400000'),
    })
    expect(await preview(path, { offsetSeconds: 5_000 })).toMatchObject({ code: 'out-of-range' })
    expect(await preview(path, { recordingId: 'other' })).toMatchObject({ code: 'not-found' })
    expect(await preview(path, { projectId: 'nobody' })).toMatchObject({ code: 'not-found' })
    // Two recordings: the file must say of which it is.
    insertMedia(started.services.library, mediaRecord('rec2'))
    const two = smallEpisode('p2', 'rec2')
    const other = smallEpisode('x', 'rec').media[0]!
    unwrap(started.services.projects.create({ ...two, media: [...two.media, other] }))
    expect(await preview(path, { projectId: 'p2' })).toMatchObject({
      code: 'ambiguous',
      hint: expect.stringContaining('rec2'),
    })
    expect(await api.transcripts.preview({ projectId: 'p2', path, recordingId: 'rec2' })).toMatchObject({
      recordingId: 'rec2',
    })
  })

  it('may be UTF-16', async () => {
    const { api, projectId, file } = await room()
    const text = '\uFEFFWEBVTT\n\n00:12.000 --> 00:14.000\n<v Zoë>naïve\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const [name, bytes] of Object.entries({ little, big })) {
      const preview = await api.transcripts.preview({ projectId, path: file(`${name}.vtt`, bytes) })
      expect(preview.lines).toMatchObject([{ speaker: 'Zoë', text: 'naïve' }])
    }
  })
})
