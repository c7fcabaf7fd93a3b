/** Which ticks the ruler shows, from hours down to single samples. Pure. */
import { formatTimecode } from '#core/time/timecode.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { type View, viewEnd } from './geometry.ts'

export interface TickStep {
  /** Samples between two labelled ticks. */
  readonly major: Samples
  /** Samples between two ticks. */
  readonly minor: number
  /** How to write a position at this step. */
  readonly label: (sample: Samples) => string
}

/** Labelled steps in seconds with the number of parts between two of them. */
const SECOND_STEPS: readonly (readonly [seconds: number, parts: number, decimals: number])[] = [
  [0.001, 4, 3],
  [0.002, 4, 3],
  [0.005, 5, 3],
  [0.01, 5, 2],
  [0.02, 4, 2],
  [0.05, 5, 2],
  [0.1, 5, 1],
  [0.2, 4, 1],
  [0.5, 5, 1],
  [1, 5, 0],
  [2, 4, 0],
  [5, 5, 0],
  [10, 5, 0],
  [15, 3, 0],
  [30, 3, 0],
  [60, 4, 0],
  [120, 4, 0],
  [300, 5, 0],
  [600, 5, 0],
  [900, 3, 0],
  [1800, 3, 0],
  [3600, 4, 0],
  [7200, 4, 0],
  [14_400, 4, 0],
]

/** Below a millisecond positions are counted in samples. */
const SAMPLE_STEPS: readonly (readonly [samples: Samples, parts: number])[] = [
  [1, 1],
  [2, 2],
  [4, 4],
  [8, 4],
  [12, 4],
  [24, 4],
]

/** The finest step whose labels keep `minLabelPx` apart. */
export function tickStep(samplesPerPixel: number, minLabelPx = 84): TickStep {
  const wanted = samplesPerPixel * minLabelPx
  for (const [samples, parts] of SAMPLE_STEPS)
    if (samples >= wanted) return { major: samples, minor: samples / parts, label: sampleLabel }
  for (const [seconds, parts, decimals] of SECOND_STEPS) {
    const major = seconds * SAMPLE_RATE
    if (major >= wanted)
      return { major, minor: major / parts, label: (sample) => formatTimecode(sample, decimals) }
  }
  const major = Math.ceil(wanted / (14_400 * SAMPLE_RATE)) * 14_400 * SAMPLE_RATE
  return { major, minor: major / 4, label: (sample) => formatTimecode(sample, 0) }
}

function sampleLabel(sample: Samples): string {
  const inSecond = sample % SAMPLE_RATE
  return `${formatTimecode(sample - inSecond, 0)} +${inSecond}`
}

export interface Tick {
  readonly sample: number
  /** Set on labelled ticks. */
  readonly label: string | null
}

/** Ticks of a view in order, one labelled step beyond either edge so that labels slide in and out. */
export function ticksOf(view: View, step: TickStep = tickStep(view.samplesPerPixel)): Tick[] {
  const parts = Math.round(step.major / step.minor)
  const first = Math.max(0, Math.floor(view.startSample / step.major) - 1)
  const last = Math.ceil(viewEnd(view) / step.major)
  const ticks: Tick[] = []
  for (let index = first; index <= last; index++) {
    ticks.push({ sample: index * step.major, label: step.label(index * step.major) })
    for (let part = 1; part < parts; part++)
      ticks.push({ sample: index * step.major + part * step.minor, label: null })
  }
  return ticks
}
