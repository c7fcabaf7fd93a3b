/** Pixels and samples of the visible window. Pure; the limits of a view are `renderer/state/view.ts`. */
import { clamp, type Samples } from '#core/time/units.ts'
import { clampView, type View } from '#renderer/state/view.ts'

export type { View }

/** Pixel of a timeline sample, counted from the left edge of the window; fractional. */
export function xOf(view: View, sample: number): number {
  return (sample - view.startSample) / view.samplesPerPixel
}

/** The sample that a pixel shows, rounded to whole samples and limited to `[0, duration]`. */
export function sampleAt(view: View, x: number, duration: Samples): Samples {
  return clamp(Math.round(view.startSample + x * view.samplesPerPixel), 0, duration)
}

/** First sample behind the window. */
export function viewEnd(view: View): number {
  return view.startSample + view.widthPx * view.samplesPerPixel
}

/** The view moved by `dx` pixels. */
export function panned(view: View, dx: number, duration: Samples): View {
  return clampView({ ...view, startSample: view.startSample + dx * view.samplesPerPixel }, duration)
}

/** Share of the window that is kept free beside a range that was brought into sight. */
const MARGIN = 0.06

/** The view that has timeline range `[from, to)` in sight, moved as little as possible, never zoomed. */
export function revealingRange(view: View, from: number, to: number, duration: Samples): View {
  const end = viewEnd(view)
  if (from >= view.startSample && to <= end) return view
  const span = end - view.startSample
  const margin = span * MARGIN
  const startSample = from < view.startSample || to - from > span ? from - margin : to + margin - span
  return clampView({ ...view, startSample }, duration)
}
