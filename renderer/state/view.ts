/** The window onto the timeline: which samples the canvases show. All pure. */
import { clamp, type Samples } from '#core/time/units.ts'

export interface View {
  /** Timeline sample at the left edge; may be fractional. */
  readonly startSample: number
  readonly samplesPerPixel: number
  readonly widthPx: number
}

/** Deepest zoom: one sample is 16 px wide. */
export const MIN_SAMPLES_PER_PIXEL = 1 / 16

/** Zoom at which the whole timeline just fits. */
export function fitSamplesPerPixel(widthPx: number, duration: Samples): number {
  return Math.max(MIN_SAMPLES_PER_PIXEL, duration / Math.max(1, widthPx))
}

/** The view within what can be shown: from the whole timeline to 16 px a sample, never past its ends. */
export function clampView(view: View, duration: Samples): View {
  const widthPx = Math.max(1, view.widthPx)
  const fit = fitSamplesPerPixel(widthPx, duration)
  const samplesPerPixel = clamp(view.samplesPerPixel, MIN_SAMPLES_PER_PIXEL, fit)
  const startSample = clamp(view.startSample, 0, Math.max(0, duration - widthPx * samplesPerPixel))
  return { startSample, samplesPerPixel, widthPx }
}

function showsAll(view: View, duration: Samples): boolean {
  return view.samplesPerPixel >= fitSamplesPerPixel(view.widthPx, duration) * 0.9999
}

/** The view after the timeline's length changed. One that showed the whole timeline still does. */
export function viewOfDuration(view: View, before: Samples, after: Samples): View {
  const samplesPerPixel = showsAll(view, before)
    ? fitSamplesPerPixel(view.widthPx, after)
    : view.samplesPerPixel
  return clampView({ ...view, samplesPerPixel }, after)
}

/** The view after some of it changed. One that showed the whole timeline still does when the width changes. */
export function changeView(view: View, change: Partial<View>, duration: Samples): View {
  const showedAll = showsAll(view, duration)
  const next = { ...view, ...change }
  if (showedAll && change.widthPx !== undefined && change.samplesPerPixel === undefined)
    next.samplesPerPixel = fitSamplesPerPixel(next.widthPx, duration)
  return clampView(next, duration)
}

/** The view that shows `[from, to)` with a little air at both sides. */
export function viewOfRange(view: View, range: { from: Samples; to: Samples }, duration: Samples): View {
  const air = (range.to - range.from) * 0.05
  const samplesPerPixel = (range.to - range.from + 2 * air) / view.widthPx
  return clampView({ ...view, startSample: range.from - air, samplesPerPixel }, duration)
}

/** The view zoomed by `factor` (> 1 = closer), with `anchor` staying where it is on the screen. */
export function zoomView(view: View, factor: number, anchor: Samples, duration: Samples): View {
  const fit = fitSamplesPerPixel(view.widthPx, duration)
  const samplesPerPixel = clamp(view.samplesPerPixel / factor, MIN_SAMPLES_PER_PIXEL, fit)
  const anchorPx = (anchor - view.startSample) / view.samplesPerPixel
  return clampView({ ...view, samplesPerPixel, startSample: anchor - anchorPx * samplesPerPixel }, duration)
}

/** The view turned like a page so that `sample` is in it; the same object when it is already. */
export function viewShowing(view: View, sample: Samples, duration: Samples): View {
  const width = view.widthPx * view.samplesPerPixel
  if (sample >= view.startSample && sample < view.startSample + width) return view
  return clampView({ ...view, startSample: sample - width * 0.1 }, duration)
}
