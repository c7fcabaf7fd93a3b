/** Bytes gone wrong, for readers of binary formats. */
import { fuzzSeed } from './fuzz.ts'
import { mutateBytes, randomFrom } from './mutate.ts'

const CASES = 20_000

/** Runs `read` over damaged versions of `samples`. */
export function damaged(samples: readonly Uint8Array[], read: (bytes: Uint8Array) => void): void {
  const random = randomFrom(fuzzSeed())
  for (let i = 0; i < CASES; i++) read(mutateBytes(samples[i % samples.length]!, random))
}
