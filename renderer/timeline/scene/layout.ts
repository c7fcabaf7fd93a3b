/** Heights and grips, in CSS pixels. */

export const MINIMAP_HEIGHT = 44
export const RULER_HEIGHT = 26
/** Head strip of the waveform: clip heads, names of reads, handles of cuts. */
export const HEAD_HEIGHT = 20
/** Foot strip of the waveform: flags of markers. */
export const FOOT_HEIGHT = 20
export const LANE_HEIGHT = 30
/** Space above and below a turn in its lane. */
export const LANE_PADDING = 4
/** How near the pointer must be to take hold of an edge. */
export const GRIP_PX = 6
/** Movement that makes a press a drag. */
export const DRAG_START_PX = 3
/** Gain at the top of the waveform; the bottom is the negative. */
export const GAIN_RANGE_DB = 24
/** Half side of a fade's square handle. */
export const FADE_HANDLE_PX = 5

/** Where the middle of the sound is, and how tall one side of it may be. */
export function waveBand(heightPx: number): { middle: number; half: number } {
  const top = HEAD_HEIGHT + 2
  const bottom = heightPx - FOOT_HEIGHT - 2
  return { middle: (top + bottom) / 2, half: Math.max(4, (bottom - top) / 2) }
}

/** Height of a clip's gain line. */
export function gainToY(gainDb: number, heightPx: number): number {
  const { middle, half } = waveBand(heightPx)
  return middle - (Math.max(-GAIN_RANGE_DB, Math.min(GAIN_RANGE_DB, gainDb)) / GAIN_RANGE_DB) * half
}

/** Gain of a gain line at `y`, in steps of 0.1 dB; 0 dB holds within 3 pixels. */
export function yToGain(y: number, heightPx: number): number {
  const { middle, half } = waveBand(heightPx)
  if (Math.abs(y - middle) <= 3) return 0
  const gain = ((middle - y) / half) * GAIN_RANGE_DB
  return Math.round(Math.max(-GAIN_RANGE_DB, Math.min(GAIN_RANGE_DB, gain)) * 10) / 10
}

/** Height of a fade's handle. */
export function fadeHandleY(): number {
  return HEAD_HEIGHT + FADE_HANDLE_PX + 4
}
