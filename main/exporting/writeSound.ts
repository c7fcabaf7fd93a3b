/** Writes the sound of an export into one file, in whatever format. */
import { ok, ProblemError, type Result } from '#core/problem.ts'
import { runEncode } from '#main/media/ffmpeg/encode.ts'
import { correctMp3 } from './correctMp3.ts'
import { encoderArgs, FORMATS } from './formats.ts'
import { PCM_INPUT_OPTIONS, pcmSource } from './pcmSource.ts'
import type { SoundJob } from './soundJob.ts'
import { type TagInputs, writeTagInputs } from './tags.ts'
import { writeProblem } from './targetFile.ts'
import { writeJoinedMp3 } from './writeJoined.ts'
import { writeWav } from './writeWav.ts'

/** Problems: those of writing, of ffmpeg and of reading the sources. */
export async function writeSound(job: SoundJob): Promise<Result<void>> {
  try {
    if (job.format === 'wav') {
      let done = 0
      await writeWav(job.renderer, job.from, job.to, job.path, job.signal, (frames) => {
        done += frames
        job.onSamples(done)
      })
      return ok(undefined)
    }
    const tags = await writeTagInputs(job.format, job.path, job.tags, job.chapters, job.cover)
    try {
      const joined = job.format === 'mp3' ? await writeJoinedMp3(job, tags) : ok(false)
      if (!joined.ok) return joined
      return joined.value ? ok(undefined) : await encodeWhole(job, tags)
    } finally {
      await tags.remove()
    }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, error: error.problem }
    return writeProblem(error, job.path)
  }
}

/** One encoder from start to end. */
async function encodeWhole(job: SoundJob, tags: TagInputs): Promise<Result<void>> {
  const failure = new AbortController()
  const signal = AbortSignal.any([job.signal, failure.signal])
  let done = 0
  const pcm = pcmSource(
    job.renderer,
    job.from,
    job.to,
    signal,
    (frames) => {
      done += frames
      job.onSamples(done)
    },
    () => failure.abort(),
  )
  try {
    const encoded = await runEncode({
      inputs: [{ source: pcm.stream, options: PCM_INPUT_OPTIONS }, ...tags.inputs],
      outputOptions: [
        ...encoderArgs(job.format, job.bitrate),
        ...tags.outputOptions,
        ...['-f', FORMATS[job.format].muxer],
      ],
      outputPath: job.path,
      signal,
      lowPriority: true,
    })
    const problem = pcm.problem()
    if (problem) return { ok: false, error: problem }
    if (encoded.ok && job.format === 'mp3') await correctMp3(job.path, job.to - job.from)
    return encoded
  } finally {
    pcm.stream.destroy()
  }
}
