/**
 * Walks a stream of self-framed audio (ADTS AAC, MPEG layer III) that has tags and junk in between.
 *
 * It hops from header to header by the length each one states. A header counts only when the next one
 * agrees with it, so a sync word inside a payload or a tag does not pass for a frame; after junk, two
 * agreeing headers are asked for, and three before the first frame or where the format changes. A frame
 * whose length runs into the next tag or frame was cut off and is dropped.
 *
 * The outcome depends on the bytes alone, never on how they were divided into chunks.
 */
import { SAMPLE_RATE } from '../time/units.ts'
import {
  type EncoderPadding,
  type FrameFormat,
  type FrameScanEvents,
  type FrameScanner,
  type FrameSound,
  TAG_LOOK_BYTES,
} from './frame-format.ts'
import { FRAMES_PER_ENTRY, OffsetList } from './frame-index.ts'
import { ID3_HEADER_BYTES, id3Length, id3PlainLength } from './id3.ts'
import { id3Extent, MAX_TAG_BYTES } from './id3-extent.ts'
import { concatBytes } from './id3-write.ts'

const OTHER = 0
const FRAME = 1
const TAG = 2
const END = 3
const MORE = 4
const CUT = 5

const REJECT = -1
const WAIT = -2
const ACCEPT = -3

