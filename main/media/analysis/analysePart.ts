/** Decodes one part and measures it, on the thread that calls. */
import { ok, type Result } from '#core/problem.ts'
import { runDecode } from '#main/media/ffmpeg/decode.ts'
import type { PartJob, PartResult } from './messages.ts'
import { PartMeter } from './partMeter.ts'

const PEAKS_EVERY_MS = 150
const FRAME_BYTES = 4

/** Tells of peaks as they come, a few times a second, the last ones before it resolves. */
export async function analysePart(
  job: PartJob,
  onPeaks: (firstBucket: number, pairs: Int16Array) => void,
  signal: AbortSignal,
): Promise<Result<PartResult>> {
  const meter = new PartMeter(job)
  let told = performance.now()
  let carry: Uint8Array = new Uint8Array(0)
  const tell = ({ firstBucket, pairs }: { firstBucket: number; pairs: Int16Array }) => {
    if (pairs.length > 0) onPeaks(firstBucket, pairs)
  }
  const decoded = await runDecode({
    args: job.args,
    signal,
    onBytes: (bytes) => {
      const joined = carry.length > 0 ? joinBytes(carry, bytes) : bytes
      const whole = joined.length - (joined.length % FRAME_BYTES)
      carry = joined.slice(whole)
      const wantsMore = meter.push(asFrames(joined.subarray(0, whole)))
      letGo(bytes)
      if (performance.now() - told >= PEAKS_EVERY_MS) {
        told = performance.now()
        tell(meter.newPeaks())
      }
      return wantsMore
    },
  })
  if (!decoded.ok) return decoded
  const { result, peaks } = meter.finish()
  tell(peaks)
  return ok(result)
}

/**
 * Frees the memory of bytes that nobody will look at again. Left to the garbage collector, what ffmpeg sends
 * would pile up to 64 MB per worker first.
 */
function letGo({ buffer, byteLength }: Uint8Array): void {
  // A part of something larger is not ours to free.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

/** Little-endian 16-bit samples where they lie, or copied where the processor could not read them there. */
function asFrames(bytes: Uint8Array): Int16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2)
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
