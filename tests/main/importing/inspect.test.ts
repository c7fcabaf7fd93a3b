/** What each thing is that a person brings. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import type { Brought } from '#core/contract/imports.ts'
import { unwrap } from '#core/problem.ts'
import {
  archiveAccountJs,
  archiveSpacesJs,
  CAPTIONS_TEXT,
  captionsLog,
  infoJson,
  SPACE_ID,
  twspaceDlJson,
} from '../../core/formats/sidecar/material.ts'
import { makeTone } from '../../fixtures/audio.ts'
import { makeChunks, playlistOf, writeChunks } from '../../fixtures/chunks.ts'
import { ffmpeg } from '../../fixtures/ffmpeg.ts'
import { makeSpace } from '../../fixtures/space.ts'
import { tempFolder } from '../../support/library.ts'
import { makeZip } from '../../support/zips.ts'
import { pack } from '../packing/packing.ts'
import { holdingsOf, hostIn, start } from '../projects/bringing.ts'

const MEDIA = `data/spaces_media/space-${SPACE_ID}_0.ts`
const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Good evening\n'
const SRT = '1\n00:00:01,000 --> 00:00:02,000\nAda: Good evening\n'
const OTTER = 'Ada Smith  0:01\nGood evening to all of you.\n\nBen  0:07\nHello.\n'
const WHISPER_CPP = JSON.stringify({
  transcription: [{ offsets: { from: 1000, to: 2000 }, text: ' Good evening' }],
})
const WHISPERX = JSON.stringify({
  segments: [{ start: 1, end: 2, text: 'Good evening', speaker: 'SPEAKER_00', words: [] }],
})
const PODCAST = JSON.stringify({
  version: '1.0.0',
  segments: [{ speaker: 'Ada', startTime: 1, endTime: 2, body: 'Good evening' }],
})

it('is told by its content, in the order in which it was brought', async () => {
  const folder = tempFolder()
  const host = hostIn(folder)
  const file = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const { bytes } = await makeSpace({ durationSeconds: 6 })
  const { chunks } = await makeChunks({ durationSeconds: 7 })
  const recording = file('room.aac', bytes)
  const { projectId } = await start(host, { paths: [recording] })
  const packed = join(folder, 'room.afterspace')
  unwrap(await pack(host.services, projectId, packed))
  const held = await holdingsOf(host)

  const chunked = await writeChunks(join(folder, 'chunks'), chunks)
  const listed = file('chunks/playlist.m3u8', playlistOf(chunks.map(({ name }) => name)))
  const archived = { [MEDIA]: bytes, 'data/spaces-metadata.js': archiveSpacesJs() }
  for (const [name, content] of Object.entries(archived)) file(`unpacked/${name}`, content)
  const picture = join(folder, 'face.png')
  await ffmpeg(['-f', 'lavfi', '-i', 'color=red:s=64x64:d=1', '-frames:v', '1', picture])
  const film = join(folder, 'film.mp4')
  const silent = ['-f', 'lavfi', '-i', 'color=red:s=64x64:d=1']
  await ffmpeg([...silent, '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', film])
  cpSync(packed, join(folder, 'renamed.zip'))
  mkdirSync(join(folder, 'nothing'))
  file('pictures/face.png', 'no picture either')

  const wanted: readonly (readonly [string, Brought['type'], string])[] = [
    [recording, 'recording', 'Recording'],
    [file('holiday.jpg', bytes), 'recording', 'Recording'],
    [await makeTone(join(folder, 'tone.wav'), 'wav', { samples: 48_000 }), 'recording', 'Recording'],
    [film, 'recording', 'Recording'],
    [await makeZip(join(folder, 'wrapped.zip'), { 'room.aac': bytes }), 'recording', 'Recording in a zip'],
    [chunked, 'chunks', 'Chunks of a Space'],
    [listed, 'chunks', 'Chunks of a Space'],
    [await makeZip(join(folder, 'twitter.zip'), archived), 'archive', 'Archive of an X account'],
    [join(folder, 'unpacked'), 'archive', 'Archive of an X account'],
    [file('a.vtt', VTT), 'speech', 'WebVTT'],
    [file('vtt.txt', VTT), 'speech', 'WebVTT'],
    [file('a.srt', SRT), 'speech', 'SubRip (SRT)'],
    [file('a.rttm', 'SPEAKER room 1 11.0 8.0 <NA> <NA> SPEAKER_00 <NA> <NA>\n'), 'speech', 'RTTM'],
    [file('labels.txt', '1.000000\t2.500000\tAda\n3.0\t4.0\tBen\n'), 'speech', 'Audacity labels'],
    [file('otter.txt', OTTER), 'speech', 'text with names and times (Otter)'],
    [file('whisper.json', WHISPER_CPP), 'speech', 'whisper.cpp'],
    [file('whisperx.json', WHISPERX), 'speech', 'WhisperX'],
    [file('podcast.json', PODCAST), 'speech', 'Podcasting 2.0 transcript'],
    [file('room.json', twspaceDlJson()), 'sidecar', 'Tells of a Space'],
    [file('room.info.json', infoJson()), 'sidecar', 'Tells of a Space'],
    [file('room CC.jsonl', captionsLog()), 'sidecar', 'Tells of a Space'],
    [file('room CC.txt', CAPTIONS_TEXT), 'sidecar', 'Tells of a Space'],
    [file('spaces-metadata.js', archiveSpacesJs()), 'sidecar', 'Tells of a Space'],
    [file('account.js', archiveAccountJs()), 'sidecar', 'Tells of a Space'],
    [packed, 'pack', 'Afterspace project'],
    [join(folder, 'renamed.zip'), 'pack', 'Afterspace project'],
  ]
  const refused: readonly (readonly [string, string])[] = [
    [file('empty.aac', ''), 'empty-file'],
    [join(folder, 'nowhere.aac'), 'not-found'],
    [join(recording, 'below-a-file'), 'not-found'],
    [picture, 'not-audio'],
    [file('notes.txt', 'Bread, milk, a present for Ada.\n'), 'not-audio'],
    [file('settings.json', '{"volume": 3}'), 'not-audio'],
    [file('list.ffconcat', `ffconcat version 1.0\nfile ${recording}\n`), 'not-audio'],
    [join(folder, 'nothing'), 'not-audio'],
    [join(folder, 'pictures'), 'not-audio'],
    [await makeZip(join(folder, 'holiday.zip'), { 'a.png': 'no sound', 'b.png': 'none' }), 'not-audio'],
  ]
  // What is good and what is not come mixed, and what is brought twice is told twice.
  const all = [
    ...wanted.map(([path, type, description]) => ({ path, type, description, code: undefined })),
    ...refused.map(([path, code]) => ({ path, type: 'unknown', description: '', code })),
  ].toSorted((a, b) => (a.path < b.path ? 1 : -1))
  const brought = [...all, all[0]!]
  const told = await host.api.imports.inspect({ paths: brought.map(({ path }) => path) })
  const short = told.map(({ path, type, description, problem }) => ({
    path,
    type,
    description,
    code: problem?.code,
  }))
  expect(short).toEqual(brought)
  for (const { name, path, problem } of told) {
    expect(path.endsWith(name)).toBe(true)
    if (problem) expect(problem.message.length).toBeGreaterThan(10)
  }
  // Nothing was imported.
  expect(await holdingsOf(host)).toEqual(held)
})
