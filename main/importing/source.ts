/** Decides how the sound of an original is reached exactly, and makes a working copy where that takes one. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HydraTick } from '#core/formats/hydra.ts'
import type { RecordingGap } from '#core/formats/hydra-timeline.ts'
import { fail, ok, ProblemError, type Result, unwrap } from '#core/problem.ts'
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import type { DecodeTarget } from '#main/media/analysis/decodeTarget.ts'
import { runEncode } from '#main/media/ffmpeg/encode.ts'
import { INPUT_GUARD } from '#main/media/ffmpeg/pcm.ts'
import { type AudioProbe, probeAudio } from '#main/media/ffmpeg/probe.ts'
import { WORKING_COPY } from '#main/media/mediaRecord.ts'
import { type FrameStream, type Framing, gapsAt, type MediaTags, readFrameStream } from './frameStream.ts'
import { measureLead } from './lead.ts'
import { type Original, soundOf } from './original.ts'
import type { ImportProgress } from './progress.ts'

/** Sound that can be decoded exactly from any place. */
export interface ExactSource {
  readonly target: DecodeTarget
  /** The length, or what the container claims of it. */
  readonly length: { readonly exact: boolean; readonly samples: Samples }
  readonly codec: string
  readonly container: string
  readonly sampleRate: number
  readonly ticks: readonly HydraTick[]
  readonly tags: MediaTags
  /** SHA-256 of the original where it was read as a whole on the way. */
  readonly hash: string | null
  readonly warnings: readonly string[]
  /** Where files of the recording are missing between others. */
  readonly holes: readonly RecordingGap[]
}

export interface SourceContext {
  readonly original: Original
  readonly folder: string
  readonly signal: AbortSignal
  readonly progress: ImportProgress
}

/** Containers whose own index ffmpeg follows to the sample; the analysis proves it for each file. */
const SEEKABLE = new Set(['wav', 'flac', 'mp4', 'ogg', 'aiff', 'caf', 'w64', 'mov'])
/** Share of the bar up to which reading and converting go. */
const READING_ENDS = 0.1
const CONVERTING_ENDS = 0.35

/** Throws problems of the file system; fails with what `probeAudio` and `runEncode` say. */
export async function findSource(context: SourceContext): Promise<Result<ExactSource>> {
  const { original } = context
  if (original.sniffed === 'adts' || original.sniffed === 'mp3') {
    const frames = await sourceOfFrames(context, original.sniffed)
    if (frames) return frames
  }
  if (original.files.length > 1) return fail('not-audio', `${original.name} holds no sound.`)
  const probed = await probeAudio(soundOf(original), { signal: context.signal })
  if (!probed.ok) return probed
  const probe = probed.value
  const seekable = SEEKABLE.has(containerOf(original, probe)) && (probe.claimedSeconds ?? 0) > 0
  if (seekable && !probe.hasVideo) return ok(sourceOfFile(original, probe, soundOf(original), 'original'))
  const remuxed = seekable ? await remuxedTrack(context, probe) : await remuxedFrames(context, probe)
  if (remuxed.ok && remuxed.value) return ok(remuxed.value)
  if (!remuxed.ok && remuxed.error.code !== 'ffmpeg-failed') return remuxed
  return await convertedSource(context, probe)
}

/** Raw frames; null when there is not one after all. Frames of several kinds are converted. */
async function sourceOfFrames(context: SourceContext, framing: Framing): Promise<Result<ExactSource> | null> {
  const { original, folder, signal, progress } = context
  progress.begin('Reading', READING_ENDS)
  const stream = await readFrameStream({
    paths: original.files.map(({ path }) => path),
    framing,
    folder,
    signal,
    onBytes: (bytes) => progress.at(bytes / original.bytes),
  })
  if (stream.scan.frames === 0 || stream.scan.sound === null) return null
  const working = join(folder, WORKING_COPY)
  const format = framing === 'adts' ? 'aac' : 'mp3'
  const probed = await probeAudio(working, { format, signal })
  if (!probed.ok) return probed
  const extras = {
    ticks: stream.ticks,
    tags: stream.tags,
    hash: stream.hash,
    codec: format,
    container: framing,
    holes: gapsAt(stream, original.holes),
  }
  if (stream.scan.formatChanges > 0) {
    // Left to itself, a decoder would lose its place where the kind of frame changes.
    const unified = await convert(context, working, probed.value, ['-f', format])
    if (!unified.ok) return unified
    const warning = 'The format changes within the recording, so a converted copy is kept.'
    return ok({
      ...convertedFile(context, probed.value),
      ...extras,
      warnings: [...cutWarning(stream), warning],
    })
  }
  return ok({ ...framesIn(context, stream, framing, probed.value), ...extras })
}

