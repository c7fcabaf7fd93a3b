import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstIndex } from '#core/firstIndex.ts'

it('finds the first item that is behind, or the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 })),
      fc.integer({ min: -1, max: 31 }),
      (values, limit) => {
        const ascending = values.toSorted((a, b) => a - b)
        const found = ascending.findIndex((value) => value > limit)
        expect(firstIndex(ascending.length, (index) => ascending[index]! > limit)).toBe(
          found < 0 ? ascending.length : found,
        )
      },
    ),
  )
})

it('asks about as often as halving takes', () => {
  let asked = 0
  expect(
    firstIndex(1 << 20, (index) => {
      asked++
      return index >= 777_777
    }),
  ).toBe(777_777)
  expect(asked).toBeLessThanOrEqual(21)
})
