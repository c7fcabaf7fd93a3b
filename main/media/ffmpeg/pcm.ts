/**
 * The arguments with which every sound is decoded: stereo at 48 kHz, the same samples whoever asks. The analysis
 * and the reader of ranges differ only in the format at the very end.
 */
import { SAMPLE_RATE, type Samples } from '#core/time/units.ts'

export interface PcmOptions {
  readonly format: 'f32le' | 's16le'
  /** Channels of the stream that is decoded; mono goes to both sides at full level. */
  readonly sourceChannels: number
  /** Samples at the source's rate to leave out at the start. */
  readonly dropSourceSamples?: number
  /** Factor on all samples; 0.5 leaves room above full scale in 16 bits. */
  readonly volume?: number
}

/** Nothing but local files is opened, whatever a playlist inside a file asks for. */
export const INPUT_GUARD: readonly string[] = ['-protocol_whitelist', 'file,pipe,subfile']

/** Samples per write: ffmpeg's own choice (one codec frame) costs a system call every 4 KB. */
const SAMPLES_PER_WRITE = 16_384

/** Arguments that come after the input: from its first audio stream to raw PCM on standard output. */
export function pcmOutput(options: PcmOptions): string[] {
  const chain = `${pcmFilters(options)},asetnsamples=n=${SAMPLES_PER_WRITE}:p=0`
  return [
    '-map',
    '0:a:0',
    '-vn',
    '-sn',
    '-dn',
    '-af',
    chain,
    '-ar',
    String(SAMPLE_RATE),
    '-f',
    options.format,
    'pipe:1',
  ]
}

/** One of several inputs whose sounds are put after each other. */
export interface JoinedInput {
  readonly sourceChannels: number
  /** Samples at 48 kHz to leave out at its start. */
  readonly dropSamples: Samples
  /** Samples that it gives exactly, silence after its end. */
  readonly lengthSamples: Samples
}

/** Arguments that come after several inputs: the sounds of all, each from a decoder of its own, one after another. */
export function joinedPcmOutput(inputs: readonly JoinedInput[], format: PcmOptions['format']): string[] {
  const parts = inputs.map(({ sourceChannels, dropSamples, lengthSamples }, index) => {
    const end = dropSamples + lengthSamples
    const exact = `apad=whole_len=${end},atrim=start_sample=${dropSamples}:end_sample=${end}`
    return `[${index}:a:0]${pcmFilters({ format, sourceChannels })},${exact}[part${index}];`
  })
  const labels = inputs.map((_, index) => `[part${index}]`).join('')
  const join = `concat=n=${inputs.length}:v=0:a=1,asetnsamples=n=${SAMPLES_PER_WRITE}:p=0[all]`
  return ['-filter_complex', parts.join('') + labels + join, '-map', '[all]', '-f', format, 'pipe:1']
}

function pcmFilters(options: PcmOptions): string {
  const { sourceChannels, dropSourceSamples = 0, volume = 1 } = options
  const filters = [
    dropSourceSamples > 0 ? `atrim=start_sample=${dropSourceSamples}` : '',
    `aresample=${SAMPLE_RATE}`,
    // ffmpeg's own way from mono to stereo takes 3 dB away.
    sourceChannels === 1 ? 'pan=stereo|c0=c0|c1=c0' : '',
    // Floats first: towards integers the mixing of surround to stereo has another level.
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    volume === 1 ? '' : `volume=${volume}`,
  ]
  return filters.filter(Boolean).join(',')
}

/** Names bytes `[from, to)` of a file as an input. */
export function bytesOf(path: string, from: number, to: number): string {
  return `subfile,,start,${from},end,${to},,:${path}`
}
