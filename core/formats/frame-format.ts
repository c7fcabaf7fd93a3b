/** What the frame scanner has to know of a format, what it reports on the way, and what at the end. */
import type { Samples } from '../time/units.ts'
import type { FrameIndex } from './frame-index.ts'

/** What a frame says about the sound in it. */
export interface FrameSound {
  /** Samples a second of the stream. */
  readonly sampleRate: number
  readonly channels: number
  /** Samples that one frame decodes to, per channel, at `sampleRate`. */
  readonly samplesPerFrame: number
}

/** Samples that an encoder put before and after the sound, at the stream's own rate. */
export interface EncoderPadding {
  readonly delaySamples: number
  readonly paddingSamples: number
}

/** What the scanner has to know of a format. */
export interface FrameFormat {
  /** Bytes needed to judge a header. */
  readonly headerBytes: number
  /** Length of the frame whose header is at `at`, header included; 0 where there is no valid one. */
  frameLength(bytes: Uint8Array, at: number): number
  /** The parts of a header that every frame of one stream has in common, as a number >= 0. */
  signature(bytes: Uint8Array, at: number): number
  describe(bytes: Uint8Array, at: number): FrameSound
  /** Length of another kind of tag at `at` (0: none), judged by its first {@link TAG_LOOK_BYTES} bytes. */
  otherTag?(bytes: Uint8Array, at: number): number
  /** Not null where the first frame holds tables instead of sound: it is left out of the clean stream. */
  tableFrame?(bytes: Uint8Array, at: number, length: number): { padding: EncoderPadding | null } | null
}

export interface FrameScanEvents {
  /**
   * A run of whole frames. `bytes` is valid during the call only; it starts at `sourceOffset` in what was
   * pushed. All runs behind one another are the clean stream.
   */
  onClean?(bytes: Uint8Array, sourceOffset: number): void
  /** An ID3v2 tag; `bytes` is valid during the call only, `atSample` counts the sound before it. */
  onTag?(bytes: Uint8Array, atSample: Samples): void
}

export interface FrameScan {
  /** Frames in the clean stream. */
  readonly frames: number
  /** Null when there was not one frame. Describes the first frame. */
  readonly sound: FrameSound | null
  /** Samples the clean stream decodes to, at its own rate and summed over changes of format. */
  readonly sourceSamples: number
  /** The same length at 48 kHz, rounded once to the nearest sample. */
  readonly durationSamples: Samples
  readonly cleanBytes: number
  /** Bytes of tags of all kinds, and of a table frame. */
  readonly tagBytes: number
  /** Bytes that are neither frame nor tag, cut frames included. */
  readonly junkBytes: number
  /** True when the stream ends inside a frame or a tag. */
  readonly tailCut: boolean
  /** How often rate, channels or profile changed; the index holds for 0 only where rates differ. */
  readonly formatChanges: number
  readonly padding: EncoderPadding | null
  readonly index: FrameIndex
}

export interface FrameScanner {
  /** Takes the next bytes, any number of them; they may be overwritten afterwards. */
  push(bytes: Uint8Array): void
  /**
   * Tells that what follows comes from another file: whatever was begun and is not whole is dropped, so that a cut
   * frame or tag cannot reach into the next file. Returns the sound so far.
   */
  endPart(): Samples
  /** To be called once, after the last push. */
  end(): FrameScan
}

/** Bytes to be seen before it is decided what stands at a place. */
export const TAG_LOOK_BYTES = 32
