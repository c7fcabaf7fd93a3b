import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand, type EditCommand } from '#core/edit/apply.ts'
import type { Episode } from '#core/episode/schema.ts'
import { masterOf } from '#core/plan/master.ts'
import { addSpan } from '#core/plan/mix.ts'
import { type MediaAnalysis, programmeBlocks, programmePeaks } from '#core/plan/programme.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { limitInPlace } from '#core/signal/limiter.ts'
import { integratedLoudness } from '#core/signal/loudness.ts'
import { LoudnessAccumulator } from '#core/signal/loudnessAccumulator.ts'
import { PeakAccumulator } from '#core/signal/peakAccumulator.ts'
import { magnitudes } from '#core/signal/peaks.ts'
import { firstBucket } from '#core/signal/predict.ts'
import { dbToGain, gainToDb } from '#core/time/units.ts'
import { editedEpisode, episodeOf, read, recording, sampleAt } from './documents.ts'

/** Noise that comes and goes like speech: bursts of uneven level with pauses. */
function speechLike(mediaId: string, frames: number, level: number): Float32Array {
  const out = new Float32Array(frames * 2)
  let held = 0
  for (let i = 0; i < frames; i++) {
    const syllable = Math.floor(i / 9600)
    const loud = 0.15 + 0.85 * Math.abs(sampleAt(mediaId, syllable * 31, 0))
    const burst = syllable % 7 === 5 ? 0 : loud * Math.sin((Math.PI * (i % 9600)) / 9600)
    held += 0.25 * (sampleAt(mediaId, i, 0) - held)
    out[i * 2] = out[i * 2 + 1] = level * burst * held * 2
  }
  return out
}

function analysisOf(sound: Float32Array): MediaAnalysis {
  const loudness = new LoudnessAccumulator()
  const peaks = new PeakAccumulator()
  loudness.push(sound)
  peaks.push(sound)
  return { loudness: loudness.finish(), magnitudes: magnitudes(peaks.finish().pairs) }
}

function render(episode: Episode, sounds: ReadonlyMap<string, Float32Array>): Float32Array {
  const plan = renderPlan(episode)
  const out = new Float32Array(plan.durationSamples * 2)
  for (const span of plan.spans) addSpan(out, 0, span, sounds.get(span.mediaId)!, 0)
  return out
}

function edited(episode: Episode, ...commands: EditCommand[]): Episode {
  return commands.reduce((current, command) => {
    const next = applyCommand(current, command)
    if (!next.ok) throw new Error(next.error.message)
    return next.value
  }, episode)
}

const FRAMES = 40 * 48_000
const sounds = new Map([
  ['m0', speechLike('m0', FRAMES, 0.5)],
  ['r0', speechLike('r1', 5 * 48_000, 0.2)],
])
const analyses = new Map([...sounds].map(([id, sound]) => [id, analysisOf(sound)]))
const base = episodeOf([recording('m0', FRAMES)])
const cutUp = edited(
  base,
  ...Array.from(
    { length: 12 },
    (_, i): EditCommand => ({ type: 'cut', from: 37_000 + i * 100_003, to: 68_000 + i * 100_003 }),
  ),
  { type: 'placeRead', media: read('r0', 5 * 48_000), at: 500_000, gainDb: 6 },
  { type: 'setClipGain', clipId: 'c1', gainDb: -6 },
  { type: 'setClipFades', clipId: 'c1', fadeInSamples: 20_000, fadeOutSamples: 3000 },
)

