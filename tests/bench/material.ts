/** Hours of recording to measure with: the speech of the demo Space, again and again, with Hydra tags. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assetPath } from '#main/assets.ts'
import { decodePcm } from '../fixtures/ffmpeg.ts'
import { makeSpace, type SpaceTurn } from '../fixtures/space.ts'

/** Kept between runs; may be deleted. */
const CACHE = resolve('.cache/bench')
const TURN_SECONDS = 8

/** Path of a raw ADTS Space of that many hours, with a turn every eight seconds. */
export async function spaceOfHours(hours: number): Promise<string> {
  const path = join(CACHE, `space-${hours}h.ts`)
  if (existsSync(path)) return path
  mkdirSync(CACHE, { recursive: true })
  const decoded = await decodePcm(assetPath('resources/demo/space-1DemoAfterspc_0.ts'))
  const pcm = new Int16Array(decoded.buffer, decoded.byteOffset, decoded.byteLength >> 1)
  const durationSeconds = hours * 3600
  const turns = Array.from(
    { length: Math.floor(durationSeconds / TURN_SECONDS) },
    (_, i): SpaceTurn => ({
      key: ['host', 'ana', 'ben'][i % 3]!,
      startSeconds: i * TURN_SECONDS + 1,
      endSeconds: (i + 1) * TURN_SECONDS - 1,
    }),
  )
  const made = await makeSpace({ durationSeconds, turns, pcm, encodeSeconds: pcm.length / 2 / 48_000 })
  writeFileSync(path, made.bytes)
  return path
}