/** The source that a clean copy of frames in the folder is. */
function framesIn(
  context: SourceContext,
  stream: FrameStream,
  framing: Framing,
  probe: AudioProbe,
): ExactSource {
  const sound = stream.scan.sound!
  // Spectral band replication (HE-AAC) doubles the rate; the headers do not tell.
  const factor = probe.sampleRate === sound.sampleRate * 2 ? 2 : 1
  const sampleRate = sound.sampleRate * factor
  const { padding } = stream.scan
  // A decoder of layer III is 529 samples late by itself (ISO/IEC 11172-3, as LAME's tag counts it).
  const lead = padding ? padding.delaySamples + MP3_DECODER_DELAY : 0
  const leadSamples = Math.round((lead * SAMPLE_RATE) / sound.sampleRate)
  const padded = padding ? padding.delaySamples + padding.paddingSamples : 0
  const heard = Math.round(((stream.scan.sourceSamples - padded) * SAMPLE_RATE) / sound.sampleRate)
  const samples = Math.max(1, Math.min(heard, stream.scan.durationSamples - leadSamples))
  const samplesPerFrame = sound.samplesPerFrame * factor
  return {
    target: {
      path: join(context.folder, WORKING_COPY),
      access: { type: 'frames', framing, sampleRate, samplesPerFrame, leadSamples },
      channels: probe.channels,
      index: stream.index,
    },
    length: { exact: true, samples },
    codec: probe.codec,
    container: framing,
    sampleRate,
    ticks: stream.ticks,
    tags: stream.tags,
    hash: stream.hash,
    warnings: cutWarning(stream),
    holes: [],
  }
}

const MP3_DECODER_DELAY = 529

function cutWarning(stream: FrameStream): string[] {
  return stream.scan.tailCut
    ? ['The recording breaks off in the middle of a frame; all before is there.']
    : []
}

/** AAC or MP3 from a container with rough times, taken out as frames; null for other codecs. */
async function remuxedFrames(context: SourceContext, probe: AudioProbe): Promise<Result<ExactSource | null>> {
  const framing = probe.codec === 'aac' ? 'adts' : probe.codec.startsWith('mp3') ? 'mp3' : null
  if (framing === null) return ok(null)
  const { original, folder, signal, progress } = context
  progress.begin('Copying the sound', READING_ENDS)
  const raw = join(folder, 'raw.tmp')
  const format =
    framing === 'adts' ? ['-f', 'adts'] : ['-f', 'mp3', '-write_xing', '0', '-id3v2_version', '0']
  const copied = await copyTrack(context, probe, raw, format)
  if (!copied.ok) return copied
  const stream = await readFrameStream({ paths: [raw], framing, folder, signal, onBytes: () => undefined })
  await rm(raw, { force: true })
  const { sound, formatChanges, frames } = stream.scan
  if (frames === 0 || sound === null || formatChanges > 0) return ok(null)
  const source = framesIn(context, stream, framing, probe)
  const lead = await measureLead({
    original: soundOf(original),
    working: source.target.path,
    workingFormat: framing === 'adts' ? 'aac' : 'mp3',
    channels: probe.channels,
    signal,
  })
  if (!lead.ok) return lead
  if (lead.value === null || lead.value < 0) return ok(null)
  const { tags } = probe
  const samples = source.length.samples - lead.value
  const access = { ...source.target.access, leadSamples: lead.value }
  return ok({
    ...{ ...source, tags, hash: null, container: containerOf(original, probe) },
    target: { ...source.target, access },
    length: { exact: true, samples },
  })
}

