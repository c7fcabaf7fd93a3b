/** What lies under the pointer on the waveform. Pure. */
import { type CutPoint, cutPoints } from '#core/episode/cuts.ts'
import type { Episode } from '#core/episode/schema.ts'
import { isSilence } from '#core/episode/silence.ts'
import { clipAt, episodeDuration, type PlacedClip, placeClips } from '#core/episode/timeline.ts'
import { firstIndex } from '#core/firstIndex.ts'
import { FADE_HANDLE_PX, FOOT_HEIGHT, fadeHandleY, GRIP_PX, gainToY, HEAD_HEIGHT } from '../scene/layout.ts'
import { type PlacedGap, type PlacedMarker, placedGaps, placedMarkers } from '../scene/marks.ts'
import { sampleAt, type View, xOf } from '../view/geometry.ts'

export type WaveHit =
  | { readonly kind: 'marker'; readonly placed: PlacedMarker }
  /** `edge` says which clip's edge a drag moves: the one before's end or the one after's start. */
  | { readonly kind: 'cut'; readonly point: CutPoint; readonly edge: 'start' | 'end' }
  | { readonly kind: 'fade'; readonly placed: PlacedClip; readonly side: 'in' | 'out' }
  | { readonly kind: 'gain'; readonly placed: PlacedClip }
  | { readonly kind: 'read'; readonly placed: PlacedClip }
  | { readonly kind: 'head'; readonly placed: PlacedClip }
  | { readonly kind: 'selectionEdge'; readonly side: 'from' | 'to' }
  | { readonly kind: 'gap'; readonly placed: PlacedGap }
  | { readonly kind: 'sound' }

export interface WaveScene {
  readonly episode: Episode
  readonly view: View
  readonly heightPx: number
  readonly selection: { readonly from: number; readonly to: number } | null
  readonly selectedClipId: string | null
  /** Width of a marker's flag, as it was drawn. */
  readonly flagWidth: (title: string) => number
}

/** The topmost thing at a point of the waveform; `sound` where there is nothing else. */
export function hitWave(scene: WaveScene, x: number, y: number): WaveHit {
  return (
    (y >= scene.heightPx - FOOT_HEIGHT ? hitMarker(scene, x) : undefined) ??
    (y < HEAD_HEIGHT ? hitHead(scene, x) : undefined) ??
    hitClipHandles(scene, x, y) ??
    hitSelection(scene, x) ??
    hitGap(scene, x) ?? { kind: 'sound' }
  )
}

function hitMarker({ episode, view, flagWidth }: WaveScene, x: number): WaveHit | undefined {
  // Later flags lie on top of earlier ones.
  const placed = placedMarkers(episode).findLast(({ at, marker }) => {
    const left = xOf(view, at)
    return x >= left - 2 && x <= left + flagWidth(marker.title)
  })
  return placed && { kind: 'marker', placed }
}

function hitHead({ episode, view }: WaveScene, x: number): WaveHit | undefined {
  const cut = nearestCut(episode, view, x)
  if (cut) return cut
  const placed = clipAt(episode.clips, sampleAt(view, x, episodeDuration(episode)))
  return placed && { kind: placed.clip.slot ? 'read' : 'head', placed }
}

function nearestCut(episode: Episode, view: View, x: number): WaveHit | undefined {
  const points = cutPoints(episode)
  const at = view.startSample + x * view.samplesPerPixel
  const reach = GRIP_PX * view.samplesPerPixel
  let best: CutPoint | undefined
  for (let i = firstCutFrom(points, at - reach); i < points.length; i++) {
    const point = points[i]!
    if (point.at > at + reach) break
    if (!best || Math.abs(point.at - at) < Math.abs(best.at - at)) best = point
  }
  if (!best) return undefined
  const atEdge = best.at === 0 || best.at === episodeDuration(episode)
  return { kind: 'cut', point: best, edge: atEdge ? best.edge : at < best.at ? 'end' : 'start' }
}

/** Index of the first cut point at or after a timeline sample. Binary search. */
export function firstCutFrom(points: readonly CutPoint[], sample: number): number {
  return firstIndex(points.length, (index) => points[index]!.at >= sample)
}

function hitClipHandles(scene: WaveScene, x: number, y: number): WaveHit | undefined {
  if (!scene.selectedClipId) return undefined
  const placed = placeClips(scene.episode.clips).find(({ clip }) => clip.id === scene.selectedClipId)
  if (!placed || isSilence(placed.clip.mediaId)) return undefined
  const { clip, timelineStart, timelineEnd } = placed
  const left = xOf(scene.view, timelineStart)
  const right = xOf(scene.view, timelineEnd)
  if (right - left < 4 * FADE_HANDLE_PX) return undefined
  if (Math.abs(y - fadeHandleY()) <= FADE_HANDLE_PX + 2) {
    const { fadeIn, fadeOut } = fadeHandles(scene.view, placed)
    if (Math.abs(x - fadeOut) <= GRIP_PX) return { kind: 'fade', placed, side: 'out' }
    if (Math.abs(x - fadeIn) <= GRIP_PX) return { kind: 'fade', placed, side: 'in' }
  }
  const onLine = Math.abs(y - gainToY(clip.gainDb, scene.heightPx)) <= 4
  return onLine && x > left && x < right ? { kind: 'gain', placed } : undefined
}

/** Pixels of a clip's two fade handles, kept inside the clip so that both can be taken hold of. */
export function fadeHandles(view: View, placed: PlacedClip): { fadeIn: number; fadeOut: number } {
  const { clip, timelineStart, timelineEnd } = placed
  return {
    fadeIn: Math.max(
      xOf(view, timelineStart + clip.fadeInSamples),
      xOf(view, timelineStart) + FADE_HANDLE_PX,
    ),
    fadeOut: Math.min(xOf(view, timelineEnd - clip.fadeOutSamples), xOf(view, timelineEnd) - FADE_HANDLE_PX),
  }
}

function hitSelection({ view, selection }: WaveScene, x: number): WaveHit | undefined {
  if (!selection) return undefined
  const from = Math.abs(x - xOf(view, selection.from))
  const to = Math.abs(x - xOf(view, selection.to))
  if (Math.min(from, to) > GRIP_PX) return undefined
  return { kind: 'selectionEdge', side: from < to ? 'from' : 'to' }
}

function hitGap({ episode, view }: WaveScene, x: number): WaveHit | undefined {
  const placed = placedGaps(episode).find(({ at }) => Math.abs(xOf(view, at) - x) <= GRIP_PX)
  return placed && { kind: 'gap', placed }
}
