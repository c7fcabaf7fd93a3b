import type { SampleSource } from '#main/media/render/sampleSource.ts'
import { sampleAt } from '../../core/plan/documents.ts'

/** A source of arithmetic noise; `durations` by media id. Loud enough to make a limiter work. */
export function syntheticSource(durations: ReadonlyMap<string, number>, level = 0.9): SampleSource {
  return {
    async readInto(mediaId, startSample, out, signal) {
      signal?.throwIfAborted()
      const end = durations.get(mediaId) ?? 0
      for (let i = 0; i < out.length / 2; i++) {
        const at = startSample + i
        const inside = at >= 0 && at < end
        out[i * 2] = inside ? level * sampleAt(mediaId, at, 0) : 0
        out[i * 2 + 1] = inside ? level * sampleAt(mediaId, at, 1) : 0
      }
    },
  }
}
