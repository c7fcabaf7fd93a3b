import { describe, expect, it } from 'vitest'
import { readSidecar } from '#core/formats/sidecar/readSidecar.ts'
import type { SpaceFacts } from '#core/formats/sidecar/spaceFacts.ts'
import { unwrap } from '#core/problem.ts'
import {
  ALICE,
  archiveAccountJs,
  archiveSpacesJs,
  audioSpace,
  BOB,
  CAPTIONS_TEXT,
  CAROL,
  caption,
  captionsLog,
  DAVE,
  infoJson,
  logLines,
  ntp,
  SPACE_ID,
  STARTED,
  spaceMetadata,
  twspaceDlJson,
} from './material.ts'

function factsOf(text: string, name = 'x.json'): SpaceFacts {
  const read = readSidecar(name, text)
  if (read === null) throw new Error('No sidecar')
  const [facts, ...others] = unwrap(read)
  expect(others).toEqual([])
  return facts!
}

const rolesOf = ({ people }: SpaceFacts) => people.map(({ handle, name, role }) => [handle ?? name, role])

describe('X’s description of a Space', () => {
  it('is read as twspace_dl writes it', () => {
    const facts = factsOf(twspaceDlJson())
    expect(facts).toMatchObject({
      origin: 'audio-space',
      spaceId: SPACE_ID,
      title: 'Rooms & tunes: “how to end”',
      startedAtUnixSeconds: STARTED,
      endedAtUnixSeconds: STARTED + 600,
      warnings: [],
    })
    expect(facts.people).toEqual([
      {
        key: `user:${ALICE.userId}`,
        ...ALICE,
        role: 'host',
        avatarUrl: 'https://pbs.twimg.com/profile_images/1001/face_normal.jpg',
      },
      expect.objectContaining({ ...CAROL, role: 'cohost' }),
      expect.objectContaining({ ...BOB, role: 'speaker' }),
      expect.objectContaining({ ...DAVE, role: 'listener' }),
    ])
  })

  it.each([
    ['without data', { audioSpace: audioSpace() }],
    ['bare', audioSpace()],
    ['with data, not named', { data: audioSpace() }],
  ])('is read %s', (_, json) => {
    expect(factsOf(JSON.stringify(json))).toEqual(factsOf(twspaceDlJson()))
  })

  it('is read as twspace-crawler’s metadata, which names the host alone', () => {
    for (const json of [spaceMetadata(), { metadata: spaceMetadata() }]) {
      const facts = factsOf(JSON.stringify(json))
      expect(facts).toMatchObject({ origin: 'audio-space', spaceId: SPACE_ID, startedAtUnixSeconds: STARTED })
      expect(rolesOf(facts)).toEqual([[ALICE.handle, 'host']])
    }
  })

  it('is read in the newer shape of accounts, and takes the first admin for the host where none made it', () => {
    const newer = spaceMetadata()
    const { legacy, ...result } = newer.creator_results.result
    const core = { name: legacy.name, screen_name: legacy.screen_name }
    expect(
      rolesOf(factsOf(JSON.stringify({ ...newer, creator_results: { result: { ...result, core } } }))),
    ).toEqual([[ALICE.handle, 'host']])
    const space = audioSpace()
    const { creator_results: _, ...metadata } = space.metadata
    expect(rolesOf(factsOf(JSON.stringify({ ...space, metadata }))).slice(0, 2)).toEqual([
      [CAROL.handle, 'host'],
      [ALICE.handle, 'cohost'],
    ])
  })

  it('keeps what is right of what is half wrong', () => {
    const space = audioSpace() as Record<string, unknown>
    const odd = {
      ...space,
      metadata: { ...spaceMetadata(), title: 7, started_at: '2023-03-01T18:00:00.250Z', ended_at: 1e300 },
      participants: {
        admins: null,
        speakers: [
          null,
          [],
          'bob',
          {},
          { periscope_user_id: 12, display_name: { a: 1 }, avatar_url: 'javascript:alert(1)' },
          { twitter_screen_name: '@Bob', display_name: ` \u0000 ${'x'.repeat(2000)}` },
          { twitter_screen_name: 'bob', display_name: 'Bob again' },
        ],
        listeners: { length: 3 },
      },
    }
    const facts = factsOf(JSON.stringify(odd))
    expect(facts).toMatchObject({ title: '7', startedAtUnixSeconds: STARTED, endedAtUnixSeconds: null })
    expect(facts.people.map(({ key, name, avatarUrl }) => [key, name?.length ?? 0, avatarUrl])).toEqual([
      ['account:1001', ALICE.name.length, expect.stringMatching(/^https/)],
      ['user:12', 0, null],
      ['handle:bob', 500, null],
    ])
  })

  it('is read as far as it goes where its end is missing', () => {
    const whole = twspaceDlJson()
    const cut = whole.slice(0, whole.indexOf('"speakers"') + 300)
    const facts = factsOf(cut)
    expect(facts).toMatchObject({ spaceId: SPACE_ID, startedAtUnixSeconds: STARTED })
    expect(rolesOf(facts).slice(0, 2)).toEqual(rolesOf(factsOf(whole)).slice(0, 2))
    expect(facts.warnings).toHaveLength(1)
  })

  it('harms nothing by the names it uses', () => {
    const evil = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"audioSpace":{
      "__proto__":{"metadata":{"rest_id":"${SPACE_ID}"}},"participants":{"speakers":[
      {"periscope_user_id":"__proto__","twitter_screen_name":"constructor","display_name":"toString"}]}}}`
    const facts = factsOf(evil)
    expect(facts).toMatchObject({ spaceId: null, people: [{ userId: '__proto__', handle: 'constructor' }] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('a captions log', () => {
  it('gives final captions, open mics and who is who', () => {
    const facts = factsOf(captionsLog(), `[alice_hosts][2303011800] Rooms (${SPACE_ID}) CC.jsonl`)
    expect(facts).toMatchObject({
      origin: 'captions-log',
      spaceId: SPACE_ID,
      startedAtUnixSeconds: null,
      warnings: [],
    })
    expect(facts.firstMessageUnixSeconds).toBeCloseTo(STARTED + 2, 2)
    expect(
      facts.captions.map(({ personKey, atUnixSeconds, text }) => [personKey, atUnixSeconds! - STARTED, text]),
    ).toEqual([
      [`user:${ALICE.userId}`, 5, 'Welcome everybody to the room'],
      [`user:${BOB.userId}`, 26.5, 'Hello, I am Bob'],
      [`user:${BOB.userId}`, 28, 'and I build things'],
      [`user:${CAROL.userId}`, 60, 'שלום לכולם'],
      [`user:${ALICE.userId}`, 100, '皆さん、こんにちは。'],
    ])
    expect(facts.people).toEqual([
      { key: `user:${ALICE.userId}`, ...ALICE, role: 'speaker', avatarUrl: null },
      { key: `user:${BOB.userId}`, ...BOB, role: 'speaker', avatarUrl: null },
      { key: `user:${CAROL.userId}`, ...CAROL, role: 'cohost', avatarUrl: null },
    ])
    const mics = facts.openMics.map(({ personKey, startUnixSeconds, endUnixSeconds }) => [
      personKey,
      Math.round(startUnixSeconds - STARTED),
      endUnixSeconds && Math.round(endUnixSeconds - STARTED),
    ])
    expect(mics).toEqual([
      [`user:${ALICE.userId}`, 2, null],
      [`user:${BOB.userId}`, 25, 40],
      [`user:${CAROL.userId}`, 50, 90],
    ])
  })

  it('is read past lines that are broken, cut off, marked, doubled or end as on Windows', () => {
    const lines = logLines()
    const text = `\ufeff${['no json', ...lines, ...lines, '{"kind":1,"payload":"{', 'null', lines[2]!.slice(0, 90)].join('\r\n')}`
    const { warnings, ...facts } = factsOf(text)
    const { warnings: none, ...clean } = factsOf(captionsLog())
    expect(facts).toEqual(clean)
    expect(none).toEqual([])
    expect(warnings).toEqual(['4 of 36 lines of the captions log could not be read and were left out.'])
  })

  it('takes a caption’s time from NTP, as text or number, where it has no other', () => {
    for (const value of [ntp(12.5), Number(ntp(12.5))]) {
      const line = JSON.parse(caption(BOB, 12.5, 'hello'))
      const payload = JSON.parse(line.payload)
      const { timestamp: _, ...body } = JSON.parse(payload.body)
      payload.body = JSON.stringify({ ...body, ntpForLiveFrame: value })
      payload.timestamp = -1
      const facts = factsOf(JSON.stringify({ ...line, payload: JSON.stringify(payload) }))
      expect(facts.captions[0]!.atUnixSeconds).toBeCloseTo(STARTED + 12.5, 2)
    }
  })

  it('knows somebody who is muted first to have been open from the start', () => {
    const lines = logLines().filter((line) => !line.includes('BroadcastingEvent\\\\\\":17'))
    const facts = factsOf(lines.join('\n'))
    const bob = facts.openMics.filter(({ personKey }) => personKey === `user:${BOB.userId}`)
    expect(bob.map(({ startUnixSeconds }) => Math.round(startUnixSeconds - STARTED))).toEqual([20])
  })

  it('may be empty', () => {
    expect(factsOf('', 'Rooms CC.jsonl')).toMatchObject({ origin: 'captions-log', captions: [], people: [] })
  })

  it('of 50 MB is read in time that grows with its length', () => {
    const captionLines = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        caption([ALICE, BOB, CAROL][i % 3]!, i / 10, `word ${i} `.repeat(20)),
      )
    const text = captionLines(56_000).join('\n')
    expect(text.length).toBeGreaterThan(45e6)
    const timed = (input: string) => {
      const from = performance.now()
      const facts = factsOf(input)
      return { facts, ms: performance.now() - from }
    }
    timed(text.slice(0, text.length / 10))
    const small = timed(text.slice(0, text.length / 10))
    const large = timed(text)
    expect(large.facts.captions).toHaveLength(56_000)
    expect(large.ms).toBeLessThan(Math.max(2_000, small.ms * 40))
  })
})

describe('captions as text', () => {
  it('are read with their times, and lines without one go on with the caption before', () => {
    const facts = factsOf(
      `\ufeff${CAPTIONS_TEXT.replaceAll('\n', '\r\n')}second line\n`,
      `Rooms (${SPACE_ID}) CC.txt`,
    )
    expect(facts).toMatchObject({ origin: 'captions-text', spaceId: SPACE_ID, warnings: [] })
    expect(
      facts.captions.map(({ personKey, offsetSeconds, text }) => [personKey, offsetSeconds, text]),
    ).toEqual([
      ['handle:alice_hosts', 5, 'Welcome everybody to the room'],
      ['handle:bobbuilds', 26, 'Hello, I am Bob'],
      ['handle:bobbuilds', 28, 'and I build things'],
      ['handle:carol_il', 60, 'שלום לכולם second line'],
    ])
  })

  it('without times tell who spoke, by the name of the file alone', () => {
    const text = 'alice_hosts: Welcome\nBobBuilds: Hello\n'
    expect(readSidecar('notes.txt', text)).toBeNull()
    const facts = factsOf(text, 'Rooms CC.txt')
    expect(rolesOf(facts)).toEqual([
      ['alice_hosts', 'speaker'],
      ['BobBuilds', 'speaker'],
    ])
    expect(facts.captions.every(({ offsetSeconds }) => offsetSeconds === null)).toBe(true)
    expect(facts.warnings).toHaveLength(1)
  })
})

describe('an .info.json', () => {
  it('gives title, host and the names in its description', () => {
    const facts = factsOf(infoJson())
    expect(facts).toMatchObject({
      origin: 'info-json',
      spaceId: SPACE_ID,
      title: 'Rooms & tunes: “how to end”',
      startedAtUnixSeconds: null,
      announcedAtUnixSeconds: Math.floor(STARTED),
    })
    expect(rolesOf(facts)).toEqual([
      [ALICE.handle, 'host'],
      [BOB.name, 'speaker'],
      [CAROL.name, 'speaker'],
    ])
  })

  it('names nobody where nobody came', () => {
    const json = { ...JSON.parse(infoJson()), description: 'Twitter Space participated by nobody yet' }
    expect(rolesOf(factsOf(JSON.stringify(json)))).toEqual([[ALICE.handle, 'host']])
  })
})

describe('an archive', () => {
  it('lists its Spaces with their sessions', () => {
    const [older, facts] = unwrap(readSidecar('spaces-metadata.js', archiveSpacesJs())!)
    expect(older).toMatchObject({ origin: 'archive-spaces', spaceId: '1oLdErAbCdEfG', sessions: [] })
    expect(facts).toMatchObject({ spaceId: SPACE_ID, title: null, endedAtUnixSeconds: STARTED + 600 })
    expect(facts!.announcedAtUnixSeconds).toBeCloseTo(STARTED - 2, 3)
    expect(facts!.people.map(({ accountId, role }) => [accountId, role])).toEqual([
      ['1001', 'host'],
      ['1003', 'cohost'],
      ['1002', 'speaker'],
    ])
    expect(
      facts!.sessions.map(({ personKey, startUnixSeconds, endUnixSeconds }) => [
        personKey,
        startUnixSeconds - STARTED,
        endUnixSeconds! - STARTED,
      ]),
    ).toEqual([
      ['account:1001', 2, 19],
      ['account:1002', 25, 40],
    ])
  })

  it.each([
    ['flat', (from: unknown, to: unknown) => ({ id: '7', startTime: from, endTime: to })],
    [
      'in a record',
      (from: unknown, to: unknown) => ({ speakerUserId: '7', session: { start: from, end: to } }),
    ],
    [
      'in a list',
      (from: unknown, to: unknown) => ({ user_id: '7', spoken: [{ startAtMs: from, stopAtMs: to }] }),
    ],
    [
      'oddly named',
      (from: unknown, to: unknown) => ({ theUserRestId: 7, s: [{ joinedAt: from, leftAt: to }] }),
    ],
  ])('is understood with sessions %s, in any unit', (_, speaker) => {
    const times: [unknown, unknown][] = [
      [1_677_693_600, 1_677_693_700],
      [1_677_693_600_000, 1_677_693_700_000],
      ['1677693600000', '1677693700000'],
      ['2023-03-01T18:00:00.000Z', '2023-03-01T20:01:40+02:00'],
      ['2023-03-01 18:00:00', '2023-03-01T18:01:40Z'],
    ]
    for (const [from, to] of times) {
      const list = [{ id: SPACE_ID, creatorUserId: 5, speakers: [speaker(from, to)] }]
      const facts = factsOf(`window.YTD.spaces_metadata.part0 = ${JSON.stringify(list)};\n`)
      expect(facts.sessions).toEqual([
        { personKey: 'account:7', startUnixSeconds: 1_677_693_600, endUnixSeconds: 1_677_693_700 },
      ])
    }
  })

  it('that breaks off is read up to there', () => {
    const text = archiveSpacesJs()
    const cut = text.slice(0, text.lastIndexOf('startedAt'))
    const spaces = unwrap(readSidecar('spaces-metadata.js', cut)!)
    expect(spaces.map(({ spaceId, warnings }) => [spaceId, warnings.length])).toEqual([
      ['1oLdErAbCdEfG', 0],
      [SPACE_ID, 1],
    ])
    expect(spaces[1]!.sessions).toHaveLength(1)
  })

  it('names its account', () => {
    expect(factsOf(archiveAccountJs(), 'account.js')).toMatchObject({
      origin: 'archive-account',
      spaceId: null,
      people: [{ accountId: '1001', handle: ALICE.handle, name: ALICE.name, role: 'unknown' }],
    })
  })

  it('may have no Space', () => {
    expect(readSidecar('spaces-metadata.js', 'window.YTD.spaces_metadata.part0 = [ ]')).toEqual({
      ok: true,
      value: [],
    })
  })
})

describe('what is no sidecar', () => {
  it.each([
    ['nothing', ''],
    ['prose', 'Notes: we met at 10:00 and talked.'],
    ['other JSON', '{"version":"1.0.0","segments":[{"speaker":"A","startTime":0,"body":"hi"}]}'],
    ['a package', '{"name":"x","version":"1.0.0","metadata":{"title":"t"},"participants":[]}'],
    ['a list', '[1,2,3]'],
    ['another log', '{"level":"info","msg":"hello"}\n{"level":"info","msg":"again"}'],
    ['tweets', 'window.YTD.tweets.part0 = [{"tweet":{"id":"1","full_text":"hi"}}]'],
    ['subtitles', '1\n00:00:10,000 --> 00:00:12,000\nalice: hello\n'],
    ['brackets', '['.repeat(100_000)],
    ['deep JSON', `${'{"audioSpace":'.repeat(50_000)}1`],
  ])('%s', (_, text) => {
    expect(readSidecar('beside.json', text)).toBeNull()
  })

  it('is a problem where only its name says that it is one', () => {
    expect(readSidecar('spaces-metadata.js', 'window.YTD')).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    })
  })
})
