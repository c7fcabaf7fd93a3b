/**
 * Peaks of the edited timeline: what each pixel column of a view shows, derived from the peaks of the sources
 * through the clips. Pure. Costs O(columns + clips in the view).
 */
import type { Clip } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { clipsInRange, type PlacedClip } from '#core/episode/timeline.ts'
import { dbToGain } from '#core/time/units.ts'
import { type View, viewEnd } from '../view/geometry.ts'

/** Reads the extremes of one source. */
export interface PeakReader {
  /**
   * Puts the greatest and least sample of source range `[from, to)` into `into` (full scale = 1).
   * Returns false where nothing is known yet; `into` is then untouched.
   */
  read(from: number, to: number, into: Extremes): boolean
}

export interface Extremes {
  max: number
  min: number
}

/** What kind of clip a column shows; its colour. */
export const COLUMN_KIND = { none: 0, recording: 1, read: 2 } as const

/** Columns of a view. Columns lie on a grid of whole multiples of `samplesPerPixel`, so scrolling never shimmers. */
export interface Columns {
  readonly max: Float32Array
  readonly min: Float32Array
  /** One of {@link COLUMN_KIND}. */
  readonly kind: Uint8Array
  /** Pixel of the first column, -1 < offset <= 0. */
  offsetPx: number
  count: number
}

/** Room for the columns of a window of `widthPx`. */
export function makeColumns(widthPx: number): Columns {
  const room = Math.ceil(widthPx) + 2
  return {
    max: new Float32Array(room),
    min: new Float32Array(room),
    kind: new Uint8Array(room),
    offsetPx: 0,
    count: 0,
  }
}

/**
 * Fills `out` with the peaks of a view, clip gains and fades applied. Columns without sound or without known
 * peaks are 0; where several clips share a column it shows the extremes of all.
 */
export function timelineColumns(
  clips: readonly Clip[],
  readerOf: (mediaId: string) => PeakReader | undefined,
  view: View,
  out: Columns,
): Columns {
  const { samplesPerPixel } = view
  const firstColumn = Math.floor(view.startSample / samplesPerPixel)
  out.offsetPx = firstColumn - view.startSample / samplesPerPixel
  out.count = Math.min(out.max.length, Math.ceil(view.widthPx) + 1)
  out.max.fill(0)
  out.min.fill(0)
  out.kind.fill(COLUMN_KIND.none)
  const gridStart = firstColumn * samplesPerPixel
  for (const placed of clipsInRange(clips, gridStart, viewEnd(view) + samplesPerPixel)) {
    if (isSilence(placed.clip.mediaId)) continue
    const reader = readerOf(placed.clip.mediaId)
    const kind = placed.clip.slot ? COLUMN_KIND.read : COLUMN_KIND.recording
    addClip(placed, reader, kind, gridStart, samplesPerPixel, out)
  }
  return out
}

/** Greatest amplitude of all columns. */
export function loudest({ max, min, count }: Columns): number {
  let most = 0
  for (let i = 0; i < count; i++) most = Math.max(most, max[i]!, -min[i]!)
  return most
}

const found: Extremes = { max: 0, min: 0 }

function addClip(
  placed: PlacedClip,
  reader: PeakReader | undefined,
  kind: number,
  gridStart: number,
  samplesPerPixel: number,
  out: Columns,
): void {
  const { clip, timelineStart, timelineEnd } = placed
  const gain = dbToGain(clip.gainDb)
  const shift = clip.start - timelineStart
  const first = Math.max(0, Math.floor((timelineStart - gridStart) / samplesPerPixel))
  const last = Math.min(out.count, Math.ceil((timelineEnd - gridStart) / samplesPerPixel))
  for (let column = first; column < last; column++) {
    const columnStart = gridStart + column * samplesPerPixel
    const from = Math.max(timelineStart, columnStart)
    const to = Math.min(timelineEnd, columnStart + samplesPerPixel)
    if (to <= from) continue
    out.kind[column] = Math.max(out.kind[column]!, kind)
    if (!reader?.read(from + shift, to + shift, found)) continue
    const level = gain * fadeLevel(clip, (from + to) / 2 - timelineStart)
    out.max[column] = Math.max(out.max[column]!, found.max * level)
    out.min[column] = Math.min(out.min[column]!, found.min * level)
  }
}

/** Level of a clip's own fades `offset` samples into it; equal power as in the mixer. */
function fadeLevel(clip: Clip, offset: number): number {
  let level = 1
  if (offset < clip.fadeInSamples) level = Math.sin((Math.PI / 2) * (offset / clip.fadeInSamples))
  const left = clip.length - offset
  if (left < clip.fadeOutSamples) level *= Math.sin((Math.PI / 2) * (left / clip.fadeOutSamples))
  return level
}
