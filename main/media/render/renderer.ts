/**
 * Plan to sound: any range of the timeline, mixed and mastered. A range has exactly the bits that it has in the
 * whole, so preview, which asks for pieces, hears what export, which asks once, writes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CHANNELS, scale, toPcm16 } from '#core/plan/mix.ts'
import type { RenderPlan } from '#core/plan/renderPlan.ts'
import { LIMITER_CONTEXT, LIMITER_LATENCY, Limiter } from '#core/signal/limiter.ts'
import { dbToGain, type Samples } from '#core/time/units.ts'
import { mixRange } from './mixRange.ts'
import type { OwnedSource, SampleSource } from './sampleSource.ts'

/** The last stage of the mix: a gain, then a limiter with this true-peak ceiling; null = none. */
export interface MasterStage {
  readonly gainDb: number
  readonly ceilingDb: number | null
}

export interface Renderer {
  readonly durationSamples: Samples
  /**
   * Interleaved stereo floats of timeline range `[from, to)`, block after block, each mixed when it is asked for.
   * A block is valid until the next one is asked for.
   */
  floats(from: Samples, to: Samples, signal?: AbortSignal): AsyncGenerator<Float32Array>
  /** The same as 16-bit PCM; every block is the caller's to keep. */
  pcm16(from: Samples, to: Samples, signal?: AbortSignal): AsyncGenerator<Int16Array>
}

/** The first block is small, for a quick answer to a seek; they double up to half a second. */
const FIRST_BLOCK: Samples = 4096
const LARGEST_BLOCK: Samples = 32_768

export function createRenderer(plan: RenderPlan, master: MasterStage, source: SampleSource): Renderer {
  return createReader(plan, master, () => ({ source, close: async () => undefined }))
}

/** As {@link createRenderer}, for long ranges: each reading opens a source of its own and closes it at its end. */
export function createLongRenderer(plan: RenderPlan, master: MasterStage, open: () => OwnedSource): Renderer {
  return createReader(plan, master, () => {
    const source = open()
    return { source, close: () => source.close() }
  })
}

interface OpenSource {
  readonly source: SampleSource
  readonly close: () => Promise<void>
}

function createReader(plan: RenderPlan, master: MasterStage, open: () => OpenSource): Renderer {
  async function* floats(from: Samples, to: Samples, signal?: AbortSignal) {
    const { source, close } = open()
    try {
      yield* render(plan, master, source, from, to, signal)
    } finally {
      await close()
    }
  }
  return {
    durationSamples: plan.durationSamples,
    floats,
    async *pcm16(from, to, signal) {
      for await (const block of floats(from, to, signal)) {
        const pcm = new Int16Array(block.length)
        toPcm16(block, pcm)
        yield pcm
      }
    },
  }
}

async function* render(
  plan: RenderPlan,
  master: MasterStage,
  source: SampleSource,
  from: Samples,
  to: Samples,
  signal: AbortSignal | undefined,
): AsyncGenerator<Float32Array> {
  const gain = dbToGain(master.gainDb)
  const limiter = master.ceilingDb === null ? undefined : new Limiter(dbToGain(master.ceilingDb))
  // What the limiter must have heard before the first sample that counts, and how much later it gives it back.
  let read = limiter ? Math.max(0, from - LIMITER_CONTEXT) : from
  let toDrop = limiter ? from - read + LIMITER_LATENCY : 0
  const end = limiter ? to + LIMITER_LATENCY : to
  const mixed = new Float32Array(LARGEST_BLOCK * CHANNELS)
  const limited = limiter ? new Float32Array(LARGEST_BLOCK * CHANNELS) : mixed
  let size = Math.min(LARGEST_BLOCK, toDrop + FIRST_BLOCK)
  while (read < end) {
    signal?.throwIfAborted()
    // Sound that is there already is mixed without a pause; the decoders' pipes must be emptied meanwhile, or they
    // stand still until the mixer does.
    await nextTurn()
    const frames = Math.min(size, end - read)
    const block = mixed.subarray(0, frames * CHANNELS)
    await mixRange(plan, source, read, block, signal)
    scale(block, gain)
    limiter?.process(block, limited)
    read += frames
    const dropped = Math.min(toDrop, frames)
    toDrop -= dropped
    if (dropped < frames) yield limited.subarray(dropped * CHANNELS, frames * CHANNELS)
    size = Math.min(LARGEST_BLOCK, size * 2)
  }
}
