import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Chunk, chunkHoles, orderChunks, parseChunkName } from '#core/formats/chunks.ts'
import { fuzz } from '../../support/fuzz.ts'

const START = 1_650_000_000
const SAMPLES = 144_000

function chunk(index: number, changes: Partial<Chunk> = {}): Chunk {
  const unixSeconds = changes.unixSeconds ?? START + index * 3
  return {
    name: `chunk_${BigInt(Math.round(unixSeconds * 1e6)) * 1000n}_${index}_a.aac`,
    index,
    unixSeconds,
    samples: SAMPLES,
    hash: `${unixSeconds}/${index}`,
    isSteady: false,
    ...changes,
  }
}

const row = (from: number, to: number, startSeconds = START) =>
  Array.from({ length: to - from }, (_, i) => chunk(from + i, { unixSeconds: startSeconds + i * 3 }))
const indices = (chunks: readonly Chunk[]) => chunks.map(({ index }) => index)

describe('names of chunks', () => {
  it('are read, copies included', () => {
    const name = 'chunk_1650000012345678901_42_a.aac'
    expect(parseChunkName(name)).toMatchObject({ name, index: 42 })
    expect(parseChunkName(name)!.unixSeconds).toBeCloseTo(1_650_000_012.345_678, 5)
    for (const copy of [' (1)', '(2)', ' copy', ' copy 3', ' - Copy', ' - Copy (2)'])
      expect(parseChunkName(name.replace('_a', `_a${copy}`))?.index).toBe(42)
  })

  it.each([
    'chunk_1_2_a.aac',
    'chunk_1650000012345678901_a.aac',
    'xchunk_1650000012345678901_1_a.aac',
    'a.aac',
    '',
  ])('are not what only looks alike: %s', (name) => expect(parseChunkName(name)).toBeNull())
})

describe('the order of chunks', () => {
  it('is that of their numbers, which as text would be another', () => {
    const { ordered, repeated, outOfOrder } = orderChunks(row(0, 120).toReversed())
    expect(indices(ordered)).toEqual(Array.from({ length: 120 }, (_, i) => i))
    expect({ repeated: repeated.length, outOfOrder }).toEqual({ repeated: 0, outOfOrder: 0 })
  })

  it('is that of their numbers also where a few clocks are wrong, and counts those', () => {
    const chunks = row(0, 20)
    chunks[4] = chunk(4, { unixSeconds: START + 45 })
    chunks[11] = chunk(11, { unixSeconds: START - 8 })
    const { ordered, outOfOrder } = orderChunks(chunks)
    expect(indices(ordered)).toEqual(indices(row(0, 20)))
    expect(outOfOrder).toBe(2)
  })

  it('is that of clocks where the numbers began anew, whether or not a number comes twice', () => {
    const again = [...row(0, 6, START + 3600), ...row(0, 9)]
    expect(indices(orderChunks(again).ordered)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5])
    const apart = [...row(0, 5, START + 3600), ...row(50, 60)]
    expect(indices(orderChunks(apart).ordered)).toEqual([
      50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 0, 1, 2, 3, 4,
    ])
  })

  it('keeps one chunk of each number, the one with most sound, and one of the same bytes', () => {
    const cut = chunk(2, { samples: 1024, unixSeconds: START + 5.9, hash: 'cut' })
    const copy = chunk(4, { hash: chunk(3).hash })
    const { ordered, repeated } = orderChunks([...row(0, 4), copy, cut])
    expect(ordered).toEqual(row(0, 4))
    expect(new Set(repeated)).toEqual(new Set([cut, copy]))
  })

  it('keeps silence, whose bytes are always the same', () => {
    const silence = row(0, 5).map((one) => ({ ...one, hash: 'silence', isSteady: true }))
    expect(orderChunks(silence).ordered).toEqual(silence)
  })

  it('depends on the set of chunks alone, loses none and doubles none', async () => {
    const some = fc.array(
      fc.record({
        index: fc.integer({ min: 0, max: 40 }),
        unixSeconds: fc.integer({ min: 0, max: 400 }).map((tenths) => START + tenths / 2),
        samples: fc.constantFrom(1024, 72_704, SAMPLES),
        hash: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'),
        isSteady: fc.boolean(),
      }),
      { maxLength: 60 },
    )
    const property = fc.property(some, fc.infiniteStream(fc.nat()), (fields, numbers) => {
      const chunks = fields.map((field, place) => chunk(field.index, { ...field, name: `c${place}` }))
      const shuffled = chunks
        .map((one) => ({ one, at: numbers.next().value! }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      const order = orderChunks(chunks)
      expect(orderChunks(shuffled)).toEqual(order)
      expect(new Set([...order.ordered, ...order.repeated])).toEqual(new Set(chunks))
      expect(order.ordered.length + order.repeated.length).toBe(chunks.length)
      const holes = chunkHoles(order.ordered)
      for (const { before, seconds } of holes) {
        expect(seconds).toBeGreaterThan(0)
        expect(before).toBeGreaterThan(0)
        expect(before).toBeLessThan(order.ordered.length)
      }
    })
    await fuzz(property, 20_000)
  })
})

describe('holes between chunks', () => {
  it('are found by numbers, as long as the clocks say', () => {
    const chunks = [...row(0, 3), ...row(5, 9, START + 16)]
    expect(chunkHoles(chunks)).toEqual([{ before: 3, chunks: 2, seconds: 7 }])
    // A clock that makes no sense: two chunks are two chunks.
    const odd = [...row(0, 3), ...row(5, 9, START + 3600)]
    expect(chunkHoles(odd)).toEqual([{ before: 3, chunks: 2, seconds: 6 }])
  })

  it('are found by clocks alone, but not by one that is late', () => {
    expect(chunkHoles([...row(0, 3), ...row(3, 6, START + 69)])).toEqual([
      { before: 3, chunks: 0, seconds: 60 },
    ])
    const late = row(0, 6)
    late[3] = chunk(3, { unixSeconds: START + 11 })
    expect(chunkHoles(late)).toEqual([])
    expect(
      chunkHoles(row(0, 50).map((one) => ({ ...one, unixSeconds: one.unixSeconds + (one.index % 3) / 4 }))),
    ).toEqual([])
  })

  it('are those of a list, also before the first chunk and after the last', () => {
    const absent = [0, 0, 3, 6].map((before) => ({ before, seconds: 2.5 }))
    const chunks = [...row(2, 5), ...row(6, 9, START + 12)]
    expect(chunkHoles(chunks, absent)).toEqual([
      { before: 0, chunks: 2, seconds: 5 },
      { before: 3, chunks: 1, seconds: 3 },
      { before: 6, chunks: 1, seconds: 2.5 },
    ])
  })
})
