/** Finding words in the transcript. Pure; capitals and accents do not count. */
import type { EditedPassage } from '#core/episode/editedTranscript.ts'
import { firstIndex } from '#core/firstIndex.ts'

/** Words `[first, last]` of a passage, by index. */
export interface Hit {
  readonly passage: number
  readonly first: number
  readonly last: number
}

/** More hits than anybody goes through one by one. */
const MOST_HITS = 10_000

/** All places where `query` stands, in order; also across words, as they are written. None for an empty query. */
export function findHits(passages: readonly EditedPassage[], query: string): Hit[] {
  const wanted = folded(query).trim().replaceAll(/\s+/g, ' ')
  const hits: Hit[] = []
  if (wanted === '') return hits
  for (const [passage, { words }] of passages.entries()) {
    let text = ''
    const starts = words.map((word, index) => {
      if (index > 0) text += folded(word.before ?? ' ')
      const start = text.length
      text += folded(word.text)
      return start
    })
    const wordOf = (at: number) => firstIndex(starts.length, (index) => starts[index]! > at) - 1
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      hits.push({ passage, first: wordOf(at), last: wordOf(at + wanted.length - 1) })
      if (hits.length >= MOST_HITS) return hits
    }
  }
  return hits
}

/** The first hit from a word on; the first of all behind the last one; -1 without any. */
export function hitFrom(hits: readonly Hit[], passage: number, word: number): number {
  const index = hits.findIndex(
    (hit) => hit.passage > passage || (hit.passage === passage && hit.last >= word),
  )
  return index < 0 && hits.length > 0 ? 0 : index
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}
