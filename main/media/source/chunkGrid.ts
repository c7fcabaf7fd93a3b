/**
 * The fixed grid on which sources are decoded. Some decoders carry running state (AAC fills noise bands from a
 * random generator), so what a decode yields depends on where it began. Chunk k is therefore always decoded by a
 * fresh decoder from the same place: the same bits for a sample, whatever was read before.
 */

import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import type { MediaRecord } from '#main/media/mediaRecord.ts'

/** Length of a chunk: short, because a jump waits for what lies before its place in the chunk. */
export const CHUNK_SECONDS = 10
export const CHUNK_SAMPLES: Samples = CHUNK_SECONDS * SAMPLE_RATE

/** What a decoder is given before the chunk, to settle its state; thrown away. */
const PRE_ROLL_SECONDS = 1

/** The chunk that holds a sample of the media. */
export function chunkOf(sample: Samples): number {
  return Math.floor(sample / CHUNK_SAMPLES)
}

/** Samples of chunk `index`; the last one is shorter. */
export function chunkLength(durationSamples: Samples, index: number): Samples {
  return Math.max(0, Math.min(CHUNK_SAMPLES, durationSamples - index * CHUNK_SAMPLES))
}

/** Number of chunks of a media item. */
export function chunkCount(durationSamples: Samples): number {
  return Math.ceil(durationSamples / CHUNK_SAMPLES)
}

/** Where the decoder of a chunk begins, and what of its output is not the chunk. */
export interface DecodeStart {
  /** Whole seconds into the file (`seekable`). */
  readonly seconds: number
  /** First frame to feed (`frames`), 0 otherwise. */
  readonly frame: number
  /** Frame after the last one to feed (`frames`), 0 otherwise. */
  readonly endFrame: number
  /** Decoded samples at 48 kHz to drop before the chunk's first. */
  readonly dropSamples: Samples
}

/** The start of chunk `index`; `length` is what {@link chunkLength} gives. */
export function decodeStart(access: MediaRecord['access'], index: number, length: Samples): DecodeStart {
  const first = index * CHUNK_SAMPLES + access.leadSamples
  const wanted = Math.max(0, Math.floor(first / SAMPLE_RATE) - PRE_ROLL_SECONDS)
  if (access.type === 'seekable') {
    const seconds = index === 0 ? 0 : wanted
    return { seconds, frame: 0, endFrame: 0, dropSamples: first - seconds * SAMPLE_RATE }
  }
  const { sampleRate, samplesPerFrame } = access
  // Only every so many frames begin on a whole sample at 48 kHz; at another one the chunk would be shifted by
  // a part of a sample against its neighbours.
  const step = sampleRate / greatestCommonDivisor(sampleRate, samplesPerFrame * SAMPLE_RATE)
  const framesAt = (samples: Samples) => (samples * sampleRate) / (samplesPerFrame * SAMPLE_RATE)
  const frame = index === 0 ? 0 : Math.floor(framesAt(wanted * SAMPLE_RATE) / step) * step
  return {
    seconds: 0,
    frame,
    // Two more for the overlap of the last transform.
    endFrame: Math.ceil(framesAt(first + length)) + 2,
    dropSamples: first - (frame * samplesPerFrame * SAMPLE_RATE) / sampleRate,
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
