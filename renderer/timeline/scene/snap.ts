/** Positions that an edge jumps to when it comes near. Pure. */
import type { Episode } from '#core/episode/schema.ts'
import { clipsInRange, episodeDuration } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'
import type { View } from '../view/geometry.ts'
import { forEachPiece, turnsOf } from './turns.ts'

/** How near a place must be to attract, in pixels. */
export const SNAP_PX = 6

/** `sample`, or the nearest clip boundary, turn edge or one of `extra` within {@link SNAP_PX}. */
export function snapped(
  episode: Pick<Episode, 'clips' | 'segments' | 'speakers'>,
  view: View,
  sample: Samples,
  options: { extra?: readonly Samples[]; exceptSegment?: string; clipsOnly?: boolean } = {},
): Samples {
  const reach = SNAP_PX * view.samplesPerPixel
  let best = sample
  let distance = reach
  const offer = (candidate: Samples) => {
    const away = Math.abs(candidate - sample)
    if (away <= distance && (away < distance || best === sample)) [best, distance] = [candidate, away]
  }
  const from = sample - reach
  const to = sample + reach + 1
  for (const { timelineStart, timelineEnd } of clipsInRange(episode.clips, from - 1, to)) {
    offer(timelineStart)
    offer(timelineEnd)
  }
  for (const place of options.extra ?? []) offer(place)
  if (options.clipsOnly) return best
  const turns = turnsOf(episode)
  turns.lanes.forEach((_, lane) => {
    forEachPiece(turns, lane, from - 1, to, (piece) => {
      if (piece.segment.id === options.exceptSegment) return
      offer(piece.from)
      offer(piece.to)
    })
  })
  return Math.min(best, episodeDuration(episode))
}