describe('the programme', () => {
  it('has the blocks that a rendering measures', () => {
    const measured = analysisOf(render(cutUp, sounds))
    const blocks = programmeBlocks(renderPlan(cutUp), (id) => analyses.get(id))
    expect(blocks.energy).toHaveLength(measured.loudness.energy.length)
    expect(
      Math.abs(integratedLoudness(blocks.energy) - integratedLoudness(measured.loudness.energy)),
    ).toBeLessThan(0.1)
    const highest = (values: Float32Array) => gainToDb(values.reduce((a, b) => Math.max(a, b)))
    expect(Math.abs(highest(blocks.peak) - highest(measured.loudness.truePeak))).toBeLessThan(0.5)
  })

  it('never shows a peak lower than what a rendering without crossfades has', () => {
    fc.assert(
      fc.property(editedEpisode, (episode) => {
        const hard = { ...episode, clips: episode.clips.map((clip) => ({ ...clip, joinSamples: 0 })) }
        const sound = (id: string) =>
          speechLike(id, hard.media.find((item) => item.id === id)!.durationSamples, 0.5)
        const all = new Map(hard.media.map((item) => [item.id, sound(item.id)]))
        const measured = new Map([...all].map(([id, one]) => [id, analysisOf(one)]))
        const plan = renderPlan(hard)
        const find = (id: string) => measured.get(id)
        const peaks = programmePeaks(plan, find, programmeBlocks(plan, find), 0)
        const out = render(hard, all)
        for (let i = 0; i < out.length; i++) {
          const bucket = Math.floor(i / 512)
          let block = Math.floor(bucket / 18.75)
          if (bucket < firstBucket(block)) block--
          else if (bucket >= firstBucket(block + 1)) block++
          const place = peaks.places[block] ?? -1
          const peak = place < 0 ? 0 : peaks.values[place + bucket - firstBucket(block)]!
          // Fades are followed in steps, so within them it may be a little less.
          expect(Math.abs(out[i]!)).toBeLessThanOrEqual(peak * 1.1 + 0.02)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('finds the gain that brings the limited rendering to its target', () => {
    for (const loudnessLufs of [-16, -10]) {
      const output = { loudnessLufs, ceilingDbtp: -1 }
      const master = masterOf({ ...cutUp, output }, (id) => analyses.get(id))
      expect(master.ceilingDb).toBe(-1)
      const out = render(cutUp, sounds)
      const gain = dbToGain(master.gainDb)
      for (let i = 0; i < out.length; i++) out[i]! *= gain
      limitInPlace(out, dbToGain(-1))
      const { loudness } = analysisOf(out)
      const lufs = integratedLoudness(loudness.energy)
      expect(Math.abs(lufs - loudnessLufs)).toBeLessThan(0.3)
      expect(Math.abs(lufs - master.integratedLufs!)).toBeLessThan(0.3)
      expect(gainToDb(loudness.truePeak.reduce((a, b) => Math.max(a, b)))).toBeLessThanOrEqual(-0.95)
    }
  })

  it('leaves the level alone without a target, and silence always', () => {
    const untouched = masterOf({ ...cutUp, output: { loudnessLufs: null, ceilingDbtp: -1 } }, (id) =>
      analyses.get(id),
    )
    expect(untouched).toMatchObject({ gainDb: 0, ceilingDb: null })
    expect(untouched.integratedLufs).toBe(untouched.sourceLufs)
    const silent = masterOf(base, () => undefined)
    expect(silent).toEqual({
      gainDb: 0,
      ceilingDb: -1,
      sourceLufs: null,
      integratedLufs: null,
      truePeakDbtp: null,
    })
  })

  it('masters 12 h with 2,000 clips', () => {
    const hours12 = 12 * 3600 * 48_000
    const buckets = hours12 / 256
    const blocks = hours12 / 4800
    const energy = Float32Array.from({ length: blocks }, (_, i) => 0.004 * (1 + Math.sin(i / 7)))
    const truePeak = Float32Array.from({ length: blocks }, (_, i) => 0.35 + 0.25 * Math.sin(i / 5))
    const peaks = Uint16Array.from({ length: buckets }, (_, i) => 4000 + 3000 * Math.sin(i / 16))
    const analysis = { loudness: { energy, truePeak }, magnitudes: peaks }
    const clips = Array.from({ length: 2000 }, (_, i) => ({
      ...base.clips[0]!,
      id: `c${i}`,
      start: Math.floor((i * hours12) / 2000) + 7,
      length: Math.floor(hours12 / 2000) - 48_007,
    }))
    const episode = { ...episodeOf([recording('m0', hours12)]), clips }
    const master = masterOf(episode, () => analysis)
    expect(Math.abs(master.integratedLufs! - episode.output.loudnessLufs!)).toBeLessThan(0.3)
  })
})
