/** Real samples of the visible window, cut out of the virtual WAV by byte ranges. For zooms finer than any peaks. */
import type { Samples } from '#core/time/units.ts'
import type { FetchQueue } from './fetchQueue.ts'
import { ByteCache } from './lru.ts'
import { readWavHeader, type WavLayout } from './wavHeader.ts'

/** Finer than this many samples per pixel real samples are drawn. */
export const PCM_SAMPLES_PER_PIXEL = 256

/** Frames of one tile; 256 KB of stereo. */
export const PCM_TILE_FRAMES = 65_536

const HEADER_BYTES = 512
const CACHE_BYTES = 24 * 1024 * 1024

/** Reads samples of the timeline. */
export interface PcmReader {
  /** Interleaved samples of the tile that holds timeline sample `index * PCM_TILE_FRAMES`, or undefined. */
  tile(index: number): Int16Array | undefined
  readonly channels: number
}

export class TimelinePcm {
  readonly #queue: FetchQueue
  readonly #tiles = new ByteCache<Int16Array>(CACHE_BYTES)
  #url = ''
  #layout: WavLayout | null = null

  constructor(queue: FetchQueue) {
    this.#queue = queue
  }

  /** A reader of the WAV at `url`, which must never change its content; undefined until its header is there. */
  reader(url: string, duration: Samples): PcmReader | undefined {
    if (url !== this.#url) {
      this.#url = url
      this.#layout = null
    }
    const layout = this.#layout
    if (!layout) {
      this.#queue.want(`header:${url}`, async (signal) => {
        const found = readWavHeader(await fetchRange(url, 0, HEADER_BYTES, signal))
        if (!found) throw new Error('Not a 16-bit WAV')
        if (url === this.#url) this.#layout = found
      })
      return undefined
    }
    return { channels: layout.channels, tile: (index) => this.#tile(url, layout, duration, index) }
  }

  #tile(url: string, layout: WavLayout, duration: Samples, index: number): Int16Array | undefined {
    const firstFrame = index * PCM_TILE_FRAMES
    const frames = Math.min(PCM_TILE_FRAMES, duration - firstFrame)
    if (frames <= 0) return undefined
    const key = `${url}:${index}`
    const known = this.#tiles.get(key)
    if (known) return known
    this.#queue.want(key, async (signal) => {
      const bytesPerFrame = layout.channels * 2
      const first = layout.dataOffset + firstFrame * bytesPerFrame
      const bytes = await fetchRange(url, first, frames * bytesPerFrame, signal)
      this.#tiles.set(key, new Int16Array(bytes, 0, Math.floor(bytes.byteLength / 2)))
    })
    return undefined
  }
}

async function fetchRange(
  url: string,
  first: number,
  length: number,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal, headers: { Range: `bytes=${first}-${first + length - 1}` } })
  if (response.status !== 206) throw new Error(`The preview answered ${response.status} to a range`)
  return response.arrayBuffer()
}
