/** Made-up sound: a pure function of media and source sample, so that peaks, samples and WAV agree. */
import type { Episode } from '#core/episode/schema.ts'
import { clipsInRange, episodeDuration } from '#core/episode/timeline.ts'
import { PEAK_UNIT } from '#core/signal/peaks.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'

export const LEVELS = [256, 2048, 16_384, 131_072]

/** Full scale = 1. */
function level(mediaId: string, seconds: number): number {
  if (mediaId === 'read') return 0.45 + 0.15 * Math.sin(seconds * 9)
  const talk = Math.sin(seconds * 0.21) + Math.sin(seconds * 0.073 + 1) + Math.sin(seconds * 0.0011)
  const syllables = 0.35 + 0.65 * Math.abs(Math.sin(seconds * 11)) * Math.abs(Math.sin(seconds * 3.7))
  return Math.max(0.01, Math.min(0.95, talk * 0.4)) * syllables
}

export function sampleOf(mediaId: string, sample: number): number {
  const seconds = sample / SAMPLE_RATE
  return level(mediaId, seconds) * (0.8 * Math.sin(sample * 0.021) + 0.2 * Math.sin(sample * 0.31))
}

export function peakInfo(durationSamples: number) {
  return {
    durationSamples,
    levels: LEVELS.map((samplesPerBucket) => ({
      samplesPerBucket,
      buckets: Math.ceil(durationSamples / samplesPerBucket),
    })),
  }
}

export function peakTile(mediaId: string, samplesPerBucket: number, from: number, to: number): Int16Array {
  const tile = new Int16Array((to - from) * 2)
  for (let bucket = from; bucket < to; bucket++) {
    const height = level(mediaId, ((bucket + 0.5) * samplesPerBucket) / SAMPLE_RATE)
    tile[(bucket - from) * 2] = Math.round(height * PEAK_UNIT)
    tile[(bucket - from) * 2 + 1] = -Math.round(height * PEAK_UNIT)
  }
  return tile
}

/** RF64, as the virtual WAV of 12 h is. */
export function wavHeader(frames: number): Buffer {
  const bytes = frames * 4
  const header = Buffer.alloc(80)
  header.write('RF64', 0)
  header.writeUInt32LE(0xffffffff, 4)
  header.write('WAVEds64', 8)
  header.writeUInt32LE(28, 16)
  header.writeBigUInt64LE(BigInt(bytes + 72), 20)
  header.writeBigUInt64LE(BigInt(bytes), 28)
  header.writeBigUInt64LE(BigInt(frames), 36)
  header.write('fmt ', 48)
  header.writeUInt32LE(16, 52)
  header.writeUInt16LE(1, 56)
  header.writeUInt16LE(2, 58)
  header.writeUInt32LE(SAMPLE_RATE, 60)
  header.writeUInt32LE(SAMPLE_RATE * 4, 64)
  header.writeUInt16LE(4, 68)
  header.writeUInt16LE(16, 70)
  header.write('data', 72)
  header.writeUInt32LE(0xffffffff, 76)
  return header
}

/** Bytes `[first, end)` of the episode's WAV. */
export function wavBytes(episode: Episode, first: number, end: number): Buffer {
  const header = wavHeader(episodeDuration(episode))
  const out = Buffer.alloc(end - first)
  if (first < header.length) header.copy(out, 0, first, Math.min(end, header.length))
  const from = Math.floor((first - header.length) / 4)
  const to = Math.ceil((end - header.length) / 4)
  for (const { clip, timelineStart, timelineEnd } of clipsInRange(episode.clips, Math.max(0, from), to)) {
    for (let at = Math.max(from, timelineStart); at < Math.min(to, timelineEnd); at++) {
      const value = Math.round(sampleOf(clip.mediaId, clip.start + at - timelineStart) * 32_767)
      for (let byte = 0; byte < 4; byte++) {
        const place = header.length + at * 4 + byte - first
        if (place >= 0 && place < out.length) out[place] = (value >> (byte % 2 === 0 ? 0 : 8)) & 255
      }
    }
  }
  return out
}
