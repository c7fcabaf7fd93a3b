/** Peaks of the sources, fetched from the host tile by tile and kept in a bounded cache. */
import { z } from 'zod'
import type { PeakReader } from './columns.ts'
import type { FetchQueue } from './fetchQueue.ts'
import { levelFor, makeReader, type PeakInfo, type PeakTile, tileRange } from './levels.ts'
import { ByteCache } from './lru.ts'

const infoSchema = z.object({
  durationSamples: z.number().int().nonnegative(),
  levels: z
    .array(
      z.object({ samplesPerBucket: z.number().int().positive(), buckets: z.number().int().nonnegative() }),
    )
    .min(1),
})

const CACHE_BYTES = 40 * 1024 * 1024

export class SourcePeaks {
  readonly #infos = new Map<string, PeakInfo>()
  readonly #tiles = new ByteCache<PeakTile>(CACHE_BYTES)

  /**
   * Reads a media item at the resolution of a zoom; undefined until the host has told what there is. Whatever is
   * missing is put on `queue`, the coarse levels with it so that something shows at once.
   */
  reader(mediaId: string, samplesPerPixel: number, queue: FetchQueue): PeakReader | undefined {
    const info = this.#infos.get(mediaId)
    if (info)
      return makeReader(info, levelFor(info, samplesPerPixel), (level, tile) =>
        this.#tile(mediaId, info, level, tile, queue),
      )
    queue.want(`info:${mediaId}`, async (signal) => {
      const response = await fetch(`${mediaPath(mediaId)}/peaks`, { signal })
      if (!response.ok) throw new Error(`Peaks answered ${response.status}`)
      this.#infos.set(mediaId, infoSchema.parse(await response.json()))
    })
    return undefined
  }

  #tile(
    mediaId: string,
    info: PeakInfo,
    level: number,
    tile: number,
    queue: FetchQueue,
  ): PeakTile | undefined {
    const key = `${mediaId}:${level}:${tile}`
    const known = this.#tiles.get(key)
    if (known) return known
    queue.want(key, async (signal) => {
      const { from, to } = tileRange(info, level, tile)
      const response = await fetch(`${mediaPath(mediaId)}/peaks/${level}?from=${from}&to=${to}`, { signal })
      if (!response.ok) throw new Error(`Peaks answered ${response.status}`)
      this.#tiles.set(key, new Int16Array(await response.arrayBuffer()))
    })
    return undefined
  }
}

function mediaPath(mediaId: string): string {
  return `/media/recordings/${encodeURIComponent(mediaId)}`
}
