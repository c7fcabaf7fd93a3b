/** Paints sound: columns of extremes, and single samples at the deepest zooms. Device pixels. */
import { COLUMN_KIND, type Columns } from '../peaks/columns.ts'
import type { SampleRun } from '../peaks/pcmColumns.ts'
import { type View, xOf } from '../view/geometry.ts'
import type { Palette } from './palette.ts'

export interface WaveBand {
  /** Where silence is, in CSS pixels. */
  readonly middle: number
  /** Height of full scale above it, in CSS pixels. */
  readonly half: number
}

/** Paints columns on a canvas of device pixels. */
export function paintColumns(
  context: CanvasRenderingContext2D,
  columns: Columns,
  band: WaveBand,
  palette: Palette,
  ratio: number,
): void {
  const middle = Math.round(band.middle * ratio)
  const half = band.half * ratio
  let kind = -1
  for (let i = 0; i < columns.count; i++) {
    const here = columns.kind[i]!
    if (here === COLUMN_KIND.none) continue
    if (here !== kind) {
      kind = here
      context.fillStyle = kind === COLUMN_KIND.read ? palette.waveformRead : palette.waveform
    }
    const left = Math.round((columns.offsetPx + i) * ratio)
    const right = Math.round((columns.offsetPx + i + 1) * ratio)
    const top = Math.round(middle - Math.min(1, columns.max[i]!) * half)
    const bottom = Math.max(top + 1, Math.round(middle - Math.max(-1, columns.min[i]!) * half))
    context.fillRect(left, top, right - left, bottom - top)
  }
}

/** From this zoom on (samples per pixel) every sample has its point. */
const POINTS_AT = 1 / 4

/** Paints real samples as a line. */
export function paintSamples(
  context: CanvasRenderingContext2D,
  run: SampleRun,
  kindAt: (x: number) => number,
  view: View,
  band: WaveBand,
  palette: Palette,
  ratio: number,
): void {
  const yOf = (value: number) => (band.middle - Math.max(-1, Math.min(1, value)) * band.half) * ratio
  let kind = -1
  context.lineWidth = 1.5 * ratio
  context.lineJoin = 'round'
  for (let i = 0; i < run.values.length; i++) {
    const x = xOf(view, run.first + i)
    const y = yOf(run.values[i]!)
    const here = kindAt(x)
    if (here !== kind) {
      if (kind !== -1) {
        context.lineTo(x * ratio, y)
        context.stroke()
      }
      kind = here
      context.strokeStyle = kind === COLUMN_KIND.read ? palette.waveformRead : palette.waveform
      context.beginPath()
      context.moveTo(x * ratio, y)
    } else context.lineTo(x * ratio, y)
  }
  context.stroke()
  if (view.samplesPerPixel > POINTS_AT) return
  const size = 2.5 * ratio
  for (let i = 0; i < run.values.length; i++) {
    const x = xOf(view, run.first + i)
    context.fillStyle = kindAt(x) === COLUMN_KIND.read ? palette.waveformRead : palette.waveform
    context.fillRect(x * ratio - size, yOf(run.values[i]!) - size, 2 * size, 2 * size)
  }
}
