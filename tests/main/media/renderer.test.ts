import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSpan } from '#core/plan/mix.ts'
import { type RenderPlan, renderPlan } from '#core/plan/renderPlan.ts'
import { mixRange } from '#main/media/render/mixRange.ts'
import { createRenderer, type MasterStage } from '#main/media/render/renderer.ts'
import { editedEpisode, episodeOf, recording, sampleRange } from '../../core/plan/documents.ts'
import { syntheticSource } from './syntheticSource.ts'

async function collect(blocks: AsyncGenerator<Float32Array> | AsyncGenerator<Int16Array>): Promise<number[]> {
  const all: number[] = []
  for await (const block of blocks) for (const value of block) all.push(value)
  return all
}

/** The mix by the book: every span added whole to silence. */
function reference(plan: RenderPlan): Float32Array {
  const out = new Float32Array(plan.durationSamples * 2)
  for (const span of plan.spans) {
    addSpan(out, 0, span, sampleRange(span.mediaId, span.sourceStart, span.length, 0.9), span.sourceStart)
  }
  return out
}

const MASTERS: MasterStage[] = [
  { gainDb: 0, ceilingDb: null },
  { gainDb: 3.3, ceilingDb: -1 },
]

describe('mixRange', () => {
  it('mixes any range of any document to the bits of the mix by the book', async () => {
    await fc.assert(
      fc.asyncProperty(
        editedEpisode,
        fc.nat(100_000),
        fc.integer({ min: 1, max: 9000 }),
        async (episode, at, frames) => {
          const plan = renderPlan(episode)
          const source = syntheticSource(
            new Map(episode.media.map((item) => [item.id, item.durationSamples])),
          )
          const from = at % plan.durationSamples
          const out = new Float32Array(frames * 2)
          await mixRange(plan, source, from, out)
          const expected = new Float32Array(frames * 2)
          expected.set(reference(plan).subarray(from * 2, (from + frames) * 2))
          expect(out.every((value, i) => value === expected[i])).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a renderer', () => {
  for (const master of MASTERS) {
    it(`gives any range the bits it has in the whole, ${master.ceilingDb === null ? 'plain' : 'limited'}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          editedEpisode,
          fc.nat(100_000),
          fc.integer({ min: 1, max: 30_000 }),
          async (episode, at, length) => {
            const plan = renderPlan(episode)
            const source = syntheticSource(
              new Map(episode.media.map((item) => [item.id, item.durationSamples])),
            )
            const renderer = createRenderer(plan, master, source)
            const from = at % plan.durationSamples
            const to = Math.min(plan.durationSamples, from + length)
            const whole = await collect(renderer.pcm16(0, plan.durationSamples))
            expect(whole).toHaveLength(plan.durationSamples * 2)
            const part = await collect(renderer.pcm16(from, to))
            expect(part).toHaveLength((to - from) * 2)
            expect(part.every((value, i) => value === whole[from * 2 + i])).toBe(true)
          },
        ),
        { numRuns: 25 },
      )
    })
  }

  it('keeps under the ceiling', async () => {
    const episode = episodeOf([recording('m0', 60_000)])
    const source = syntheticSource(new Map([['m0', 60_000]]))
    const renderer = createRenderer(renderPlan(episode), { gainDb: 6, ceilingDb: -1 }, source)
    const highest = (await collect(renderer.floats(0, 60_000))).reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    expect(highest).toBeLessThanOrEqual(10 ** (-1 / 20))
    expect(highest).toBeGreaterThan(0.5)
  })

  it('stops when it is told to', async () => {
    const episode = episodeOf([recording('m0', 600_000)])
    const renderer = createRenderer(
      renderPlan(episode),
      { gainDb: 0, ceilingDb: null },
      syntheticSource(new Map([['m0', 600_000]])),
    )
    const abort = new AbortController()
    const blocks = renderer.floats(0, 600_000, abort.signal)
    await blocks.next()
    abort.abort()
    await expect(blocks.next()).rejects.toThrow()
  })
})
