import { createContext, useContext } from 'react'
import type { Loudness } from '#core/contract/shapes.ts'

export interface EpisodeLoudness extends Loudness {
  readonly gainDb: number
  readonly sourceLufs: number | null
}

export const LoudnessContext = createContext<EpisodeLoudness | null>(null)

/** Loudness of the edit as it would be exported; null until it is known. */
export function useLoudness(): EpisodeLoudness | null {
  return useContext(LoudnessContext)
}
