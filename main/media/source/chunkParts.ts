/** Puts a range together from the chunks of the grid. */
import type { Samples } from '#core/time/units.ts'
import { CHUNK_SAMPLES, chunkOf } from './chunkGrid.ts'

const CHANNELS = 2

/** What of one chunk is wanted. */
interface ChunkPart {
  readonly index: number
  /** The chunk has to be filled before this sample of it. */
  readonly until: Samples
  /** Takes the part out of the chunk's interleaved stereo. At once, since its room may soon be another chunk's. */
  readonly take: (samples: Float32Array) => void
}

/**
 * What fills `out` with the interleaved stereo from `startSample` on of a source of `durationSamples`, chunk after
 * chunk; what lies outside the source is filled with silence.
 */
export function* chunkParts(
  durationSamples: Samples,
  startSample: Samples,
  out: Float32Array,
): Generator<ChunkPart, void> {
  const endSample = startSample + out.length / CHANNELS
  const from = Math.max(0, startSample)
  const to = Math.min(durationSamples, endSample)
  if (from > startSample || to < endSample) out.fill(0)
  for (let at = from; at < to; ) {
    const index = chunkOf(at)
    const chunkStart = index * CHUNK_SAMPLES
    const [first, end] = [at, Math.min(to, chunkStart + CHUNK_SAMPLES)]
    const take = (samples: Float32Array) => {
      const part = samples.subarray((first - chunkStart) * CHANNELS, (end - chunkStart) * CHANNELS)
      out.set(part, (first - startSample) * CHANNELS)
    }
    yield { index, until: end - chunkStart, take }
    at = end
  }
}
