/** What a renderer reads from: the sound of media items as interleaved stereo floats at 48 kHz. */
import type { Samples } from '#core/time/units.ts'

/** A source that one reading owns, and closes when it is over. */
export interface OwnedSource extends SampleSource {
  readonly close: () => Promise<void>
}

export interface SampleSource {
  /**
   * Fills `out` with samples `[startSample, startSample + out.length / 2)` of a media item; silence outside it.
   * The same sample has the same bits at every call.
   *
   * @throws ProblemError (`missing-media`, `ffmpeg-failed`, `ffmpeg-missing`), or the signal's reason
   */
  readInto(mediaId: string, startSample: Samples, out: Float32Array, signal?: AbortSignal): Promise<void>
}
