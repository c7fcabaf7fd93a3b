/** What a file holds, as ffmpeg tells when it opens it; ffprobe does not come with every ffmpeg. */
import { fail, ok, type Result } from '#core/problem.ts'
import { startFfmpeg } from './child.ts'
import { ffmpegFailure } from './failure.ts'
import { INPUT_GUARD } from './pcm.ts'

export interface AudioProbe {
  /** ffmpeg's name of the codec of the first audio stream, e.g. `aac`, `opus`, `pcm_s16le`. */
  readonly codec: string
  /** ffmpeg's names of the container, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  readonly container: string
  /** As decoded. */
  readonly sampleRate: number
  readonly channels: number
  /** There is a moving picture too (cover pictures do not count). */
  readonly hasVideo: boolean
  /** What the container says, to a hundredth of a second; often wrong, null when it says nothing. */
  readonly claimedSeconds: number | null
  readonly tags: { readonly title?: string; readonly artist?: string }
}

/** Demuxers that take pictures and text for film. */
const NOT_SOUND = /^(tty|image2.*|.*_pipe|gif|apng|ico|txd|webvtt|srt|ass|lrc|ffmetadata|concat|hls)$/
const NOT_AUDIO_HINT = 'Choose a sound or video file: the Space recording itself, or a download of it.'

/**
 * Opens a file, or bytes of its start with the format they are in. Fails with `not-audio`, `no-sound` (no audio
 * stream), `ffmpeg-missing`, `ffmpeg-failed`, `unreadable` or `vanished`.
 */
export async function probeAudio(
  path: string,
  options: { readonly format?: string; readonly signal?: AbortSignal } = {},
): Promise<Result<AudioProbe>> {
  const format = options.format === undefined ? [] : ['-f', options.format]
  const args = ['-nostdin', ...INPUT_GUARD, ...format, '-i', path, '-f', 'ffmetadata', 'pipe:1']
  const started = startFfmpeg(args)
  if (!started.ok) return started
  const child = started.value
  options.signal?.addEventListener('abort', child.kill, { once: true })
  let metadata = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    metadata += text
  })
  const end = await child.ended
  options.signal?.removeEventListener('abort', child.kill)
  if (options.signal?.aborted) return fail('cancelled', 'It was cancelled.')
  const container = /^Input #0, (\S+), from /m.exec(end.said)?.[1]
  if (container === undefined) {
    const failure = ffmpegFailure(end, 'open the file')
    return !failure.ok && failure.error.code === 'ffmpeg-failed' && end.killedBy === null
      ? fail('not-audio', 'This is no sound or video file that ffmpeg knows.', NOT_AUDIO_HINT)
      : failure
  }
  if (container.split(',').some((name) => NOT_SOUND.test(name))) {
    return fail('not-audio', 'This file is a picture or text, not sound.', NOT_AUDIO_HINT)
  }
  return probeOf(end.said, container, metadata)
}

function probeOf(said: string, container: string, metadata: string): Result<AudioProbe> {
  const streams = said.split(/\r?\n/).filter((line) => /^\s*Stream #0:/.test(line))
  const audio = streams.find((line) => / Audio: /.test(line))
  const fields = audio && / Audio: ([^ ,]+).*?, (\d+) Hz, ([^,]+)/.exec(audio)
  if (!fields) {
    return fail('no-sound', 'This file has no sound in it.', 'Choose a file with an audio track.')
  }
  const hasVideo = streams.some((line) => / Video: /.test(line) && !line.includes('(attached pic)'))
  return ok({
    codec: fields[1]!,
    container,
    sampleRate: Number(fields[2]),
    channels: channelsOf(fields[3]!.trim()),
    hasVideo,
    claimedSeconds: secondsOf(said),
    tags: tagsOf(metadata),
  })
}

/** `mono`, `stereo`, `5.1(side)`, `hexagonal`, `3 channels (FL+FR+LFE)`: layouts as ffmpeg names them. */
function channelsOf(layout: string): number {
  const counted = /^(\d+) channels/.exec(layout)?.[1]
  if (counted !== undefined) return Number(counted)
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(layout)
  if (parts) return Number(parts[1]) + Number(parts[2]) + Number(parts[3] ?? 0)
  const named: Record<string, number> = { mono: 1, quad: 4, hexagonal: 6, octagonal: 8, cube: 8 }
  return named[layout.replace(/\(.*/, '')] ?? 2
}

function secondsOf(said: string): number | null {
  const time = /^\s*Duration: (\d+):(\d\d):(\d\d\.\d+)/m.exec(said)
  return time ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3]) : null
}

/** Title and artist of an FFMETADATA text: those of the file, before any chapter or stream. */
function tagsOf(metadata: string): { title?: string; artist?: string } {
  const tags: { title?: string; artist?: string } = {}
  const whole = metadata.split(/^\[/m)[0]!
  for (const line of whole.split(/(?<!\\)\n/)) {
    const [, key, value] = /^(title|artist)=([\s\S]*)$/i.exec(line) ?? []
    if (!key || !value) continue
    tags[key.toLowerCase() as 'title' | 'artist'] = value.replace(/\\([\s\S])/g, '$1').trim()
  }
  return tags
}
