import { expect, it } from 'vitest'
import { applyCommand } from '#core/edit/apply.ts'
import { createEpisode } from '#core/episode/create.ts'
import { cutPoints } from '#core/episode/cuts.ts'
import { isSilence } from '#core/episode/silence.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { renderPlan } from '#core/plan/renderPlan.ts'
import { unwrap } from '#core/problem.ts'

const LENGTH = 96_000
const EPISODE = createEpisode({
  id: 'quiet',
  title: 'Quiet',
  recording: { id: 'rec', name: 'tone.wav', durationSamples: 480_000, gaps: [] },
  people: null,
})

it('makes the timeline longer by exactly what was asked, and plays nothing there', () => {
  const before = EPISODE
  const after = unwrap(applyCommand(before, { type: 'insertSilence', at: 48_000, lengthSamples: LENGTH }))
  expect(episodeDuration(after)).toBe(episodeDuration(before) + LENGTH)
  const { spans } = renderPlan(after)
  expect(spans.some((span) => isSilence(span.mediaId))).toBe(false)
  // The recording's own sound fades out over the silence and in again before its end: no click at either side.
  const [head, tail] = spans
  expect(head!.timelineStart + head!.length - 48_000).toBeLessThanOrEqual(480)
  expect(head!.fadeOut.samples).toBeGreaterThan(0)
  expect(tail!.fadeIn.samples).toBeGreaterThan(0)
})

it('comes back whole when a part of it was cut', () => {
  const quiet = unwrap(applyCommand(EPISODE, { type: 'insertSilence', at: 48_000, lengthSamples: LENGTH }))
  const cut = unwrap(applyCommand(quiet, { type: 'cut', from: 60_000, to: 80_000 }))
  const point = cutPoints(cut).find(({ kind }) => kind === 'cut')!
  expect(point.hiddenSamples).toBe(20_000)
  const restored = unwrap(applyCommand(cut, { type: 'restoreCut', clipId: point.clipId, edge: point.edge }))
  expect(restored.clips).toEqual(quiet.clips)
})

it('refuses lengths that are no silence', () => {
  for (const lengthSamples of [0, -1, 25 * 3600 * 48_000]) {
    const refused = applyCommand(EPISODE, { type: 'insertSilence', at: 0, lengthSamples })
    expect(refused).toMatchObject({ ok: false, error: { code: 'out-of-range' } })
  }
})
