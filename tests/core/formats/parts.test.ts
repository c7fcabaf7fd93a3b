/** Files behind one another in one scan: what is broken in one does not reach into the next. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { createAdtsScanner } from '#core/formats/adts.ts'
import { chunkSound } from '#core/formats/chunk-sound.ts'
import { makeSpace } from '../../fixtures/space.ts'

let bytes: Uint8Array
beforeAll(async () => {
  bytes = (await makeSpace({ durationSeconds: 6 })).bytes
})

it('have as much sound as each has alone, wherever they were cut', () => {
  const cuts = fc.array(fc.nat(bytes.length), { maxLength: 6 }).map((places) => places.sort((a, b) => a - b))
  fc.assert(
    fc.property(cuts, (places) => {
      const parts = [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length))
      const scanner = createAdtsScanner()
      let samples = 0
      const ends = parts.map((part) => {
        scanner.push(part)
        samples += chunkSound(part).samples
        expect(scanner.endPart()).toBe(samples)
        return samples
      })
      expect(scanner.end().durationSamples).toBe(ends.at(-1))
    }),
  )
})

it('of a cut tag loses that tag, not the sound of the next file', () => {
  const from = Buffer.from(bytes).indexOf('ID3', 2000)
  const [first, second] = [bytes.subarray(0, from + 200), bytes.subarray(from)]
  const scanner = createAdtsScanner()
  scanner.push(first)
  const end = scanner.endPart()
  scanner.push(second)
  expect(scanner.end().durationSamples - end).toBe(chunkSound(second).samples)
})

it('tells silence from sound, and a whole chunk from a cut one', () => {
  expect(chunkSound(bytes)).toMatchObject({ isSteady: false, isCut: false })
  expect(chunkSound(bytes.subarray(0, bytes.length - 5)).isCut).toBe(true)
  expect(chunkSound(new Uint8Array())).toMatchObject({ samples: 0 })
  const frame = [255, 0xf1, 0x4c, 0x80, 1, 0x7f, 0xfc, 1, 2, 3, 4]
  expect(chunkSound(Uint8Array.from([...frame, ...frame, ...frame]))).toEqual({
    samples: 3072,
    isCut: false,
    isSteady: true,
  })
})
