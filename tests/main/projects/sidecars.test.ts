/** What lies beside a recording, or is given with it, and what an episode is told by it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  ALICE,
  archiveAccountJs,
  archiveSpacesJs,
  BOB,
  CAPTIONS_TEXT,
  CAROL,
  captionsLog,
  control,
  infoJson,
  SPACE_ID,
  STARTED,
  spaceMetadata,
  twspaceDlJson,
} from '../../core/formats/sidecar/material.ts'
import { makeChunks, writeChunks } from '../../fixtures/chunks.ts'
import { makeSpace, type SpaceOptions } from '../../fixtures/space.ts'
import { tempFolder } from '../../support/library.ts'
import { holdingsOf, hostIn, passagesOf, peopleOf, problemOf, start, turnsOf } from './bringing.ts'

const TITLE = 'Rooms & tunes: “how to end”'
const NTP_TO_UNIX = 2_208_988_800
/** Names that the tools give to what they download. */
const NAMED = {
  twspaceDl: `(alice_hosts)Rooms-${SPACE_ID}`,
  crawler: `[alice_hosts][2303011800] Rooms (${SPACE_ID})`,
  ytDlp: `Rooms [${SPACE_ID}]`,
}

/** Alice hosts, Bob speaks from 6 to 11 s by Hydra; the clock is that of the sidecars. */
const ROOM: SpaceOptions = {
  durationSeconds: 110,
  encodeSeconds: 20,
  startNtpSeconds: STARTED + NTP_TO_UNIX,
  people: [
    { key: 'host', handle: '', userId: '', toneHz: 220, host: true },
    { key: 'bob', handle: BOB.handle, userId: BOB.userId, toneHz: 330 },
  ],
  turns: [
    { key: 'host', startSeconds: 2, endSeconds: 6 },
    { key: 'bob', startSeconds: 6, endSeconds: 11 },
  ],
}

let tagged: Uint8Array
let bare: Uint8Array
beforeAll(async () => {
  tagged = (await makeSpace(ROOM)).bytes
  bare = (await makeSpace({ ...ROOM, withTags: false })).bytes
})

/** A folder with these files. */
function folderOf(files: Record<string, string | Uint8Array>) {
  const folder = tempFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return { folder, at: (name: string) => join(folder, name), host: hostIn(folder) }
}

