/** One reading of a stream of frames: the clean copy, its index, its tags and its hash, all on the way. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createAdtsScanner } from '#core/formats/adts.ts'
import type { FrameScan } from '#core/formats/frame-format.ts'
import { createHydraReader, type HydraTick } from '#core/formats/hydra.ts'
import type { RecordingGap } from '#core/formats/hydra-timeline.ts'
import { readId3, textOf } from '#core/formats/id3.ts'
import { createMp3Scanner } from '#core/formats/mp3.ts'
import type { Samples } from '#core/time/units.ts'
import { encodeFrameIndex, type StoredFrameIndex } from '#main/media/indexFile.ts'
import { FRAME_INDEX, WORKING_COPY } from '#main/media/mediaRecord.ts'
import { cancelled } from './fileProblem.ts'
import { READ_BYTES } from './original.ts'

export type Framing = 'adts' | 'mp3'

export interface MediaTags {
  title?: string
  artist?: string
}

export interface FrameStream {
  readonly scan: FrameScan
  readonly index: StoredFrameIndex
  readonly ticks: readonly HydraTick[]
  readonly tags: MediaTags
  /** SHA-256 of everything that was read, hex. */
  readonly hash: string
  /** Where the sound of each file ends, but for the last one's. */
  readonly partEnds: readonly Samples[]
}

export interface ReadOptions {
  /** Files that are one stream, in order. */
  readonly paths: readonly string[]
  readonly framing: Framing
  /** Where the clean copy and its index are written. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onBytes: (bytesRead: number) => void
}

/** Reads the stream to its end. Throws what the file system says, and `cancelled`. */
export async function readFrameStream(options: ReadOptions): Promise<FrameStream> {
  const { paths, folder } = options
  const hash = createHash('sha256')
  const collected = new TagCollector()
  const clean = new CleanBytes()
  const scanner = scannerOf(options.framing)({
    onClean: (bytes) => clean.take(bytes),
    onTag: (bytes, atSample) => collected.take(bytes, atSample),
  })
  // No Buffer: its `slice` copies nothing, and the scanner keeps what it slices.
  const buffer = new Uint8Array(READ_BYTES)
  const partEnds: Samples[] = []
  const copy = await open(join(folder, WORKING_COPY), 'w')
  try {
    let done = 0
    for (const [place, path] of paths.entries()) {
      if (place > 0) partEnds.push(scanner.endPart())
      for await (const bytes of bytesOf(path, buffer, options.signal)) {
        hash.update(bytes)
        scanner.push(bytes)
        await clean.writeTo(copy)
        done += bytes.length
        options.onBytes(done)
      }
    }
    const scan = scanner.end()
    await clean.writeTo(copy)
    const index = await writeIndex(folder, scan)
    return { scan, index, ticks: collected.ticks, tags: collected.tags, hash: hash.digest('hex'), partEnds }
  } finally {
    await copy.close()
  }
}

/** The bytes of a file, in `buffer` each time. */
async function* bytesOf(path: string, buffer: Uint8Array, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    for (;;) {
      if (signal.aborted) throw cancelled()
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** Holes between the files of a stream, which count before a file's place, as gaps in its sound. */
export function gapsAt(
  { partEnds, scan }: FrameStream,
  holes: readonly { readonly before: number; readonly seconds: number }[],
): RecordingGap[] {
  return holes.map(({ before, seconds }) => ({
    atSample: before === 0 ? 0 : (partEnds[before - 1] ?? scan.durationSamples),
    missingSeconds: seconds,
  }))
}

/** Makes the index of a working copy again. */
export async function indexAgain(folder: string, framing: Framing): Promise<StoredFrameIndex> {
  const scanner = scannerOf(framing)()
  const copy = await open(join(folder, WORKING_COPY))
  try {
    const buffer = new Uint8Array(READ_BYTES)
    for (;;) {
      const { bytesRead } = await copy.read(buffer, 0, READ_BYTES, null)
      if (bytesRead === 0) break
      scanner.push(buffer.subarray(0, bytesRead))
    }
  } finally {
    await copy.close()
  }
  return await writeIndex(folder, scanner.end())
}

function scannerOf(framing: Framing): typeof createAdtsScanner {
  return framing === 'adts' ? createAdtsScanner : createMp3Scanner
}

async function writeIndex(folder: string, scan: FrameScan): Promise<StoredFrameIndex> {
  const index = { ...scan.index, frames: scan.frames, bytes: scan.cleanBytes }
  // Whole or absent: it may be made again while somebody reads.
  await writeFile(join(folder, `${FRAME_INDEX}.tmp`), encodeFrameIndex(index))
  await rename(join(folder, `${FRAME_INDEX}.tmp`), join(folder, FRAME_INDEX))
  return index
}

/** Gathers runs of frames for writing, in the same memory again and again. */
class CleanBytes {
  #bytes = new Uint8Array(READ_BYTES * 2)
  #length = 0

  take(run: Uint8Array): void {
    const end = this.#length + run.length
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(end * 2)
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(run, this.#length)
    this.#length = end
  }

  /** Appends what was gathered to a file. */
  async writeTo(file: FileHandle): Promise<void> {
    for (let done = 0; done < this.#length; ) {
      const { bytesWritten } = await file.write(this.#bytes, done, this.#length - done)
      done += bytesWritten
    }
    this.#length = 0
  }
}

/** Speaker ticks of all tags, and the title and artist of the first tag that names them. */
class TagCollector {
  readonly ticks: HydraTick[] = []
  readonly tags: MediaTags = {}
  readonly #hydra = createHydraReader()

  take(bytes: Uint8Array, atSample: number): void {
    const tick = this.#hydra.read(bytes, atSample)
    if (tick) this.ticks.push(tick)
    else this.#readNames(bytes)
  }

  #readNames(bytes: Uint8Array): void {
    for (const frame of readId3(bytes)?.frames ?? []) {
      if (frame.id === 'TIT2') this.tags.title ??= textOf(frame).trim() || undefined
      if (frame.id === 'TPE1') this.tags.artist ??= textOf(frame).trim() || undefined
    }
  }
}
