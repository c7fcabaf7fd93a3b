/**
 * WAV with 16-bit PCM: RIFF (Microsoft, 1991), and RF64 with a `ds64` chunk (EBU Tech 3306) where the sizes no
 * longer fit 32 bits. The header's length depends on the length of the sound only, so offsets are arithmetic.
 */
import { SAMPLE_RATE, type Samples } from '../time/units.ts'

const RIFF_HEADER_BYTES = 44
const RF64_HEADER_BYTES = 80
const UINT32_MAX = 0xffff_ffff

export interface WavFormat {
  readonly channels: number
  readonly sampleRate: number
}

/** Bytes of one moment of 16-bit sound, all channels. */
export function bytesPerFrame(channels = 2): number {
  return channels * 2
}

/** Length in bytes of the header that {@link wavHeader} writes. */
export function wavHeaderBytes(frames: Samples, channels = 2): number {
  return needsRf64(frames * bytesPerFrame(channels)) ? RF64_HEADER_BYTES : RIFF_HEADER_BYTES
}

/** Length in bytes of the whole file. */
export function wavFileBytes(frames: Samples, channels = 2): number {
  return wavHeaderBytes(frames, channels) + frames * bytesPerFrame(channels)
}

function needsRf64(dataBytes: number): boolean {
  return dataBytes + RIFF_HEADER_BYTES - 8 > UINT32_MAX
}

/** The header of a 16-bit PCM file that holds `frames` samples per channel. */
export function wavHeader(frames: Samples, format: Partial<WavFormat> = {}): Uint8Array {
  const channels = format.channels ?? 2
  const sampleRate = format.sampleRate ?? SAMPLE_RATE
  const dataBytes = frames * bytesPerFrame(channels)
  const large = needsRf64(dataBytes)
  const bytes = new Uint8Array(large ? RF64_HEADER_BYTES : RIFF_HEADER_BYTES)
  const view = new DataView(bytes.buffer)
  writeTag(bytes, 0, large ? 'RF64' : 'RIFF')
  view.setUint32(4, large ? UINT32_MAX : bytes.length - 8 + dataBytes, true)
  writeTag(bytes, 8, 'WAVE')
  let at = 12
  if (large) {
    writeTag(bytes, at, 'ds64')
    view.setUint32(at + 4, 28, true)
    view.setBigUint64(at + 8, BigInt(bytes.length - 8 + dataBytes), true)
    view.setBigUint64(at + 16, BigInt(dataBytes), true)
    view.setBigUint64(at + 24, BigInt(frames), true)
    at += 36
  }
  writeTag(bytes, at, 'fmt ')
  view.setUint32(at + 4, 16, true)
  view.setUint16(at + 8, 1, true)
  view.setUint16(at + 10, channels, true)
  view.setUint32(at + 12, sampleRate, true)
  view.setUint32(at + 16, sampleRate * bytesPerFrame(channels), true)
  view.setUint16(at + 20, bytesPerFrame(channels), true)
  view.setUint16(at + 22, 16, true)
  writeTag(bytes, at + 24, 'data')
  view.setUint32(at + 28, large ? UINT32_MAX : dataBytes, true)
  return bytes
}

/** What a header says; `dataOffset` is where the sound begins. */
export interface WavInfo extends WavFormat {
  readonly bitsPerSample: number
  readonly dataOffset: number
  readonly dataBytes: number
  readonly frames: Samples
}

/** Reads the header of a WAV or RF64 file from its first bytes; null when they are not one. */
export function readWavHeader(bytes: Uint8Array): WavInfo | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || readTag(bytes, 8) !== 'WAVE') return null
  const kind = readTag(bytes, 0)
  if (kind !== 'RIFF' && kind !== 'RF64') return null
  let format: (WavFormat & { bitsPerSample: number }) | undefined
  let largeData: number | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const tag = readTag(bytes, at)
    const size = view.getUint32(at + 4, true)
    if (tag === 'data') {
      if (!format) return null
      const dataBytes = size === UINT32_MAX && largeData !== undefined ? largeData : size
      const frameBytes = (format.channels * format.bitsPerSample) / 8
      return { ...format, dataOffset: at + 8, dataBytes, frames: Math.floor(dataBytes / frameBytes) }
    }
    if (at + 8 + size > bytes.length) return null
    if (tag === 'ds64' && size >= 24) largeData = Number(view.getBigUint64(at + 16, true))
    if (tag === 'fmt ' && size >= 16) {
      format = {
        channels: view.getUint16(at + 10, true),
        sampleRate: view.getUint32(at + 12, true),
        bitsPerSample: view.getUint16(at + 22, true),
      }
    }
    at += 8 + size + (size & 1)
  }
  return null
}

function writeTag(bytes: Uint8Array, at: number, tag: string): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = tag.charCodeAt(i)
}

function readTag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!)
}
