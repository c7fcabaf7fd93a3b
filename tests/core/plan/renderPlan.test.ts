import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { checkEpisode } from '#core/episode/check.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { addSpan, envelope, toPcm16 } from '#core/plan/mix.ts'
import { renderPlan, spansInRange } from '#core/plan/renderPlan.ts'
import { editedEpisode, episodeOf, recording, sampleRange } from './documents.ts'

describe('renderPlan', () => {
  it('covers every sample of the timeline, reads only what sources have, and never sounds three at once', () => {
    fc.assert(
      fc.property(editedEpisode, (episode) => {
        expect(checkEpisode(episode).ok).toBe(true)
        const plan = renderPlan(episode)
        expect(plan.durationSamples).toBe(episodeDuration(episode))
        const lengths = new Map(episode.media.map((item) => [item.id, item.durationSamples]))
        let covered = 0
        plan.spans.forEach((span, index) => {
          expect(span.sourceStart).toBeGreaterThanOrEqual(0)
          expect(span.sourceStart + span.length).toBeLessThanOrEqual(lengths.get(span.mediaId)!)
          expect(span.timelineStart).toBeGreaterThanOrEqual(0)
          expect(span.timelineStart).toBeLessThanOrEqual(covered)
          expect(span.fadeIn.samples + span.fadeOut.samples).toBeLessThanOrEqual(2 * span.length)
          covered = Math.max(covered, span.timelineStart + span.length)
          const overNext = plan.spans[index + 2]
          if (overNext)
            expect(overNext.timelineStart).toBeGreaterThanOrEqual(span.timelineStart + span.length)
        })
        expect(covered).toBe(plan.durationSamples)
      }),
    )
  })

  it('keeps the sum of powers at an equal-power join, and of amplitudes at a linear one', () => {
    fc.assert(
      fc.property(editedEpisode, (episode) => {
        const { spans } = renderPlan(episode)
        for (let i = 1; i < spans.length; i++) {
          const before = spans[i - 1]!
          const after = spans[i]!
          const overlap = before.timelineStart + before.length - after.timelineStart
          // A clip with a fade of its own is meant to dip.
          if (overlap <= 0 || overlap !== before.fadeOut.samples || overlap !== after.fadeIn.samples) continue
          for (let at = 0; at < overlap; at += 1 + (overlap >> 5)) {
            const out = envelope(before.fadeOut, overlap - 1 - at)
            const into = envelope(after.fadeIn, at)
            expect(after.fadeIn.shape).toBe(before.fadeOut.shape)
            const sum = after.fadeIn.shape === 'linear' ? out + into : out ** 2 + into ** 2
            expect(sum).toBeCloseTo(1, 9)
          }
        }
      }),
    )
  })

  it('finds the spans of a range', () => {
    fc.assert(
      fc.property(editedEpisode, fc.nat(200_000), fc.nat(5000), (episode, from, length) => {
        const plan = renderPlan(episode)
        const to = from + length
        const expected = plan.spans.filter(
          (span) => span.timelineStart < to && span.timelineStart + span.length > from,
        )
        if (length > 0) expect(spansInRange(plan, from, to)).toEqual(expected)
      }),
    )
  })

  it('plays an untouched split as if it was not there', () => {
    const whole = episodeOf([recording('m0', 50_000)])
    const parted = applyCommand(whole, { type: 'split', at: 20_000 })
    expect(parted.ok && renderPlan(parted.value).spans).toEqual(renderPlan(whole).spans)
  })

  it('plans 12 h with 2,000 clips in a few milliseconds', () => {
    const hours12 = 12 * 3600 * 48_000
    const clips = Array.from({ length: 2000 }, (_, i) => ({
      ...episodeOf([recording('m0', hours12)]).clips[0]!,
      id: `c${i}`,
      start: Math.floor((i * hours12) / 2000) + 7,
      length: Math.floor(hours12 / 2000) - 48_007,
    }))
    const episode = { ...episodeOf([recording('m0', hours12)]), clips }
    const began = performance.now()
    expect(renderPlan(episode).spans).toHaveLength(2000)
    expect(performance.now() - began).toBeLessThan(50)
  })
})

describe('the mixer', () => {
  it('gives a range of a span the bits it has in the whole', () => {
    const fade = fc.record({
      samples: fc.nat(400),
      shape: fc.constantFrom('equal-power' as const, 'linear' as const),
    })
    fc.assert(
      fc.property(
        fade,
        fade,
        fc.integer({ min: 1, max: 900 }),
        fc.nat(1000),
        fc.nat(400),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (fadeIn, fadeOut, length, from, frames, gain) => {
          const span = { mediaId: 'm0', timelineStart: 50, length, sourceStart: 13, gain, fadeIn, fadeOut }
          const source = sampleRange('m0', 0, 1000)
          const whole = new Float32Array(2800)
          addSpan(whole, 0, span, source, 0)
          const part = new Float32Array(frames * 2)
          addSpan(part, from, span, source, 0)
          expect(part).toEqual(whole.slice(from * 2, (from + frames) * 2))
        },
      ),
    )
  })

  it('rounds and clips to 16 bits', () => {
    const out = new Int16Array(6)
    toPcm16(Float32Array.of(0, 1, -1, 1.5, -1.5, 0.5 / 32_768), out)
    expect([...out]).toEqual([0, 32_767, -32_768, 32_767, -32_768, 1])
    fc.assert(
      fc.property(fc.float({ min: Math.fround(-1.1), max: Math.fround(1.1) }), (value) => {
        const one = new Int16Array(1)
        toPcm16(Float32Array.of(value), one)
        const expected = Number.isNaN(value) ? 0 : Math.round(value * 32_768)
        expect(one[0]).toBe(Math.max(-32_768, Math.min(32_767, expected)) + 0)
      }),
    )
  })
})
