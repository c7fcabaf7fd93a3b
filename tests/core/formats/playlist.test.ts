import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { misfit, parsePlaylist } from '#core/formats/playlist.ts'
import { unwrap } from '#core/problem.ts'
import { playlistOf } from '../../fixtures/chunks.ts'
import { fuzz } from '../../support/fuzz.ts'

const HEAD = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n'

describe('a playlist', () => {
  it('is read with its numbers, lengths and breaks', () => {
    const text = [
      '\uFEFF#EXTM3U',
      '#EXT-X-PLAYLIST-TYPE:EVENT',
      '#EXT-X-MEDIA-SEQUENCE:57',
      '#EXT-X-KEY:METHOD=NONE',
      '# a remark',
      '#EXTINF:2.987,',
      'https://example.com/live/a/chunk_1_57_a.aac?type=live#x',
      '',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-PROGRAM-DATE-TIME:2022-04-15T05:20:03Z',
      '#EXTINF:3',
      '..\\..\\live%2Fchunk_2%20b.aac',
      '#EXT-X-ENDLIST',
    ].join('\r\n')
    expect(unwrap(parsePlaylist(text))).toEqual({
      type: 'event',
      isEnded: true,
      segments: [
        { name: 'chunk_1_57_a.aac', seconds: 2.987, sequence: 57, isAfterBreak: false },
        { name: 'chunk_2 b.aac', seconds: 3, sequence: 58, isAfterBreak: true },
      ],
    })
    expect(unwrap(parsePlaylist(`${HEAD}#EXT-X-PLAYLIST-TYPE:VOD\n`)).type).toBe('vod')
  })

  it.each([
    ['unsupported', '#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8'],
    ['unsupported', '#EXTINF:3,\n#EXT-X-BYTERANGE:100@0\na.aac'],
    ['unsupported', '#EXT-X-MAP:URI="init.mp4"\n#EXTINF:3,\na.m4s'],
    ['unsupported', '#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXTINF:3,\na.aac'],
    ['not-audio', '#EXTINF:3,\na.aac\n#EXTINF:3,\nb/a.aac'],
    ['not-audio', '#EXTINF:3,\nhttps://example.com/live/'],
    ['not-audio', '#EXTINF:3,\n..'],
    ['not-audio', 'a.aac'],
    ['not-audio', '#EXTINF:-1,\na.aac'],
    ['not-audio', '#EXTINF:1e9,\na.aac'],
    ['not-audio', '#EXTINF:99999999,\na.aac'],
    ['not-audio', '#EXT-X-MEDIA-SEQUENCE:x'],
    ['not-audio', '#EXTINF:3,'],
  ])('is refused (%s): %s', (code, text) => {
    expect(parsePlaylist(HEAD + text)).toMatchObject({ ok: false, error: { code } })
  })

  it('is no text that does not begin as one', () => {
    for (const text of ['', 'a.aac', '#EXTINF:3,\na.aac', '\n#EXTM3U', '<html>'])
      expect(parsePlaylist(text)).toMatchObject({ ok: false, error: { code: 'not-audio' } })
  })

  it('fits chunks that it lists in their order, and no others', () => {
    const list = unwrap(parsePlaylist(playlistOf(['a', 'b', 'c', 'd'])))
    expect(misfit(list, ['a', 'b', 'c', 'd'])).toBeNull()
    expect(misfit(list, ['a', 'd'])).toBeNull()
    expect(misfit(list, ['b', 'a'])).toContain('another order')
    expect(misfit(list, ['a', 'b', 'x'])).toContain('only 2 of 3')
    expect(misfit(list, ['x'])).toContain('none')
  })

  it('whatever is done to it, is read or refused, and names nothing outside its folder', async () => {
    const lines = [
      ...['#EXTM3U', '#EXTINF:3.000,', '#EXTINF:', '#EXT-X-ENDLIST', '#EXT-X-MEDIA-SEQUENCE:7', ''],
      ...['#EXT-X-DISCONTINUITY', '#EXT-X-BYTERANGE:1', '#EXT-X-KEY:METHOD=NONE', '#EXT-X-PLAYLIST-TYPE:VOD'],
      ...[
        'chunk_1650000012345678901_42_a.aac',
        '../../etc/passwd',
        'C:\\x\\y.aac',
        '%2e%2e%2f%2e%2e',
        '%',
        '/',
      ],
      ...['https://example.com/a/b.aac?c=/d/e', 'file:///etc/passwd', '..', '.', '%00', '#', '\u2028'],
    ]
    const text = fc.oneof(
      fc.array(fc.constantFrom(...lines), { maxLength: 24 }).map((some) => ['#EXTM3U', ...some].join('\n')),
      fc
        .array(fc.oneof(fc.constantFrom(...lines), fc.string()), { maxLength: 12 })
        .map((some) => some.join('\r\n')),
      mutated(playlistOf(['chunk_1_1_a.aac', 'https://example.com/x/chunk_2_2_a.aac', 'c%20d.aac'])),
    )
    let read = 0
    const property = fc.property(text, (playlist) => {
      const parsed = parsePlaylist(playlist)
      if (!parsed.ok) return void expect(parsed.error.message).not.toBe('')
      read += 1
      for (const { name, seconds } of parsed.value.segments) {
        expect(name).not.toMatch(/[/\\\0]|^\.{0,2}$/)
        expect(seconds).toBeGreaterThanOrEqual(0)
      }
      expect(
        misfit(
          parsed.value,
          parsed.value.segments.map(({ name }) => name),
        ),
      ).toBe(parsed.value.segments.length === 0 ? 'names none of the chunks' : null)
    })
    await fuzz(property, 20_000)
    expect(read).toBeGreaterThan(100)
  })
})

/** A text with some characters replaced, doubled or taken out. */
function mutated(text: string): fc.Arbitrary<string> {
  const change = fc.record({ at: fc.nat(text.length - 1), take: fc.nat(3), put: fc.string({ maxLength: 3 }) })
  return fc.array(change, { maxLength: 4 }).map((changes) => {
    let changed = text
    for (const { at, take, put } of changes) changed = changed.slice(0, at) + put + changed.slice(at + take)
    return changed
  })
}
