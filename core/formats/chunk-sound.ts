/** What one chunk holds, by its bytes. */
import type { Samples } from '../time/units.ts'
import { ADTS_FORMAT, createAdtsScanner } from './adts.ts'

export interface ChunkSound {
  /** 0 where there is not one frame: an error page, an empty file. */
  readonly samples: Samples
  /** It ends within a frame. */
  readonly isCut: boolean
  /** All frames are the same, as in digital silence, and no tag tells them apart. */
  readonly isSteady: boolean
}

/** Looks at the bytes of a chunk. */
export function chunkSound(bytes: Uint8Array): ChunkSound {
  let first: Uint8Array | null = null
  let isSteady = true
  const scanner = createAdtsScanner({
    onTag: () => {
      isSteady = false
    },
    onClean: (run) => {
      for (let at = 0; isSteady && at < run.length; ) {
        const frame = run.subarray(at, at + ADTS_FORMAT.frameLength(run, at))
        first ??= frame.slice()
        isSteady = isSame(first, frame)
        at += frame.length
      }
    },
  })
  scanner.push(bytes)
  const { durationSamples, tailCut } = scanner.end()
  return { samples: durationSamples, isCut: tailCut, isSteady }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, place) => byte === b[place])
}