describe('a sidecar beside a recording without tags', () => {
  it('of twspace_dl gives title, date, host and roster, and no turns', async () => {
    const { host, at } = folderOf({
      [`${NAMED.twspaceDl}.m4a`]: bare,
      [`${NAMED.twspaceDl}.json`]: twspaceDlJson(),
    })
    const { episode, warnings } = await start(host, { paths: [at(`${NAMED.twspaceDl}.m4a`)] })
    expect(episode.title).toBe(TITLE)
    expect(episode.details.artist).toBe(ALICE.name)
    expect(peopleOf(episode)).toEqual([
      [ALICE.name, ALICE.handle, ALICE.userId, 'host'],
      [CAROL.name, CAROL.handle, CAROL.userId, 'cohost'],
      [BOB.name, BOB.handle, BOB.userId, 'speaker'],
    ])
    expect(episode.segments).toEqual([])
    expect(warnings).toEqual([])
    expect(host.services.library.media.list()[0]!.startedAtUnixSeconds).toBe(STARTED)
  })

  it('of twspace-crawler gives captions, and turns by them', async () => {
    const { host, at } = folderOf({
      [`${NAMED.crawler}.m4a`]: bare,
      [`${NAMED.crawler} CC.jsonl`]: captionsLog(),
      [`${NAMED.crawler} CC.txt`]: CAPTIONS_TEXT,
      [`${NAMED.crawler}.json`]: JSON.stringify(spaceMetadata()),
    })
    const { episode } = await start(host, { paths: [at(`${NAMED.crawler}.m4a`)] })
    expect(episode.title).toBe(TITLE)
    expect(peopleOf(episode)).toEqual([
      [ALICE.name, ALICE.handle, ALICE.userId, 'host'],
      [BOB.name, BOB.handle, BOB.userId, 'speaker'],
      [CAROL.name, CAROL.handle, CAROL.userId, 'cohost'],
    ])
    expect(passagesOf(episode)).toEqual([
      [ALICE.handle, 5, 'Welcome everybody to the room', 'sidecar'],
      [BOB.handle, 26.5, 'Hello, I am Bob', 'sidecar'],
      [BOB.handle, 28, 'and I build things', 'sidecar'],
      [CAROL.handle, 60, 'שלום לכולם', 'sidecar'],
      [ALICE.handle, 100, '皆さん、こんにちは。', 'sidecar'],
    ])
    expect(turnsOf(episode).map(([who, from, , origin]) => [who, from, origin])).toEqual([
      [ALICE.handle, 5, 'sidecar'],
      [BOB.handle, 26.5, 'sidecar'],
      [CAROL.handle, 60, 'sidecar'],
      [ALICE.handle, 100, 'sidecar'],
    ])
  })

  it('with nothing but CC.txt gives captions from the start of the file', async () => {
    const { host, at } = folderOf({
      [`${NAMED.crawler}.m4a`]: bare,
      [`${NAMED.crawler} CC.txt`]: CAPTIONS_TEXT,
    })
    const { episode } = await start(host, { paths: [at(`${NAMED.crawler}.m4a`)] })
    expect(peopleOf(episode).map(([, handle]) => handle)).toEqual([ALICE.handle, BOB.handle, CAROL.handle])
    expect(passagesOf(episode).map(([who, from]) => [who, from])).toEqual([
      [ALICE.handle, 5],
      [BOB.handle, 26],
      [BOB.handle, 28],
      [CAROL.handle, 60],
    ])
    expect(new Set(turnsOf(episode).map(([, , , origin]) => origin))).toEqual(new Set(['sidecar']))
  })

  it('whose captions are empty gives open mics, and says that they are wide', async () => {
    const mics = [
      control(17, ALICE, 2),
      control(9, BOB, 20, ALICE),
      control(17, BOB, 25),
      control(16, BOB, 40),
    ]
    const { host, at } = folderOf({
      [`${NAMED.crawler}.m4a`]: bare,
      [`${NAMED.crawler} CC.jsonl`]: mics.join('\n'),
      [`${NAMED.crawler}.json`]: JSON.stringify(spaceMetadata()),
    })
    const { episode, warnings } = await start(host, { paths: [at(`${NAMED.crawler}.m4a`)] })
    expect(episode.passages).toEqual([])
    const turns = turnsOf(episode)
    expect(turns).toContainEqual([BOB.handle, expect.closeTo(25, 1), expect.closeTo(40, 1), 'sidecar'])
    expect(turns).toContainEqual([ALICE.handle, expect.closeTo(2, 1), expect.closeTo(110, 0), 'sidecar'])
    expect(warnings).toContain(
      'Turns were taken from open microphones, so they are wider than what was said.',
    )
  })

  it('of yt-dlp gives title, host, date, and names without turns', async () => {
    const { host, at } = folderOf({
      [`${NAMED.ytDlp}.m4a`]: bare,
      [`${NAMED.ytDlp}.info.json`]: infoJson(),
    })
    const { episode } = await start(host, { paths: [at(`${NAMED.ytDlp}.m4a`)] })
    expect(episode.title).toBe(TITLE)
    expect(peopleOf(episode)).toEqual([
      [ALICE.name, ALICE.handle, null, 'host'],
      [BOB.name, null, null, 'speaker'],
      [CAROL.name, null, null, 'speaker'],
    ])
    expect(episode.segments).toEqual([])
    expect(host.services.library.media.list()[0]!.startedAtUnixSeconds).toBe(Math.floor(STARTED))
  })

  it('of an account archive lies a folder above, and gives its own Space of many', async () => {
    const recording = `data/spaces_media/space-${SPACE_ID}_0.ts`
    const { host, at } = folderOf({
      [recording]: bare,
      'data/spaces-metadata.js': archiveSpacesJs(),
      'data/account.js': archiveAccountJs(),
    })
    const { episode } = await start(host, { paths: [at(recording)] })
    expect(episode.speakers[0]).toMatchObject({ name: ALICE.name, handle: ALICE.handle, role: 'host' })
    expect(episode.details.artist).toBe(ALICE.name)
    // Of the guests it has no more than account numbers.
    expect(episode.speakers).toHaveLength(1)
    // It says when the Space was made, and not when it began.
    expect(episode.segments).toEqual([])
    const again = await start(host, { paths: [at(recording)] })
    expect(again.episode.segments).toEqual([])
    expect(peopleOf(again.episode)).toEqual(peopleOf(episode))
  })

  it('of an account archive gives spoken sessions to a recording that knows its time', async () => {
    const { chunks } = await makeChunks({ ...ROOM, durationSeconds: 45, withTags: false })
    const { host, at, folder } = folderOf({
      'spaces-metadata.js': archiveSpacesJs(),
      'account.js': archiveAccountJs(),
    })
    await writeChunks(join(folder, 'chunks'), chunks)
    const { episode } = await start(host, { paths: [at('chunks')] })
    expect(turnsOf(episode)).toEqual([
      [ALICE.handle, expect.closeTo(2, 1), expect.closeTo(19, 1), 'sidecar'],
      [expect.any(String), expect.closeTo(25, 1), expect.closeTo(40, 1), 'sidecar'],
    ])
  })
})

