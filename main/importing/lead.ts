/** Where the sound of a working copy begins: container priming that a remux brings to light. */
import { ok, type Result } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import { runDecode } from '#main/media/ffmpeg/decode.ts'
import { INPUT_GUARD, pcmOutput } from '#main/media/ffmpeg/pcm.ts'

const LISTEN_SECONDS = 20
const TEMPLATE_SAMPLES = 2048
/** Beyond any encoder's priming. */
const SEARCH_SAMPLES = 8192

export interface LeadOptions {
  readonly original: string
  readonly working: string
  /** ffmpeg's name of the working copy's format. */
  readonly workingFormat: string
  readonly channels: number
  readonly signal: AbortSignal
}

/**
 * Samples at 48 kHz that the working copy yields before the original's first; negative where it lacks some. 0 when
 * the first seconds are silent. Null when the two do not sound alike. Fails as `runDecode` does.
 */
export async function measureLead(options: LeadOptions): Promise<Result<Samples | null>> {
  const original = await firstSeconds(options, options.original, [])
  if (!original.ok) return original
  const working = await firstSeconds(options, options.working, ['-f', options.workingFormat])
  if (!working.ok) return working
  return ok(leadBetween(original.value, working.value))
}

/** As {@link measureLead}, of decoded sound (one channel). */
export function leadBetween(original: Float32Array, working: Float32Array): Samples | null {
  const at = loudest(original)
  if (at === null) return 0
  let best = { lead: 0, difference: Number.POSITIVE_INFINITY }
  for (let lead = -SEARCH_SAMPLES; lead <= SEARCH_SAMPLES; lead++) {
    if (at + lead < 0 || at + lead + TEMPLATE_SAMPLES > working.length) continue
    let difference = 0
    for (let i = 0; i < TEMPLATE_SAMPLES && difference < best.difference; i++) {
      difference += (original[at + i]! - working[at + lead + i]!) ** 2
    }
    if (difference < best.difference) best = { lead, difference }
  }
  return best.difference <= energy(original, at) / 4 ? best.lead : null
}

/** Where the template is: the stretch with the most energy; null in silence. */
function loudest(samples: Float32Array): number | null {
  let best = { at: 0, energy: 0 }
  for (let at = 0; at + TEMPLATE_SAMPLES <= samples.length - SEARCH_SAMPLES; at += TEMPLATE_SAMPLES) {
    const here = energy(samples, at)
    if (here > best.energy) best = { at, energy: here }
  }
  return best.energy > 0 ? best.at : null
}

function energy(samples: Float32Array, from: number): number {
  let sum = 0
  for (let i = from; i < from + TEMPLATE_SAMPLES; i++) sum += samples[i]! * samples[i]!
  return sum
}

async function firstSeconds(
  options: LeadOptions,
  path: string,
  format: readonly string[],
): Promise<Result<Float32Array>> {
  const parts: Uint8Array[] = []
  const decoded = await runDecode({
    args: [
      ...[...INPUT_GUARD, ...format, '-t', String(LISTEN_SECONDS), '-i', path],
      ...pcmOutput({ format: 'f32le', sourceChannels: options.channels }),
    ],
    signal: options.signal,
    onBytes: (bytes) => {
      parts.push(bytes.slice())
      return true
    },
  })
  if (!decoded.ok) return decoded
  const bytes = Buffer.concat(parts)
  return ok(Float32Array.from({ length: Math.floor(bytes.length / 8) }, (_, i) => bytes.readFloatLE(i * 8)))
}
