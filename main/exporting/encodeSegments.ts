/**
 * Encodes with several encoders at once, each on its own stretch of the episode, and joins what they made frame by
 * frame. One encoder uses one processor only, and is what an export waits for.
 */
import { open, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { ok, type Result } from '#core/problem.ts'
import { runEncode } from '#main/media/ffmpeg/encode.ts'
import { mp3Layout } from './correctMp3.ts'
import { encoderArgs } from './formats.ts'
import { type FrameFile, indexFrames, readFrameRange } from './frameFile.ts'
import { PCM_INPUT_OPTIONS, pcmSource } from './pcmSource.ts'
import { findSeam, type JoinableCodec } from './seam.ts'
import { OVERLAP_FRAMES, planSegments, type Segment, UNSETTLED_FRAMES } from './segments.ts'
import type { SoundJob } from './soundJob.ts'

/** More encoders than this wait for the mixer. */
const MOST_ENCODERS = 4

/** A stretch of frames `[from, to)` of one segment's file. */
export interface Piece {
  readonly file: FrameFile
  readonly from: number
  readonly to: number
}

/** How a segment is written. */
export interface SegmentWriter {
  readonly codec: JoinableCodec
  readonly path: (index: number) => string
  /** Inputs and output options besides those of the sound. */
  readonly extras: (index: number) => Pick<Parameters<typeof runEncode>[0], 'inputs' | 'outputOptions'>
}

/**
 * Encodes all segments. The value is the pieces in order, together the whole sound; null when the export is too short to be parted, or when the encoders did not
 * agree on windows anywhere in an overlap: then one encoder has to do it.
 */
export async function encodeSegments(job: SoundJob, writer: SegmentWriter): Promise<Result<Piece[] | null>> {
  const { codec } = writer
  const encoders = Math.min(MOST_ENCODERS, availableParallelism())
  const segments = planSegments(codec, job.to - job.from, encoders)
  if (segments.length < 2) return ok(null)
  const remove = async () => {
    await Promise.all(segments.map((_, index) => rm(writer.path(index), { force: true })))
  }
  const encoded = await encodeAll(job, writer, segments)
  if (!encoded.ok) {
    await remove()
    return encoded
  }
  const files = await Promise.all(segments.map((_, index) => indexSegment(writer, index)))
  const pieces = await join(codec, segments, files)
  if (pieces) return ok(pieces)
  await remove()
  return ok(null)
}

async function encodeAll(
  job: SoundJob,
  writer: SegmentWriter,
  segments: readonly Segment[],
): Promise<Result<void>> {
  const failure = new AbortController()
  const signal = AbortSignal.any([job.signal, failure.signal])
  const total = segments.reduce((sum, segment) => sum + segment.endSample - segment.startSample, 0)
  let done = 0
  const onFrames = (frames: number) => {
    done += frames
    // The overlaps are encoded twice.
    job.onSamples((done / total) * (job.to - job.from))
  }
  let first: Result<void> | undefined
  await Promise.all(
    segments.map(async (segment, index) => {
      const start = job.from + segment.startSample
      const end = Math.min(job.to, job.from + segment.endSample)
      const pcm = pcmSource(job.renderer, start, end, signal, onFrames, () => failure.abort())
      const extras = writer.extras(index)
      const result = await runEncode({
        inputs: [{ source: pcm.stream, options: PCM_INPUT_OPTIONS }, ...extras.inputs],
        outputOptions: [...encoderArgs(job.format, job.bitrate), ...extras.outputOptions],
        outputPath: writer.path(index),
        signal,
        lowPriority: true,
      })
      pcm.stream.destroy()
      const problem = pcm.problem()
      // What went wrong first is the cause; the others were only stopped.
      if (problem) first ??= { ok: false, error: problem }
      else if (!result.ok && !failure.signal.aborted) first ??= result
      if (problem || !result.ok) failure.abort()
    }),
  )
  return first ?? ok(undefined)
}

async function indexSegment({ codec, path }: SegmentWriter, index: number): Promise<FrameFile> {
  const file = await open(path(index))
  try {
    // Only the first segment of an MP3 carries tags and a table.
    const layout = codec.frameSamples === 1152 && index === 0 ? await mp3Layout(file) : null
    return await indexFrames(path(index), codec.format, layout?.soundAt ?? 0)
  } finally {
    await file.close()
  }
}

/** Finds the seams; null when there is none somewhere. */
async function join(
  codec: JoinableCodec,
  segments: readonly Segment[],
  files: readonly FrameFile[],
): Promise<Piece[] | null> {
  const pieces: Piece[] = []
  let from = 0
  for (let index = 0; index < segments.length; index++) {
    const file = files[index]!
    const segment = segments[index]!
    const next = segments[index + 1]
    if (!next) {
      pieces.push({ file, from, to: file.frames })
      break
    }
    const seam = await seamOf(codec, segment, file, next, files[index + 1]!)
    if (seam === undefined) return null
    pieces.push({ file, from, to: seam - segment.firstFrame })
    from = seam - next.firstFrame
  }
  return pieces
}

/** The frame, counted over the whole export, at which `next` takes over. */
async function seamOf(
  codec: JoinableCodec,
  segment: Segment,
  file: FrameFile,
  next: Segment,
  nextFile: FrameFile,
): Promise<number | undefined> {
  const from = next.cutFrame
  const to = from + OVERLAP_FRAMES - UNSETTLED_FRAMES
  if (to - segment.firstFrame > file.frames || to - next.firstFrame > nextFile.frames) return undefined
  const earlier = await framesAt(file, from - segment.firstFrame, to - segment.firstFrame)
  const later = await framesAt(nextFile, from - next.firstFrame, to - next.firstFrame)
  const index = findSeam(codec, earlier, later)
  return index === undefined ? undefined : from + index
}

async function framesAt(file: FrameFile, from: number, to: number): Promise<Uint8Array[]> {
  const handle = await open(file.path)
  try {
    return await readFrameRange(handle, file, from, to)
  } finally {
    await handle.close()
  }
}
