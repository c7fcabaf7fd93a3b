/** Reads damaged sidecars of one family by the thousand. */
import { expect, it } from 'vitest'
import { fuzzSeed } from '../../../support/fuzz.ts'
import { mutateJson, mutateText, pick, type Random, randomFrom } from '../../../support/mutate.ts'
import { saneEpisode, saneFacts } from './sane.ts'

export interface GoodFile {
  readonly name: string
  readonly text: string
  /** Damages the values of a file; where it is left out, the file is one JSON. */
  readonly mutate?: (text: string, random: Random) => string
}

const CASES = 20_000

/** A test that damages each file's text or its values, and asks that what is read is sane, and not always nothing. */
export function fuzzSidecars(family: string, files: readonly GoodFile[]): void {
  it(`survives ${CASES} damaged files and makes good episodes of them`, () => {
    const random = randomFrom(fuzzSeed(family))
    let understood = 0
    for (let place = 0; place < CASES; place++) {
      const { name, text, mutate = mutateJson } = pick(files, random)
      const damaged = random() < 0.5 ? mutateText(text, random) : mutate(text, random)
      const sidecars = saneFacts(name, damaged)
      if (sidecars.length === 0) continue
      understood++
      const durationSamples = 1 + Math.floor(random() * 600 * 48_000)
      saneEpisode({ hydra: null, sidecars, durationSamples, startedAtUnixSeconds: null })
    }
    expect(understood).toBeGreaterThan(CASES / 4)
  })
}