/** The sound of a film, without the picture. */
async function remuxedTrack(context: SourceContext, probe: AudioProbe): Promise<Result<ExactSource | null>> {
  const { original, folder, signal, progress } = context
  progress.begin('Copying the sound', READING_ENDS)
  const working = join(folder, WORKING_COPY)
  const copied = await copyTrack(context, probe, working, ['-f', 'mov'])
  if (!copied.ok) return copied
  const { channels } = probe
  const lead = await measureLead({
    original: soundOf(original),
    working,
    workingFormat: 'mov',
    channels,
    signal,
  })
  if (!lead.ok) return lead
  if (lead.value === null || lead.value < 0) return ok(null)
  return ok(sourceOfFile(original, probe, working, 'working', lead.value))
}

async function copyTrack(
  context: SourceContext,
  probe: AudioProbe,
  outputPath: string,
  format: readonly string[],
): Promise<Result<void>> {
  return await runEncode({
    inputs: [{ source: soundOf(context.original), options: INPUT_GUARD }],
    outputOptions: ['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-c', 'copy', ...format],
    outputPath,
    totalSeconds: probe.claimedSeconds ?? undefined,
    onProgress: (fraction) => context.progress.at(fraction),
    signal: context.signal,
  })
}

/** The last resort, exact for everything that ffmpeg decodes: a lossless copy. */
export async function convertedSource(
  context: SourceContext,
  probe?: AudioProbe,
): Promise<Result<ExactSource>> {
  const known = probe ? ok(probe) : await probeAudio(soundOf(context.original), { signal: context.signal })
  if (!known.ok) return known
  const converted = await convert(context, soundOf(context.original), known.value, [])
  if (!converted.ok) return converted
  return ok(convertedFile(context, known.value))
}

function convertedFile(context: SourceContext, probe: AudioProbe): ExactSource {
  return sourceOfFile(context.original, probe, join(context.folder, WORKING_COPY), 'working')
}

async function convert(
  context: SourceContext,
  path: string,
  probe: AudioProbe,
  inputOptions: readonly string[],
): Promise<Result<void>> {
  const { folder, signal, progress } = context
  progress.begin('Converting', CONVERTING_ENDS)
  const made = join(folder, 'converted.tmp')
  const is16Bit = /^pcm_(s16|u8|s8|alaw|mulaw)/.test(probe.codec)
  const shape = ['-ac', String(Math.min(8, probe.channels)), '-ar', String(probe.sampleRate)]
  const flac = ['-c:a', 'flac', '-compression_level', '2', '-f', 'flac']
  const depth = ['-sample_fmt', is16Bit ? 's16' : 's32']
  const converted = await runEncode({
    inputs: [{ source: path, options: [...INPUT_GUARD, ...inputOptions] }],
    outputOptions: ['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', ...shape, ...depth, ...flac],
    outputPath: made,
    totalSeconds: probe.claimedSeconds ?? undefined,
    onProgress: (fraction) => progress.at(fraction),
    signal,
  })
  if (!converted.ok) return converted
  await rename(made, join(folder, WORKING_COPY))
  const check = unwrap(await probeAudio(join(folder, WORKING_COPY), { format: 'flac', signal }))
  if (!check.claimedSeconds) throw new ProblemError(SILENT)
  return converted
}

const SILENT = {
  code: 'no-sound',
  message: 'The sound track of this file is empty.',
  hint: 'Choose another file.',
} as const

function sourceOfFile(
  original: Original,
  probe: AudioProbe,
  path: string,
  file: 'original' | 'working',
  leadSamples: Samples = 0,
): ExactSource {
  return {
    target: { path, access: { type: 'seekable', file, leadSamples }, channels: probe.channels, index: null },
    length: { exact: false, samples: Math.round((probe.claimedSeconds ?? 0) * SAMPLE_RATE) },
    codec: probe.codec,
    container: containerOf(original, probe),
    sampleRate: probe.sampleRate,
    ticks: [],
    tags: probe.tags,
    hash: null,
    warnings: [],
    holes: [],
  }
}

function containerOf(original: Original, probe: AudioProbe): string {
  const byFfmpeg = probe.container.split(',')[0]!
  return ['unknown', 'adts', 'mp3'].includes(original.sniffed) ? byFfmpeg : original.sniffed
}
