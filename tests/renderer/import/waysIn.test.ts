import { describe, expect, it } from 'vitest'
import type { Brought } from '#core/contract/imports.ts'
import { offerDrop, registerDropHandler } from '#renderer/import/dropHandlers.ts'
import { importSummary } from '#renderer/import/importSummary.ts'
import { matchesSpace, spaceFacts, spaceName, spacePeople } from '#renderer/import/spaces.ts'
import { waysIn, withChunkFolders } from '#renderer/import/waysIn.ts'

const brought = (type: Brought['type'], name: string): Brought => ({
  path: `/in/${name}`,
  name,
  type,
  description: type,
  problem: type === 'unknown' ? { code: 'not-audio', message: `${name} is no audio.`, hint: '' } : null,
})
const told = (...all: Brought[]) =>
  waysIn(all).map((way) => (way.type === 'refuse' ? way.problem.message : way.type))

describe('what was brought', () => {
  it('is imported with what tells of it', () => {
    const [way, ...more] = waysIn([brought('sidecar', 'a.json'), brought('chunks', 'room')])
    expect(more).toEqual([])
    expect(way).toMatchObject({ type: 'import', recording: { name: 'room' }, sidecars: ['/in/a.json'] })
  })

  it('is asked about when it is several, in the order that numbers have', () => {
    const [way] = waysIn([brought('recording', 'part 10.ts'), brought('recording', 'part 2.ts')])
    expect(way).toMatchObject({
      type: 'several',
      recordings: [{ name: 'part 2.ts' }, { name: 'part 10.ts' }],
    })
  })

  it('of all kinds is all taken', () => {
    const all = (['recording', 'archive', 'unknown', 'pack', 'archive'] as const).map((type, i) =>
      brought(type, `${i}`),
    )
    expect(told(...all)).toEqual(['pack', 'archive', 'archive', 'import', '2 is no audio.'])
  })

  it('is explained where it cannot be taken by itself', () => {
    expect(told(brought('speech', 'a.vtt'))).toEqual(['“a.vtt” (speech) belongs into an episode.'])
    expect(told(brought('sidecar', 'a.json'))).toEqual(['“a.json” tells of a recording, and is none.'])
    expect(told(brought('recording', 'a.ts'), brought('speech', 'a.vtt'))).toEqual([
      'import',
      '“a.vtt” (speech) belongs into an episode.',
    ])
    expect(told(...['a', 'b', 'c', 'd', 'e'].map((name) => brought('unknown', name)))).toEqual([
      'None of these files is something that Afterspace can open.',
    ])
    expect(
      told(brought('recording', 'x'), ...['a', 'b', 'c', 'd'].map((n) => brought('unknown', n))),
    ).toEqual(['import', '“a”, “b”, “c” and 1 more are nothing that Afterspace can open.'])
  })

  it('as the loose chunks of a folder is the folder', () => {
    const chunk = (folder: string, number: number) => `${folder}chunk_1700000000000000000_${number}_a.aac`
    expect(
      withChunkFolders([chunk('/up/x/', 1), '/up/x/CC.jsonl', chunk('/up/x/', 2), '/up/x/list.m3u8']),
    ).toEqual(['/up/x', '/up/x/CC.jsonl'])
    expect(withChunkFolders([chunk('C:\\x\\', 1), chunk('C:\\x\\', 2), 'C:\\y\\talk.ts'])).toEqual([
      'C:\\x',
      'C:\\y\\talk.ts',
    ])
    expect(withChunkFolders([chunk('/up/x/', 1), '/up/x/list.m3u8'])).toHaveLength(2)
  })
})

describe('who takes what was brought', () => {
  it('is the latest that wants it, until it goes', () => {
    const seen: string[] = []
    const all = [brought('speech', 'a.vtt')]
    const handler = (name: string, takes: boolean) =>
      registerDropHandler((given) => {
        seen.push(`${name} ${given[0]!.name}`)
        return takes
      })
    expect(offerDrop(all)).toBe(false)
    const stops = [handler('first', true), handler('second', false)]
    expect(offerDrop(all)).toBe(true)
    expect(seen).toEqual(['second a.vtt', 'first a.vtt'])
    for (const stop of stops) stop()
    expect(offerDrop(all)).toBe(false)
    expect(seen).toHaveLength(2)
  })
})

describe('what is said after imports', () => {
  const made = (name: string, ...warnings: string[]) => ({ name, projectId: `p-${name}`, warnings })
  const failed = (name: string, code: 'not-audio' | 'cancelled' = 'not-audio') => ({
    name,
    problem: { code, message: 'No sound.', hint: 'Look.' },
  })
  it('opens the one project, and tells what to know of it', () => {
    expect(importSummary([made('a', 'One.', 'Two.')], 1)).toEqual({
      said: 'Imported a.',
      openProjectId: 'p-a',
      problem: { code: 'unreadable', message: 'One.', hint: 'Two.' },
    })
    expect(importSummary([failed('a')], 1)).toMatchObject({
      openProjectId: null,
      problem: { message: 'No sound.' },
    })
    expect(importSummary([failed('a', 'cancelled')], 1)).toEqual({
      said: 'Import cancelled.',
      openProjectId: null,
      problem: null,
    })
  })
  it('counts several, and names those that failed', () => {
    expect(importSummary([made('a'), failed('b'), made('c')], 3)).toMatchObject({
      said: 'Imported 2 of 3.',
      openProjectId: null,
      problem: { message: '“b” was not imported: No sound.' },
    })
    expect(importSummary([failed('a'), failed('b'), failed('c')], 3).problem).toMatchObject({
      message: '3 of 3 were not imported. “a”: No sound.',
      hint: 'The others: “b”, “c”.',
    })
    expect(importSummary([made('a'), failed('b', 'cancelled')], 5).said).toBe(
      'Import cancelled. 1 of 5 were imported before.',
    )
    expect(importSummary([made('a', 'X.'), made('b', 'Y.')], 2).problem).toMatchObject({
      message: '“a”: X.',
      hint: '“b”: Y.',
    })
  })
})

describe('a Space of an archive', () => {
  const space = {
    id: '1abc',
    title: null,
    startedAtUnixSeconds: 1_709_316_000,
    seconds: 5400,
    hosts: ['@ada', '99'],
    speakers: ['@ada', '@ben', '7'],
    hasMedia: true,
    bytes: 61_000_000,
    parts: 1,
  }
  it('is named by its date where it has no title, and tells what is known', () => {
    expect(spaceName(space)).toMatch(/^Space of Mar 1, 2024/)
    expect(spaceName({ ...space, startedAtUnixSeconds: null })).toBe('Space 1abc')
    expect(spaceFacts(space)).toBe('1 h 30 min · 61.0 MB')
    expect(spaceFacts({ ...space, title: 'Talk', hasMedia: false })).toMatch(/^Mar 1, 2024.* · 1 h 30 min$/)
    expect(spaceFacts({ ...space, startedAtUnixSeconds: null, seconds: null })).toBe(
      '61.0 MB · the archive tells nothing else of it',
    )
    expect(spacePeople(space)).toBe('Hosted by @ada with @ben')
    expect(spacePeople({ ...space, hosts: ['99'], speakers: [] })).toBe('')
  })
  it('is found by any of that', () => {
    for (const query of ['', 'mar 2024', '@BEN', '1abc', 'ada 30'])
      expect(matchesSpace(space, query)).toBe(true)
    expect(matchesSpace(space, 'april')).toBe(false)
  })
})
