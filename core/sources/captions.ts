/** From captions to passages of the transcript. */
import type { ImportedPassage } from '../episode/imported.ts'
import { bareWords } from '../episode/words.ts'
import type { SpaceCaption } from '../formats/sidecar/spaceFacts.ts'
import type { Samples } from '../time/units.ts'
import { spokenLength, spreadWords } from './words.ts'

/** Two captions of different people may overlap by nature; shorter than this, one would not be seen: 0.3 s. */
const SHORTEST: Samples = 14_400

export interface PlacedCaptions {
  /** Sorted by start, all within the recording. */
  readonly passages: readonly (ImportedPassage & { readonly speakerKey: string })[]
  /** Captions whose moment is not in the recording. */
  readonly outside: number
}

/**
 * Captions at their places in the recording. A caption has one moment and no end, so it lasts as long as its words
 * take to say, but not into the next caption. `placeOf` gives the sample of a caption, or null where it has no time.
 */
export function placeCaptions(
  captions: readonly SpaceCaption[],
  placeOf: (caption: SpaceCaption) => Samples | null,
  durationSamples: Samples,
): PlacedCaptions {
  const placed = captions.flatMap((caption) => {
    const startSample = placeOf(caption)
    return startSample === null ? [] : [{ caption, startSample }]
  })
  const inside = placed
    .filter(({ startSample }) => startSample >= 0 && startSample < durationSamples)
    .sort((a, b) => a.startSample - b.startSample)
  const passages = inside.flatMap(({ caption, startSample }, i) => {
    const words = bareWords(caption.text)
    const next = inside[i + 1]?.startSample ?? durationSamples
    const length = Math.max(SHORTEST, Math.min(spokenLength(words), next - startSample))
    const endSample = Math.min(durationSamples, startSample + length)
    if (words.length === 0) return []
    const spread = spreadWords(words, startSample, endSample)
    const { personKey: speakerKey } = caption
    return [{ speakerKey, startSample, endSample, words: spread, origin: 'sidecar' as const }]
  })
  return { passages, outside: placed.length - inside.length }
}
