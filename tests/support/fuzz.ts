/** Many cases from a seed, which is printed, so that a failure can be had again. */
import fc from 'fast-check'
import { expect } from 'vitest'

/** The seed where nobody asks for another: what a change broke must not depend on luck. */
const USUAL_SEED = 20_261_125

/** The seed of this run: `FUZZ_SEED`, a new one for `FUZZ_SEED=random`, or the usual one. */
export function fuzzSeed(label = expect.getState().currentTestName): number {
  const asked = process.env.FUZZ_SEED ?? USUAL_SEED
  const seed = asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked)
  console.log(`${label}: FUZZ_SEED=${seed}`)
  return seed
}

/** Asks for a property over `numRuns` cases. */
export async function fuzz<T>(property: fc.IRawProperty<T>, numRuns: number): Promise<void> {
  await fc.assert(property, { numRuns, seed: fuzzSeed() })
}
