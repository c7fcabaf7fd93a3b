/** Many cases from a seed, which is printed, so that a failure can be had again. */
import fc from 'fast-check'
import { expect } from 'vitest'

/** The seed of this run: `FUZZ_SEED`, or a new one. */
export function fuzzSeed(label = expect.getState().currentTestName): number {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`${label}: FUZZ_SEED=${seed}`)
  return seed
}

/** Asks for a property over `numRuns` cases. */
export async function fuzz<T>(property: fc.IRawProperty<T>, numRuns: number): Promise<void> {
  await fc.assert(property, { numRuns, seed: fuzzSeed() })
}
