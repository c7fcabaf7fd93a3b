/** Peaks and loudness of a whole recording from one decode, divided among worker threads. */
import { fail, ok, type Problem, type Result } from '#core/problem.ts'
import { joinLoudness, LOUDNESS_BLOCK_SAMPLES, type LoudnessBlocks } from '#core/signal/loudness.ts'
import { buildPyramid, PEAK_BUCKET_SAMPLES, type PeakPyramid } from '#core/signal/peaks.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import { type DecodeTarget, decodeStretch } from './decodeTarget.ts'
import type { PartResult } from './messages.ts'
import { fitsBehind, planParts } from './parts.ts'
import type { OnPeaks, WorkerPool } from './workerPool.ts'

export interface AnalysisOptions {
  readonly target: DecodeTarget
  /** The exact length where it is known, else what the container claims. */
  readonly length: { readonly exact: boolean; readonly samples: Samples }
  readonly pool: WorkerPool
  readonly signal: AbortSignal
  /** New peaks of the finest level; parts grow side by side, the front ones first. */
  readonly onPeaks: OnPeaks
  /** Samples measured so far. */
  readonly onMeasured: (samples: Samples) => void
}

export interface Analysis {
  readonly durationSamples: Samples
  readonly peaks: PeakPyramid
  readonly loudness: LoudnessBlocks
  /** False when the parts do not fit together: then this file cannot be sought in exactly. */
  readonly seamless: boolean
}

/** Fails as `runDecode` does, and with `no-sound` when there is not one sample. */
export async function analyse(options: AnalysisOptions): Promise<Result<Analysis>> {
  const { target, length, pool, signal } = options
  const stretches = planParts(length.samples / SAMPLE_RATE, pool.size)
  const finest = new GrowingPeaks(length.samples)
  const onPeaks: OnPeaks = (firstBucket, pairs) => {
    finest.set(firstBucket, pairs)
    options.onMeasured(finest.filledBuckets * PEAK_BUCKET_SAMPLES)
    options.onPeaks(firstBucket, pairs)
  }
  const results: PartResult[] = []
  let problem: Problem | null = null
  let next = 0
  const lane = async () => {
    while (next < stretches.length && problem === null && !signal.aborted) {
      const place = next++
      const { startSecond, endSecond } = stretches[place]!
      const startSample = startSecond * SAMPLE_RATE
      const endSample = endSecond === null ? (length.exact ? length.samples : null) : endSecond * SAMPLE_RATE
      const done = await pool.run(
        {
          ...decodeStretch(target, stretches[place]!),
          startSample,
          lengthSamples: endSample === null ? null : endSample - startSample,
        },
        onPeaks,
      )
      if (done.ok) results[place] = done.value
      else problem ??= done.error
    }
  }
  await Promise.all(Array.from({ length: pool.size }, lane))
  if (signal.aborted) return fail('cancelled', 'It was cancelled.')
  if (problem) return { ok: false, error: problem }
  return assembled(results, finest, length)
}

function assembled(
  results: readonly PartResult[],
  finest: GrowingPeaks,
  length: AnalysisOptions['length'],
): Result<Analysis> {
  const heard = results.filter((part) => part.durationSamples > 0)
  const last = heard.at(-1)
  if (!last) return fail('no-sound', 'There is no sound in this file.', 'Choose another file.')
  const durationSamples = length.exact ? length.samples : last.startSample + last.durationSamples
  // A hole between parts means that the length was claimed wrongly or a seek failed.
  const closed = heard.every(
    (part, place) =>
      place + 1 === heard.length || part.startSample + part.durationSamples === heard[place + 1]!.startSample,
  )
  const fitting = heard.every((part, place) => place === 0 || fitsBehind(heard[place - 1]!, part))
  return ok({
    durationSamples,
    peaks: buildPyramid(finest.take(durationSamples), durationSamples),
    loudness: fitted(heard, durationSamples),
    seamless: closed && fitting,
  })
}

/** Blocks for exactly this length; where a decoder gave less there is silence. */
function fitted(parts: readonly PartResult[], durationSamples: Samples): LoudnessBlocks {
  const blocks = Math.ceil(durationSamples / LOUDNESS_BLOCK_SAMPLES)
  const padded = parts.map((part, place) => {
    const start = part.startSample / LOUDNESS_BLOCK_SAMPLES
    const end = place + 1 < parts.length ? parts[place + 1]!.startSample / LOUDNESS_BLOCK_SAMPLES : blocks
    const fit = (values: Float32Array) => {
      const exact = new Float32Array(Math.max(0, end - start))
      exact.set(values.subarray(0, exact.length))
      return exact
    }
    const { energy, samplePeak, truePeak } = part.loudness
    return { energy: fit(energy), samplePeak: fit(samplePeak), truePeak: fit(truePeak) }
  })
  return joinLoudness(padded)
}

/** The finest level while it fills, at first as long as expected. */
class GrowingPeaks {
  #pairs: Int16Array
  filledBuckets = 0

  constructor(expectedSamples: Samples) {
    this.#pairs = new Int16Array((Math.ceil(expectedSamples / PEAK_BUCKET_SAMPLES) + 1) * 2)
  }

  set(firstBucket: number, pairs: Int16Array): void {
    const end = firstBucket * 2 + pairs.length
    if (end > this.#pairs.length) {
      const larger = new Int16Array(Math.max(end, Math.ceil(this.#pairs.length * 0.75) * 2))
      larger.set(this.#pairs)
      this.#pairs = larger
    }
    this.#pairs.set(pairs, firstBucket * 2)
    this.filledBuckets += pairs.length / 2
  }

  /** Exactly the buckets of this length. */
  take(durationSamples: Samples): Int16Array {
    const wanted = Math.ceil(durationSamples / PEAK_BUCKET_SAMPLES) * 2
    if (this.#pairs.length < wanted) {
      const whole = new Int16Array(wanted)
      whole.set(this.#pairs)
      return whole
    }
    return this.#pairs.subarray(0, wanted)
  }
}
