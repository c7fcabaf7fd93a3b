import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EditedPassage } from '#core/episode/editedTranscript.ts'
import { editedTranscript } from '#core/episode/editedTranscript.ts'
import type { Speaker, Word } from '#core/episode/schema.ts'
import { isNamed, passageAt, wordAt } from '#renderer/editor/transcript/places.ts'
import { RowHeights } from '#renderer/editor/transcript/rowHeights.ts'
import { findHits, hitFrom } from '#renderer/editor/transcript/search.ts'
import { longEpisode } from '../../support/longEpisode.ts'

const ada = { id: 's1', name: 'Ada' } as Speaker
const ben = { id: 's2', name: 'Ben' } as Speaker

/** A passage of words of 100 samples each from `from` on. */
function said(from: number, words: readonly (string | Partial<Word>)[], speaker: Speaker | null = ada) {
  const placed = words.map(
    (word, i): Word => ({
      text: '',
      startSample: from + i * 100,
      endSample: from + (i + 1) * 100,
      ...(typeof word === 'string' ? { text: word } : word),
    }),
  )
  const to = from + words.length * 100
  const passage = { id: `p${from}`, recordingId: 'r', speakerId: null, origin: 'imported' as const }
  return {
    from,
    to,
    speaker,
    words: placed,
    heard: placed,
    passage: { ...passage, startSample: from, endSample: to, words: placed },
  } satisfies EditedPassage
}

describe('where the playhead is', () => {
  const passages = [said(100, ['one', 'two']), said(1_000, ['three'], ben), said(1_100, ['four'], ben)]

  it('is the passage and the word that began last', () => {
    expect([0, 100, 999, 1_000, 1_099, 1_100, 9_000_000].map((at) => passageAt(passages, at))).toEqual([
      -1, 0, 0, 1, 1, 2, 2,
    ])
    expect([0, 100, 199, 200, 5_000].map((at) => wordAt(passages[0]!.words, at))).toEqual([-1, 0, 0, 1, 1])
    expect(passageAt([], 5)).toBe(-1)
  })

  it('names a person where they begin, and again after a pause', () => {
    const later = said(1_200 + 21 * 48_000, ['five'], ben)
    const nobody = said(later.to, ['six'], null)
    const all = [...passages, later, nobody]
    expect(all.map((_, index) => isNamed(all, index))).toEqual([true, true, false, true, true])
  })
})

describe('searching', () => {
  const passages = [
    said(0, ['Das', 'Café', 'im', 'Café.']),
    said(1_000, ['你', { text: '好', before: '' }, { text: '吗', before: '' }]),
    said(2_000, ['well-known', { text: 'cafés', before: '\n' }]),
  ]

  it('finds words, parts of words and words in a row, whatever their capitals and accents', () => {
    expect(findHits(passages, 'cafe')).toEqual([
      { passage: 0, first: 1, last: 1 },
      { passage: 0, first: 3, last: 3 },
      { passage: 2, first: 1, last: 1 },
    ])
    expect(findHits(passages, '  CAFÉ   IM ')).toEqual([{ passage: 0, first: 1, last: 2 }])
    expect(findHits(passages, '好吗')).toEqual([{ passage: 1, first: 1, last: 2 }])
    expect(findHits(passages, 'known')).toEqual([{ passage: 2, first: 0, last: 0 }])
    expect(findHits(passages, 'caf im')).toEqual([])
    expect(findHits(passages, '   ')).toEqual([])
  })

  it('begins at a place and starts over behind the last hit', () => {
    const hits = findHits(passages, 'cafe')
    expect([hitFrom(hits, 0, 0), hitFrom(hits, 0, 2), hitFrom(hits, 1, 0), hitFrom(hits, 2, 9)]).toEqual([
      0, 1, 2, 0,
    ])
    expect(hitFrom([], 0, 0)).toBe(-1)
  })

  it('finds every place that the joined text has, for any text', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'Ä', '好'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), word, (words, query) => {
        const fold = (text: string) =>
          text
            .normalize('NFKD')
            .replaceAll(/[\u0300-\u036f]/g, '')
            .toLowerCase()
        const count = fold(words.join(' ')).split(fold(query)).length - 1
        const hits = findHits([said(0, words)], query)
        expect(hits).toHaveLength(count)
        for (const { first, last } of hits)
          expect(fold(words.slice(first, last + 1).join(' '))).toContain(fold(query))
      }),
    )
  })

  it('takes 50,000 words in its stride', () => {
    const passages = editedTranscript(longEpisode('e', 'm', { segments: 1_000, clips: 1_000 }))
    const start = performance.now()
    findHits(passages, 'nobody says this')
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('heights of rows', () => {
  it('are sums of what is known, after any measurements', () => {
    const height = fc.integer({ min: 1, max: 200 })
    const change = fc.tuple(fc.nat(), height)
    fc.assert(
      fc.property(
        fc.array(height, { minLength: 1, maxLength: 60 }),
        fc.array(change, { maxLength: 20 }),
        fc.integer({ min: -50, max: 9_000 }),
        (estimates, changes, y) => {
          const rows = new RowHeights(estimates)
          const heights = [...estimates]
          for (const [at, measured] of changes) {
            const index = at % heights.length
            expect(rows.measure(index, measured)).toBe(measured - heights[index]!)
            heights[index] = measured
            rows.top(index)
          }
          const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, one) => sum + one, 0))
          expect(heights.map((_, i) => rows.top(i))).toEqual(tops)
          expect(rows.total).toBe(tops.at(-1)! + heights.at(-1)!)
          expect(rows.indexAt(y)).toBe(
            Math.max(
              0,
              tops.findLastIndex((top) => top <= y),
            ),
          )
        },
      ),
    )
    expect(new RowHeights([]).indexAt(3)).toBe(-1)
  })

  it('take no note of less than half a pixel', () => {
    const rows = new RowHeights([20])
    expect(rows.measure(0, 20.4)).toBe(0)
    expect(rows.total).toBe(20)
  })
})
