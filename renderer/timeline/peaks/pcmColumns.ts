/** Columns and single samples out of the timeline's real samples. Pure. */
import { clamp, type Samples } from '#core/time/units.ts'
import type { View } from '../view/geometry.ts'
import type { Columns } from './columns.ts'
import { PCM_TILE_FRAMES, type PcmReader } from './pcm.ts'

const SCALE = 1 / 32_768

/**
 * Replaces peaks by the extremes of real samples where those are there already. Each column takes in the first
 * sample of the next, so that the drawn line has no holes. `gain` undoes what preview adds to the sources.
 */
export function pcmColumns(
  reader: PcmReader,
  view: View,
  duration: Samples,
  gain: number,
  out: Columns,
): void {
  const { samplesPerPixel } = view
  const gridStart = (view.startSample / samplesPerPixel + out.offsetPx) * samplesPerPixel
  let index = -1
  let tile: Int16Array | undefined
  for (let column = 0; column < out.count; column++) {
    const from = Math.max(0, Math.floor(gridStart + column * samplesPerPixel))
    const to = Math.min(duration, Math.floor(gridStart + (column + 1) * samplesPerPixel) + 1)
    let max = -Infinity
    let min = Infinity
    for (let frame = from; frame < to; frame++) {
      const wanted = Math.floor(frame / PCM_TILE_FRAMES)
      if (wanted !== index) {
        index = wanted
        tile = reader.tile(wanted)
      }
      if (!tile) break
      const offset = (frame - index * PCM_TILE_FRAMES) * reader.channels
      for (let channel = 0; channel < reader.channels; channel++) {
        const value = tile[offset + channel] ?? 0
        if (value > max) max = value
        if (value < min) min = value
      }
    }
    if (!tile || max < min) continue
    out.max[column] = max * SCALE * gain
    out.min[column] = min * SCALE * gain
  }
}

/** Single samples of a view, the middle of both channels; `values[i]` is timeline sample `first + i`. */
export interface SampleRun {
  readonly first: Samples
  readonly values: Float32Array
}

/** The samples of a view and one beyond either edge, or null while they are not all there. */
export function pcmSamples(reader: PcmReader, view: View, duration: Samples, gain: number): SampleRun | null {
  const first = clamp(Math.floor(view.startSample) - 1, 0, duration)
  const end = clamp(Math.ceil(view.startSample + view.widthPx * view.samplesPerPixel) + 2, first, duration)
  const values = new Float32Array(end - first)
  for (let frame = first; frame < end; frame++) {
    const index = Math.floor(frame / PCM_TILE_FRAMES)
    const tile = reader.tile(index)
    if (!tile) return null
    let sum = 0
    for (let channel = 0; channel < reader.channels; channel++)
      sum += tile[(frame - index * PCM_TILE_FRAMES) * reader.channels + channel] ?? 0
    values[frame - first] = (sum / reader.channels) * SCALE * gain
  }
  return { first, values }
}
