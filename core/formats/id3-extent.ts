/**
 * Where a tag in the middle of a stream ends. Its stated size cannot be trusted alone: some writers put a
 * plain number where a synchsafe one belongs, and a tag whose chunk was cut off runs into the next one.
 */
import { ID3_HEADER_BYTES, id3FramesFill, id3Length, id3PlainLength } from './id3.ts'

/** Larger tags are taken for junk that happens to look like a tag. */
export const MAX_TAG_BYTES = 16 * 1024 * 1024

export type TagExtent =
  /** There is no tag here. */
  | { readonly kind: 'none' }
  /** The stream ends before the tag does. */
  | { readonly kind: 'cut' }
  /** It cannot be told before the stream is there up to the place `end`. */
  | { readonly kind: 'wait'; readonly end: number }
  | { readonly kind: 'tag'; readonly length: number }

export interface StreamInHand {
  readonly bytes: Uint8Array
  /** True when nothing comes after `bytes`. */
  readonly final: boolean
  /** Bytes that {@link goesOn} needs to see. */
  readonly lookBytes: number
  /** True when a frame, a tag or the end of the stream is at `at`. */
  goesOn(at: number): boolean
}

const NONE: TagExtent = { kind: 'none' }
const CUT: TagExtent = { kind: 'cut' }

/** The extent of the ID3 tag at `at`: of the readings of its size, the one that fits its frames and what follows. */
export function id3Extent(stream: StreamInHand, at: number): TagExtent {
  const { bytes, final, lookBytes } = stream
  const stated = [id3Length(bytes, at), id3PlainLength(bytes, at)].filter(
    (length, place, both) => length > 0 && length <= MAX_TAG_BYTES && both.indexOf(length) === place,
  )
  if (stated.length === 0) return NONE
  const whole: { length: number; filled: boolean; followed: boolean }[] = []
  for (const length of stated) {
    const next = at + length
    if (next + lookBytes > bytes.length && !final) return { kind: 'wait', end: next + lookBytes }
    if (next > bytes.length) continue
    const filled = id3FramesFill(bytes, at, length)
    const followed = stream.goesOn(next)
    if (filled && followed) return { kind: 'tag', length }
    whole.push({ length, filled, followed })
  }
  const best = whole.find(({ filled }) => filled) ?? whole.find(({ followed }) => followed) ?? whole[0]
  if (!best) return CUT
  return { kind: 'tag', length: best.followed ? best.length : upToNextTag(bytes, at, best.length) }
}

/** Where a tag that was cut off runs into the next one; `length` where there is no other tag in it. */
function upToNextTag(bytes: Uint8Array, at: number, length: number): number {
  for (let inside = at + ID3_HEADER_BYTES; inside < at + length; inside++) {
    if (bytes[inside] === 0x49 && id3Length(bytes, inside) > 0) return inside - at
  }
  return length
}
