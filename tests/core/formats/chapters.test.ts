import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { episodeChapters } from '#core/formats/chapters.ts'
import { writeFfmetadata } from '#core/formats/ffmetadata.ts'
import { episodeOf, read, recording } from '../plan/documents.ts'

function edited(episode: Episode, ...commands: EditCommand[]): Episode {
  return commands.reduce((current, command) => {
    const next = applyCommand(current, command)
    if (!next.ok) throw new Error(next.error.message)
    return next.value
  }, episode)
}

const marker = (sample: number, title: string): EditCommand => ({
  type: 'addMarker',
  mediaId: 'm0',
  sample,
  title,
})
const base = episodeOf([recording('m0', 2_000_000)])

describe('chapters', () => {
  it('follow the timeline: cut markers are left out, reads interrupt, the rest closes up', () => {
    const episode = edited(
      base,
      marker(0, 'Welcome'),
      marker(600_000, 'Cut away'),
      marker(1_200_000, 'Questions'),
      { type: 'cut', from: 500_000, to: 700_000 },
      { type: 'placeRead', media: read('r0', 160_000), at: 1_400_000, gainDb: 0 },
    )
    expect(episodeChapters(episode, { readTitle: () => 'Sponsor: Brand' })).toEqual([
      { start: 0, end: 1_000_000, title: 'Welcome' },
      { start: 1_000_000, end: 1_400_000, title: 'Questions' },
      { start: 1_400_000, end: 1_560_000, title: 'Sponsor: Brand' },
      { start: 1_560_000, end: 1_960_000, title: 'Questions' },
    ])
  })

  it('begin at 0 with the episode, and are shifted by a range', () => {
    const episode = edited(base, marker(800_000, 'Middle'))
    expect(episodeChapters(episode, { range: { from: 200_000, to: 1_800_000 } })).toEqual([
      { start: 0, end: 600_000, title: 'Test episode' },
      { start: 600_000, end: 1_600_000, title: 'Middle' },
    ])
    expect(episodeChapters(base)).toEqual([])
  })

  it('have neither holes nor overlaps, whatever the markers', () => {
    const places = fc.array(fc.nat(1_999_999), { maxLength: 12 })
    fc.assert(
      fc.property(places, places, (marks, reads) => {
        const episode = edited(
          base,
          ...marks.map((at, i) => marker(at, `Marker ${i}`)),
          ...reads.map(
            (at): EditCommand => ({ type: 'placeRead', media: read('r0', 60_000), at, gainDb: 0 }),
          ),
        )
        const chapters = episodeChapters(episode)
        if (marks.length + reads.length === 0) return
        expect(chapters[0]!.start).toBe(0)
        expect(chapters.at(-1)!.end).toBe(episodeDuration(episode))
        for (let i = 1; i < chapters.length; i++) expect(chapters[i]!.start).toBe(chapters[i - 1]!.end)
        for (const { start, end } of chapters) expect(end).toBeGreaterThan(start)
      }),
    )
  })
})

describe('FFMETADATA', () => {
  it('escapes what its syntax uses and leaves out empty tags', () => {
    const text = writeFfmetadata({ title: 'a=b;c#d\\e', album: '', comment: 'one\r\ntwo\u0000' }, [
      { start: 0, end: 480, title: 'x=1' },
    ])
    expect(text).toBe(
      ';FFMETADATA1\ntitle=a\\=b\\;c\\#d\\\\e\ncomment=one\\\ntwo\n[CHAPTER]\nTIMEBASE=1/48000\nSTART=0\nEND=480\ntitle=x\\=1\n',
    )
  })
})
