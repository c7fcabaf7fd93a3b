import { expect, it } from 'vitest'
import { archiveLayout } from '#core/formats/archiveLayout.ts'

const layoutOf = (...paths: string[]) => archiveLayout(paths.map((path) => ({ path, bytes: 1 })))
const partsOf = (...paths: string[]) =>
  [...(layoutOf(...paths)?.media ?? [])].map(([id, parts]) => [id, parts.map(({ path }) => path)])

it.each(['', 'data/', 'twitter-2024-03/', 'twitter-2024-03/data/'])('finds things below “%s”', (top) => {
  const layout = layoutOf(
    `${top}account.js`,
    `${top}spaces-metadata.js`,
    `${top}spaces-metadata-part1.js`,
    `${top}spaces_media/space-1abcDEFghijkl_0.ts`,
    `${top}tweets_media/space-1abcDEFghijkl_0.ts`,
    `${top}tweets.js`,
  )
  expect(layout?.account?.path).toBe(`${top}account.js`)
  expect(layout?.metadata).toHaveLength(2)
  expect([...layout!.media.keys()]).toEqual(['1abcDEFghijkl'])
  expect(layout!.media.get('1abcDEFghijkl')).toHaveLength(1)
})

it('puts parts in the order of their numbers and keeps each once', () => {
  const at = (part: number) => `spaces_media/space-1abcDEFghijkl_${part}.ts`
  expect(partsOf(at(10), at(2), `data/${at(2)}`, at(0))).toEqual([
    ['1abcDEFghijkl', [at(0), `data/${at(2)}`, at(10)]],
  ])
})

it('knows a folder of media alone, and what is no archive', () => {
  expect(partsOf('space-1abcDEFghijkl_0.ts')).toHaveLength(1)
  expect(layoutOf('a/b/c/spaces_media/space-1abcDEFghijkl_0.ts', 'space-short_0.ts', 'x.mp3')).toBeNull()
})
