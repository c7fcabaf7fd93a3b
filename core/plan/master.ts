/** The master stage of an episode: the one gain and the limiter ceiling that preview and export apply. */
import type { Episode } from '../episode/schema.ts'
import { MAX_GAIN_DB, programmeLoudness, roomForPeaks, solveGainDb } from '../signal/predict.ts'
import { dbToGain, gainToDb } from '../time/units.ts'
import { type Analyses, programmeBlocks, programmePeaks } from './programme.ts'
import { renderPlan } from './renderPlan.ts'

/** Loudness figures are null for silence. */
export interface Master {
  /** Gain of the whole mix. */
  readonly gainDb: number
  /** True-peak ceiling of the limiter; null = no limiter. */
  readonly ceilingDb: number | null
  /** Loudness before gain and limiter. */
  readonly sourceLufs: number | null
  /** Loudness of what comes out. */
  readonly integratedLufs: number | null
  /** Highest true peak of what comes out. */
  readonly truePeakDbtp: number | null
}

/**
 * The master stage that `episode.output` asks for. Without a loudness target nothing is changed: no gain, no
 * limiter. Silence is left alone.
 */
export function masterOf(episode: Pick<Episode, 'clips' | 'media' | 'output'>, analyses: Analyses): Master {
  const plan = renderPlan(episode)
  const blocks = programmeBlocks(plan, analyses)
  const loudness = programmeLoudness(blocks)
  let peak = 0
  for (let block = 0; block < blocks.peak.length; block++)
    if (blocks.peak[block]! > peak) peak = blocks.peak[block]!
  const sourceLufs = finiteOrNull(loudness)
  const { loudnessLufs, ceilingDbtp } = episode.output
  if (loudnessLufs === null || sourceLufs === null) {
    const ceilingDb = loudnessLufs === null ? null : ceilingDbtp
    return {
      gainDb: 0,
      ceilingDb,
      sourceLufs,
      integratedLufs: sourceLufs,
      truePeakDbtp: peakDb(peak, ceilingDb),
    }
  }
  const straightDb = loudnessLufs - loudness
  if (peak * dbToGain(straightDb) <= dbToGain(ceilingDbtp)) {
    // Nothing reaches the ceiling, so the finer peaks need not be looked at.
    const none = roomForPeaks(blocks.peak, peak)
    const { gainDb, predictedLufs } = solveGainDb(blocks, none, loudnessLufs, ceilingDbtp)
    return mastered(gainDb, predictedLufs)
  }
  const wanted = (boundDb: number) => {
    const peaks = programmePeaks(plan, analyses, blocks, dbToGain(ceilingDbtp - boundDb))
    return solveGainDb(blocks, peaks, loudnessLufs, ceilingDbtp)
  }
  // The limiter takes a little, so the gain is a little more than the straight one; most quiet blocks stay out.
  const boundDb = straightDb + USUAL_EXTRA_DB
  const likely = wanted(boundDb)
  const { gainDb, predictedLufs } = likely.gainDb <= boundDb ? likely : wanted(MAX_GAIN_DB)
  return mastered(gainDb, predictedLufs)

  function mastered(gainDb: number, lufs: number): Master {
    return {
      gainDb,
      ceilingDb: ceilingDbtp,
      sourceLufs,
      integratedLufs: finiteOrNull(lufs),
      truePeakDbtp: peakDb(peak * dbToGain(gainDb), ceilingDbtp),
    }
  }
}

/** Extra gain up to which the first look at the peaks is good. */
const USUAL_EXTRA_DB = 3

function peakDb(peak: number, ceilingDb: number | null): number | null {
  if (peak === 0) return null
  return ceilingDb === null ? gainToDb(peak) : Math.min(ceilingDb, gainToDb(peak))
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
