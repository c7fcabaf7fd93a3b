/** Mixes a range of a plan from its sources. */
import { addSpan, CHANNELS } from '#core/plan/mix.ts'
import { type PlanSpan, type RenderPlan, spansInRange } from '#core/plan/renderPlan.ts'
import type { Samples } from '#core/time/units.ts'
import type { SampleSource } from './sampleSource.ts'

/**
 * Fills `out` with timeline range `[from, from + out.length / 2)`: what the plan says, before the master stage;
 * silence outside the timeline. Where a span sounds alone and unshaped, its source is read straight into place.
 */
export async function mixRange(
  plan: RenderPlan,
  source: SampleSource,
  from: Samples,
  out: Float32Array,
  signal?: AbortSignal,
): Promise<void> {
  const to = from + out.length / CHANNELS
  const spans = spansInRange(plan, from, to)
  out.fill(0)
  const direct: Promise<void>[] = []
  const added: { span: PlanSpan; start: Samples; samples: Float32Array; read: Promise<void> }[] = []
  const add = (span: PlanSpan, start: Samples, end: Samples) => {
    if (start >= end) return
    const samples = new Float32Array((end - start) * CHANNELS)
    const sourceStart = span.sourceStart + (start - span.timelineStart)
    added.push({ span, start, samples, read: source.readInto(span.mediaId, sourceStart, samples, signal) })
  }
  spans.forEach((span, index) => {
    const spanEnd = span.timelineStart + span.length
    const start = Math.max(from, span.timelineStart)
    const end = Math.min(to, spanEnd)
    const before = spans[index - 1]
    const after = spans[index + 1]
    const aloneFrom = Math.max(
      start,
      span.timelineStart + span.fadeIn.samples,
      before ? before.timelineStart + before.length : start,
    )
    const aloneTo = Math.min(end, spanEnd - span.fadeOut.samples, after ? after.timelineStart : end)
    if (aloneFrom >= aloneTo) {
      add(span, start, end)
      return
    }
    add(span, start, aloneFrom)
    const place = out.subarray((aloneFrom - from) * CHANNELS, (aloneTo - from) * CHANNELS)
    const sourceStart = span.sourceStart + (aloneFrom - span.timelineStart)
    direct.push(readScaled(source, span, sourceStart, place, signal))
    add(span, aloneTo, end)
  })
  await Promise.all([...direct, ...added.map(({ read }) => read)])
  for (const { span, start, samples } of added) {
    const place = out.subarray((start - from) * CHANNELS, (start - from) * CHANNELS + samples.length)
    addSpan(place, start, span, samples, span.sourceStart + (start - span.timelineStart))
  }
}

async function readScaled(
  source: SampleSource,
  span: PlanSpan,
  sourceStart: Samples,
  place: Float32Array,
  signal: AbortSignal | undefined,
): Promise<void> {
  await source.readInto(span.mediaId, sourceStart, place, signal)
  const { gain } = span
  if (gain === 1) return
  for (let i = 0; i < place.length; i++) place[i]! *= gain
}
