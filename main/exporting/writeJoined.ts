/** MP3 files joined from segments that several encoders made at once. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, truncate } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ok, type Result } from '#core/problem.ts'
import { correctMp3 } from './correctMp3.ts'
import { encodeSegments, type Piece } from './encodeSegments.ts'
import { MP3 } from './seam.ts'
import type { SoundJob } from './soundJob.ts'
import type { TagInputs } from './tags.ts'

/**
 * Writes `job.path`. The value says whether it was done; if not, one encoder has to do it. Only MP3 is worth it:
 * Opus predicts each frame from the ones before, and the AAC encoder is quick enough by itself.
 */
export async function writeJoinedMp3(job: SoundJob, tags: TagInputs): Promise<Result<boolean>> {
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
  const [first, ...others] = encoded.value
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