describe('a sidecar beside a recording with tags', () => {
  it('names the people that the tags know, whose turns stay Hydra’s', async () => {
    const { host, at } = folderOf({
      [`${NAMED.crawler}.aac`]: tagged,
      [`${NAMED.crawler}.json`]: twspaceDlJson(),
      [`${NAMED.crawler} CC.jsonl`]: captionsLog(),
    })
    const { episode } = await start(host, { paths: [at(`${NAMED.crawler}.aac`)] })
    expect(peopleOf(episode)).toEqual([
      [ALICE.name, ALICE.handle, ALICE.userId, 'host'],
      [BOB.name, BOB.handle, BOB.userId, 'speaker'],
      [CAROL.name, CAROL.handle, CAROL.userId, 'cohost'],
    ])
    const turns = turnsOf(episode)
    expect(turns).toContainEqual([ALICE.handle, expect.closeTo(2, 0), expect.closeTo(6, 0), 'hydra'])
    expect(turns).toContainEqual([BOB.handle, expect.closeTo(6, 0), expect.closeTo(11, 0), 'hydra'])
    // Carol is in no tag; all that tells of her turn is her caption.
    expect(turns.filter(([, , , origin]) => origin !== 'hydra').map(([who, from]) => [who, from])).toEqual([
      [CAROL.handle, expect.closeTo(60, 1)],
    ])
    expect(passagesOf(episode)[0]).toEqual([
      ALICE.handle,
      expect.closeTo(5, 1),
      'Welcome everybody to the room',
      'sidecar',
    ])
  })

  it('leaves alone what belongs to another recording of the folder', async () => {
    const { host, at } = folderOf({
      'evening.aac': tagged,
      'morning.json': twspaceDlJson(),
      'notes.txt': 'Bread, milk',
      'evening.txt': 'Cut the first minute.',
    })
    const { episode, warnings } = await start(host, { paths: [at('evening.aac')] })
    expect(episode.title).toBe('evening')
    expect(peopleOf(episode)).toEqual([
      ['Host', null, null, 'host'],
      [BOB.handle, BOB.handle, BOB.userId, 'speaker'],
    ])
    expect(warnings).toEqual([])
  })

  it('that is broken is a warning, and no more', async () => {
    const { host, at } = folderOf({
      [`${NAMED.crawler}.aac`]: tagged,
      [`${NAMED.crawler} CC.jsonl`]: 'nothing of use',
      [`${NAMED.crawler} CC.txt`]: Buffer.alloc(100),
      [`${NAMED.crawler}.json`]: '{"data":{"audioSp',
    })
    const { episode, warnings } = await start(host, { paths: [at(`${NAMED.crawler}.aac`)] })
    expect(turnsOf(episode).map(([who, , , origin]) => [who, origin])).toEqual(
      expect.arrayContaining([
        ['Host', 'hydra'],
        [BOB.handle, 'hydra'],
      ]),
    )
    expect(warnings.toSorted()).toEqual([
      `Nothing in “${NAMED.crawler} CC.jsonl” can be read.`,
      `${NAMED.crawler} CC.txt is not a text file.`,
    ])
  })
})

describe('a sidecar that is given', () => {
  it('is read from anywhere, under any name', async () => {
    const { host, at } = folderOf({ 'evening.aac': bare, 'elsewhere/about.txt': twspaceDlJson() })
    const source = { paths: [at('evening.aac')], sidecars: [at('elsewhere/about.txt')] }
    const { episode } = await start(host, source)
    expect(episode.title).toBe(TITLE)
    expect(peopleOf(episode)).toHaveLength(3)
    // What a person wants is worth more than what a file says.
    const named = await start(host, { ...source, title: ' My own ' })
    expect(named.episode.title).toBe('My own')
  })

  it('and is the wrong file is refused before any work', async () => {
    const { host, at } = folderOf({ 'evening.aac': bare, 'cat.txt': 'A picture of a cat.' })
    const wrong = [
      [at('cat.txt'), 'unsupported'],
      [at('nowhere.json'), 'not-found'],
      [at('evening.aac'), 'unsupported'],
    ] as const
    for (const [sidecar, code] of wrong) {
      const events: string[] = []
      const call = async () => {
        const input = { paths: [at('evening.aac')], sidecars: [sidecar] }
        for await (const { type } of await host.api.imports.start(input)) events.push(type)
      }
      expect(await problemOf(call())).toMatchObject({ code })
      expect(events).toEqual([])
    }
    expect(await holdingsOf(host)).toEqual({ rows: [], folders: [], projects: [] })
  })
})
