/** Progress of an export, with the time left from measured speed. */
import type { Progress } from '#core/contract/shapes.ts'

/** Before this part is done, the speed is not yet to be trusted. */
const LEAST_FRACTION = 0.02
const LEAST_SECONDS = 0.5
const LEAST_INTERVAL_MS = 100

/** Returns a function that takes the samples done so far. */
export function exportProgress(
  stage: string,
  totalSamples: number,
  report: (progress: Progress) => void,
): (doneSamples: number) => void {
  const began = performance.now()
  let last = Number.NEGATIVE_INFINITY
  return (doneSamples) => {
    const now = performance.now()
    const fraction = Math.min(1, doneSamples / Math.max(1, totalSamples))
    if (now - last < LEAST_INTERVAL_MS && fraction < 1) return
    last = now
    const seconds = (now - began) / 1000
    const known = fraction >= LEAST_FRACTION && seconds >= LEAST_SECONDS
    report({ stage, fraction, secondsLeft: known ? (seconds / fraction) * (1 - fraction) : null })
  }
}
