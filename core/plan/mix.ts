/**
 * The mixer's arithmetic. Every output sample depends on its absolute place only, never on where a range began,
 * so any range of a plan equals that range of the whole, bit for bit.
 */
import type { Samples } from '../time/units.ts'
import type { Fade, PlanSpan } from './renderPlan.ts'

/** Channels of every mix: interleaved left, right. */
export const CHANNELS = 2

/**
 * Adds a span's sound to `out`.
 *
 * @param out interleaved stereo floats of timeline range `[outStart, outStart + out.length / 2)`
 * @param source interleaved stereo floats of the span's media, beginning at source sample `sourceStart`; must
 *   cover what the span plays in that range
 */
export function addSpan(
  out: Float32Array,
  outStart: Samples,
  span: PlanSpan,
  source: Float32Array,
  sourceStart: Samples,
): void {
  const from = Math.max(outStart, span.timelineStart)
  const to = Math.min(outStart + out.length / CHANNELS, span.timelineStart + span.length)
  const firstOffset = from - span.timelineStart
  const lastOffset = to - span.timelineStart
  const readShift = span.sourceStart - sourceStart
  const writeShift = span.timelineStart - outStart
  const fadeInEnd = Math.min(lastOffset, span.fadeIn.samples)
  const fadeOutStart = Math.max(firstOffset, span.length - span.fadeOut.samples)
  const { gain } = span
  for (let offset = firstOffset; offset < lastOffset; ) {
    const shaped = offset < fadeInEnd || offset >= fadeOutStart
    const end = shaped
      ? offset < fadeInEnd
        ? fadeInEnd
        : lastOffset
      : Math.max(offset, Math.min(lastOffset, fadeOutStart))
    let read = (offset + readShift) * CHANNELS
    let write = (offset + writeShift) * CHANNELS
    if (!shaped) {
      for (const stop = (end + writeShift) * CHANNELS; write < stop; ) out[write++]! += source[read++]! * gain
      offset = end
      continue
    }
    for (; offset < end; offset++) {
      const level = gain * envelope(span.fadeIn, offset) * envelope(span.fadeOut, span.length - 1 - offset)
      out[write++]! += source[read++]! * level
      out[write++]! += source[read++]! * level
    }
  }
}

/** Level of a fade `offset` samples into it (mirrored for a fade-out); 1 outside. */
export function envelope(fade: Fade, offset: Samples): number {
  if (offset >= fade.samples) return 1
  const share = (offset + 0.5) / fade.samples
  return fade.shape === 'linear' ? share : Math.sin((Math.PI / 2) * share)
}

/** Multiplies in place. */
export function scale(samples: Float32Array, gain: number): void {
  if (gain === 1) return
  for (let i = 0; i < samples.length; i++) samples[i]! *= gain
}

/**
 * 16-bit PCM of floats in [-1, 1): rounds to nearest (halves up), clips beyond; what is no number is silence.
 * Undithered, so that a range is repeatable.
 */
export function toPcm16(samples: Float32Array, out: Int16Array): void {
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]! * 32_768
    // Made positive before the fraction is cut off: five times as fast as Math.round.
    if (value < 32_767 && value > -32_768) out[i] = ((value + 32_768.5) | 0) - 32_768
    else out[i] = value > 0 ? 32_767 : value < 0 ? -32_768 : 0
  }
}
