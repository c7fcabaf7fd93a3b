/** MP3 and M4A files joined from segments that several encoders made at once. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, truncate } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ok, type Result } from '#core/problem.ts'
import { runEncode } from '#main/media/ffmpeg/encode.ts'
import { correctMp3 } from './correctMp3.ts'
import { encodeSegments, type Piece } from './encodeSegments.ts'
import { FORMATS } from './formats.ts'
import { DEEP_QUEUE } from './pcmSource.ts'
import { AAC, MP3 } from './seam.ts'
import type { TagInputs } from './tags.ts'
import type { SoundJob } from './writeSound.ts'

/** Whether a format's encodings can be joined. Opus predicts each frame from the ones before, so it cannot. */
export function isJoinable(format: SoundJob['format']): boolean {
  return format === 'mp3' || format === 'm4a'
}

/** Writes `job.path`. The value says whether it was done; if not, one encoder has to do it. */
export function writeJoined(job: SoundJob, tags: TagInputs): Promise<Result<boolean>> {
  return job.format === 'mp3' ? writeMp3(job, tags) : writeM4a(job, tags)
}

async function writeMp3(job: SoundJob, tags: TagInputs): Promise<Result<boolean>> {
  const selfContained = ['-reservoir', '0']
  const encoded = await encodeSegments(job, {
    codec: MP3,
    // The first segment is the file to be, with its tags; the others are put behind it.
    path: (index) => (index === 0 ? job.path : `${job.path}.${index}`),
    extras: (index) =>
      index === 0
        ? { inputs: tags.inputs, outputOptions: [...selfContained, ...tags.outputOptions, '-f', 'mp3'] }
        : { inputs: [], outputOptions: [...selfContained, ...BARE_MP3] },
  })
  if (!encoded.ok) return encoded
  if (!encoded.value) return ok(false)
  const [first, ...others] = encoded.value.pieces
  try {
    await truncate(job.path, first!.file.offsets[first!.to])
    await pipeline(Readable.from(bytesOf(others)), createWriteStream(job.path, { flags: 'a' }), {
      signal: job.signal,
    })
    await correctMp3(job.path, job.to - job.from)
    return ok(true)
  } finally {
    await Promise.all(others.map(({ file }) => rm(file.path, { force: true })))
  }
}

const BARE_MP3 = ['-id3v2_version', '0', '-write_id3v1', '0', '-write_xing', '0', '-f', 'mp3']

async function writeM4a(job: SoundJob, tags: TagInputs): Promise<Result<boolean>> {
  const encoded = await encodeSegments(job, {
    codec: AAC,
    path: (index) => `${job.path}.${index}`,
    extras: () => ({ inputs: [], outputOptions: ['-f', 'adts'] }),
  })
  if (!encoded.ok) return encoded
  if (!encoded.value) return ok(false)
  try {
    const { frameSamples, delaySamples } = AAC
    const samples = job.to - job.from + delaySamples
    const frames = Math.ceil(samples / frameSamples)
    const lastSamples = samples - (frames - 1) * frameSamples
    const pieces = limited(encoded.value.pieces, frames)
    const remuxed = await runEncode({
      inputs: [
        {
          source: Readable.from(bytesOf(pieces), { objectMode: false }),
          // Time 0 is the first sample of the sound; what the encoder put before it goes into the edit list.
          options: [...DEEP_QUEUE, '-f', 'aac', '-itsoffset', String(-delaySamples / 48_000)],
        },
        ...tags.inputs,
      ],
      outputOptions: [
        ...['-c:a', 'copy', '-bsf:a'],
        // The last frame is as long as the sound is.
        `setts=duration=if(eq(N\\,${frames - 1})\\,DURATION*${lastSamples}/${frameSamples}\\,DURATION)`,
        ...tags.outputOptions,
        ...['-f', FORMATS.m4a.muxer],
      ],
      outputPath: job.path,
      signal: job.signal,
      lowPriority: true,
    })
    return remuxed.ok ? ok(true) : remuxed
  } finally {
    await encoded.value.remove()
  }
}

/** The first `frames` frames: an encoder may end with frames that hold only its own delay. */
function limited(pieces: readonly Piece[], frames: number): Piece[] {
  let left = frames
  return pieces.map((piece) => {
    const count = Math.min(left, piece.to - piece.from)
    left -= count
    return { ...piece, to: piece.from + count }
  })
}

async function* bytesOf(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const { file, from, to } of pieces) {
    if (to <= from) continue
    yield* createReadStream(file.path, {
      start: file.offsets[from]!,
      end: file.offsets[to]! - 1,
      highWaterMark: 1 << 20,
    })
  }
}
