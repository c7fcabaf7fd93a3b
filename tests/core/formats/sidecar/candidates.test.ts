import { describe, expect, it } from 'vitest'
import { sidecarCandidates } from '#core/formats/sidecar/candidates.ts'
import { spaceIdOf } from '#core/formats/sidecar/spaceIdOf.ts'

const ID = '1vOxwAbCdEfGh'

describe('the id of a Space in a file’s name', () => {
  it.each([
    [`space-${ID}_0.ts`, ID],
    [`data/spaces_media/space-${ID}_0.ts`, ID],
    [`C:\\archive\\space-${ID}.ts`, ID],
    ['space-1demoafterspc_0.ts', '1demoafterspc'],
    [`[alice][2303011800] Title (${ID}).m4a`, ID],
    [`[alice][2303011800] Title (${ID}) CC.jsonl`, ID],
    [`Rooms & tunes [${ID}].m4a`, ID],
    [`Rooms & tunes [${ID}].info.json`, ID],
    [`(alice)Rooms-${ID}.m4a`, ID],
    [`${ID}.json`, ID],
    [`x_${ID}_y.m4a`, ID],
    [`Part (1vOxwAbCdEfG1) of (${ID}).m4a`, ID],
    ['space-1abc_0.ts', null],
    ['chunk_1633612299669000000_12_a.aac', null],
    ['call 1633612299669.wav', null],
    ['(1633612299669).wav', null],
    ['my-interview2024.mp3', null],
    ['[extraordinary] talk.mp3', null],
    ['1st-anniversary-show.mp3', null],
    [`x${ID}y.m4a`, null],
    ['', null],
  ])('%s', (name, id) => {
    expect(spaceIdOf(name)).toBe(id)
  })

  it('is looked for in no time in a name that is too long', () => {
    expect(spaceIdOf('-1a'.repeat(500_000))).toBeNull()
  })
})

describe('what may be a sidecar', () => {
  it('has the recording’s stem or its id, or is an archive’s', () => {
    const recording = `[alice][2303011800] Tïtle (${ID}).m4a`
    const stem = recording.slice(0, -4)
    const yes = [
      `${stem} CC.jsonl`,
      `${stem} CC.txt`,
      `${stem}.json`,
      `${stem.toUpperCase()}.INFO.JSON`,
      `${stem.normalize('NFD')}.info.json`,
      `${recording}.json`,
      `${ID}.json`,
      `(alice)Other title-${ID}.json`,
      'spaces-metadata.js',
      '../account.js',
      '..\\spaces-metadata-part1.js',
    ]
    const no = [
      recording,
      `${stem}.m3u8`,
      `${stem}.jpg`,
      `(bob)Another-1oLdErAbCdEfG.json`,
      'package.json',
      'Title.json',
      `../${stem}.json`,
      'account.json',
      'tweets.js',
    ]
    expect(sidecarCandidates(recording, [...no, ...yes])).toEqual(yes)
  })

  it('is found beside a recording of an archive, and beside one without an id', () => {
    expect(sidecarCandidates(`space-${ID}_0.ts`, ['../spaces-metadata.js', `${ID}.json`, 'x.json'])).toEqual([
      '../spaces-metadata.js',
      `${ID}.json`,
    ])
    expect(
      sidecarCandidates('my show.mp3', ['my show.json', 'my show.mp3', 'my show 2.json', 'my show.txt']),
    ).toEqual(['my show.json', 'my show.txt'])
  })
})