/** A scanner for one stream of `format`. */
export function createFrameScanner(format: FrameFormat, events: FrameScanEvents = {}): FrameScanner {
  const look = Math.max(TAG_LOOK_BYTES, format.headerBytes)
  const offsets = new OffsetList()

  let pending: Uint8Array[] = []
  let pendingBytes = 0
  let neededBytes = 0

  /** The bytes in hand, what is before them in the stream, and whether nothing follows. */
  let work: Uint8Array = new Uint8Array(0)
  let workStart = 0
  let final = false
  let runStart = -1

  let synced = false
  let lock = -1
  let sound: FrameSound | null = null
  let firstSound: FrameSound | null = null
  let frames = 0
  let framesOfSound = 0
  let earlierSamples48k = 0
  let earlierSourceSamples = 0
  let cleanBytes = 0
  let tagBytes = 0
  let junkBytes = 0
  let tailCut = false
  let formatChanges = 0
  let padding: EncoderPadding | null = null

  function samples48k(): number {
    if (!sound) return earlierSamples48k
    return earlierSamples48k + (framesOfSound * sound.samplesPerFrame * SAMPLE_RATE) / sound.sampleRate
  }

  function flushRun(end: number): void {
    if (runStart >= 0 && end > runStart) events.onClean?.(work.subarray(runStart, end), workStart + runStart)
    runStart = -1
  }

  function frameAt(at: number, signature: number): boolean {
    return format.frameLength(work, at) > 0 && format.signature(work, at) === signature
  }

  function tagStartsAt(at: number): boolean {
    return id3Length(work, at) > 0 || id3PlainLength(work, at) > 0 || (format.otherTag?.(work, at) ?? 0) > 0
  }

  /** What stands at `at`, given the signature that a frame there should have. */
  function peek(at: number, signature: number): number {
    if (at + look > work.length) {
      if (!final) return MORE
      if (at === work.length) return END
      if (at + format.headerBytes > work.length && at + ID3_HEADER_BYTES > work.length) return CUT
    }
    if (at + format.headerBytes <= work.length && frameAt(at, signature)) return FRAME
    return tagStartsAt(at) ? TAG : OTHER
  }

  function waitFor(end: number): number {
    neededBytes = Math.max(neededBytes, end)
    return WAIT
  }

  /** Length of the tag at `at`; 0 for none, {@link WAIT} when more bytes must be seen first. */
  function tagLength(at: number): number {
    if (work[at] !== 0x49) return otherTagLength(at)
    const extent = id3Extent({ bytes: work, final, lookBytes: look, goesOn }, at)
    if (extent.kind === 'wait') return waitFor(extent.end)
    if (extent.kind === 'cut') tailCut = true
    return extent.kind === 'tag' ? extent.length : 0
  }

  function goesOn(at: number): boolean {
    return format.frameLength(work, at) > 0 || [TAG, END].includes(peek(at, lock))
  }

  function otherTagLength(at: number): number {
    const length = format.otherTag?.(work, at) ?? 0
    if (length === 0 || length > MAX_TAG_BYTES) return 0
    if (at + length <= work.length) return length
    return final ? 0 : waitFor(at + length)
  }

  /** ACCEPT, REJECT or WAIT for the frame at `at` where nothing before it vouches for it. */
  function judgeAlone(at: number, length: number, signature: number): number {
    const wanted = signature === lock ? 2 : 3
    let next = at + length
    for (let agreeing = 1; agreeing < wanted; agreeing++) {
      const following = peek(next, signature)
      if (following === MORE) return waitFor(next + look)
      if (following === OTHER) return REJECT
      if (following === TAG || following === END) return ACCEPT
      if (following === CUT) return at + length <= work.length && agreeing > 1 ? ACCEPT : REJECT
      next += format.frameLength(work, next)
    }
    return at + length <= work.length ? ACCEPT : final ? REJECT : waitFor(at + length)
  }

  /** ACCEPT, REJECT, WAIT, or the place where the stream goes on when the frame at `at` was cut off. */
  function judgeInRow(at: number, length: number): number {
    const next = at + length
    const following = peek(next, lock)
    if (following === MORE) return waitFor(next + look)
    if (following === CUT && next > work.length) {
      tailCut = true
      return REJECT
    }
    if (following !== OTHER) return ACCEPT
    for (let inside = at + 1; inside < next; inside++) {
      if (work[inside] === 0x49 && tagStartsAt(inside)) return inside
      if (work[inside] !== 0xff || !frameAt(inside, lock)) continue
      const verdict = judgeAlone(inside, format.frameLength(work, inside), lock)
      if (verdict === WAIT) return WAIT
      if (verdict === ACCEPT) return inside
    }
    return ACCEPT
  }

  function judge(at: number): number {
    if (at + format.headerBytes > work.length) {
      if (synced) tailCut = true
      return REJECT
    }
    const length = format.frameLength(work, at)
    if (length === 0) return REJECT
    const signature = format.signature(work, at)
    return synced && signature === lock ? judgeInRow(at, length) : judgeAlone(at, length, signature)
  }

  /** Counts the frame at `at` and returns the place behind it. */
  function take(at: number): number {
    const length = format.frameLength(work, at)
    const signature = format.signature(work, at)
    if (signature !== lock) {
      if (lock >= 0) formatChanges += 1
      earlierSamples48k = samples48k()
      earlierSourceSamples += framesOfSound * (sound?.samplesPerFrame ?? 0)
      framesOfSound = 0
      sound = format.describe(work, at)
      firstSound ??= sound
      lock = signature
    }
    synced = true
    tailCut = false
    const table = frames === 0 ? format.tableFrame?.(work, at, length) : null
    if (table) {
      padding ??= table.padding
      tagBytes += length
      return at + length
    }
    if (runStart < 0) runStart = at
    count(length)
    return at + length
  }

  function count(length: number): void {
    if (frames % FRAMES_PER_ENTRY === 0) offsets.push(cleanBytes)
    frames += 1
    framesOfSound += 1
    cleanBytes += length
  }

  /** The common case: hops over frames as long as each is followed by another. */
  function hop(from: number): number {
    const last = work.length - look
    let at = from
    let length = runStart >= 0 && at <= last && frameAt(at, lock) ? format.frameLength(work, at) : 0
    while (length > 0) {
      const next = at + length
      if (next > last) break
      const nextLength = format.frameLength(work, next)
      if (nextLength === 0 || format.signature(work, next) !== lock) break
      count(length)
      at = next
      length = nextLength
    }
    return at
  }

  function skipJunk(from: number): number {
    flushRun(from)
    synced = false
    let at = from + 1
    // Only these bytes start a frame or a tag: sync, "ID3", "TAG", "APETAGEX".
    while (at < work.length) {
      const byte = work[at]
      if (byte === 0xff || byte === 0x49 || byte === 0x54 || byte === 0x41) break
      at += 1
    }
    junkBytes += at - from
    return at
  }

  /** Works off what is in hand and returns how many bytes of it are done with. */
  function scan(): number {
    let at = 0
    neededBytes = 0
    while (at < work.length) {
      if (runStart >= 0) at = hop(at)
      if (at + look > work.length && !final) {
        waitFor(at + look)
        break
      }
      const tag = tagLength(at)
      if (tag === WAIT) break
      if (tag > 0) {
        flushRun(at)
        const isId3 = work[at] === 0x49
        if (isId3) events.onTag?.(work.subarray(at, at + tag), Math.round(samples48k()))
        tagBytes += tag
        tailCut = false
        at += tag
        continue
      }
      const verdict = judge(at)
      if (verdict === WAIT) break
      if (verdict === ACCEPT) at = take(at)
      else if (verdict === REJECT) at = skipJunk(at)
      else {
        flushRun(at)
        junkBytes += verdict - at
        at = verdict
      }
    }
    flushRun(at)
    return at
  }

  function workOff(): void {
    work = pending.length === 1 ? pending[0]! : concatBytes(pending)
    const done = scan()
    workStart += done
    pendingBytes = work.length - done
    neededBytes -= done
    pending = pendingBytes > 0 ? [concatBytes([work.subarray(done)])] : []
    work = new Uint8Array(0)
  }

  return {
    push(bytes) {
      if (bytes.length === 0) return
      const enough = pendingBytes + bytes.length >= neededBytes
      // No `slice`: that of a Node Buffer is a view of memory that the caller uses again.
      pending.push(enough ? bytes : concatBytes([bytes]))
      pendingBytes += bytes.length
      if (enough) workOff()
    },
    endPart() {
      final = true
      if (pendingBytes > 0) workOff()
      final = false
      return Math.round(samples48k())
    },
    end() {
      final = true
      if (pendingBytes > 0) workOff()
      return {
        frames,
        sound: firstSound,
        sourceSamples: earlierSourceSamples + framesOfSound * (sound?.samplesPerFrame ?? 0),
        durationSamples: Math.round(samples48k()),
        cleanBytes,
        tagBytes,
        junkBytes,
        tailCut,
        formatChanges,
        padding,
        index: { framesPerEntry: FRAMES_PER_ENTRY, offsets: offsets.toArray() },
      }
    },
  }
}
