/** The pointer on the waveform: hints, clicks, double clicks, drags. */
import { cutTitle } from '#core/episode/cuts.ts'
import { mediaOf, type PlacedClip } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { cutKey } from '#renderer/state/editor.ts'
import { type PointerAt, trackPointer } from '../drag/pointer.ts'
import { waveDrag } from '../drag/waveDrags.ts'
import { trackWheel } from '../drag/wheel.ts'
import { hitWave, type WaveHit } from '../hit/hitWave.ts'
import { flagWidth } from '../paint/paintMarkers.ts'
import { pieceAt, turnsOf } from '../scene/turns.ts'
import type { Stage } from '../stage/stage.ts'
import { sampleAt } from '../view/geometry.ts'

const CURSORS: Partial<Record<WaveHit['kind'], string>> = {
  cut: 'col-resize',
  fade: 'ew-resize',
  gain: 'ns-resize',
  read: 'grab',
  marker: 'pointer',
  head: 'pointer',
  selectionEdge: 'ew-resize',
}

export function attachWaveInput(stage: Stage): void {
  const { wave } = stage.elements
  const context = stage.marks.canvas.getContext('2d')
  const hitAt = ({ x, y }: PointerAt) =>
    hitWave(
      {
        ...stage.editor,
        heightPx: wave.clientHeight,
        flagWidth: (title) => (context ? flagWidth(context, title) : 0),
      },
      x,
      y,
    )

  trackPointer(
    wave,
    {
      hover(at) {
        const hit = at && hitAt(at)
        const hovered = hit?.kind === 'cut' ? cutKey(hit.point) : null
        if (hovered !== stage.transient.hoveredCut) stage.show({ hoveredCut: hovered })
        wave.style.cursor = (hit && CURSORS[hit.kind]) ?? 'text'
        const text = hit && hintOf(stage, hit)
        if (at && text) stage.tip.show(text, wave, at.x, at.y)
        else stage.tip.hide()
      },
      drag: (start) => waveDrag(stage, hitAt(start), start),
      click: (at) => click(stage, hitAt(at), at),
      doubleClick: (at) => doubleClick(stage, hitAt(at), at),
      pan: (dx) => stage.pan(dx),
      scrollAtEdge: (dx) => stage.pan(dx),
    },
    stage.signal,
  )
  trackWheel(
    wave,
    {
      scroll: (dx) => stage.pan(dx),
      zoom: (factor, x) => stage.zoom(factor, x),
    },
    stage.signal,
  )
}

function hintOf(stage: Stage, hit: WaveHit): string | null {
  switch (hit.kind) {
    case 'cut':
      return cutTitle(hit.point)
    case 'gap':
      return `${hit.placed.gap.missingSeconds.toFixed(1)} s were never recorded`
    case 'marker':
      return `${hit.placed.marker.title} · ${formatTimecode(hit.placed.at, 1)}`
    case 'read': {
      const { clip } = hit.placed
      const name = mediaOf(stage.editor.episode, clip.mediaId)?.name ?? 'Sponsor read'
      return `${name} · ${formatLength(clip.length)} · drag to move`
    }
    case 'head':
      return `Clip of ${formatLength(hit.placed.clip.length)} · click for gain and fades`
    case 'fade':
      return hit.side === 'in' ? 'Fade in' : 'Fade out'
    case 'gain':
      return `Gain ${hit.placed.clip.gainDb.toFixed(1)} dB`
    default:
      return null
  }
}

function click(stage: Stage, hit: WaveHit, at: PointerAt): void {
  const { editor } = stage
  stage.tip.hide()
  if (hit.kind === 'cut') editor.selectCut(cutKey(hit.point))
  else if (hit.kind === 'read' || hit.kind === 'head') editor.selectClip(hit.placed.clip.id)
  else if (hit.kind === 'marker') editor.seek(hit.placed.at)
  else {
    editor.setSelection(null)
    editor.selectCut(null)
    if (hit.kind === 'sound') editor.selectClip(null)
    editor.seek(sampleAt(editor.view, at.x, stage.duration))
  }
}

/** Selects the turn under the pointer, or the clip where nobody speaks or its head was hit. */
function doubleClick(stage: Stage, hit: WaveHit, at: PointerAt): void {
  const { editor } = stage
  if (hit.kind === 'fade' || hit.kind === 'gain') resetHandle(stage, hit)
  else if (hit.kind === 'read' || hit.kind === 'head') selectClip(stage, hit.placed)
  else if (hit.kind === 'sound') {
    const sample = sampleAt(editor.view, at.x, stage.duration)
    const turns = turnsOf(editor.episode)
    const piece = turns.lanes
      .map((_, lane) => pieceAt(turns, lane, sample))
      .find((found) => found !== undefined)
    const clip = stage.clipAt(sample)
    if (piece) {
      editor.setSelection({ from: piece.from, to: piece.to })
      editor.selectSegment(piece.segment.id)
    } else if (clip) selectClip(stage, clip)
  }
}

function selectClip({ editor }: Stage, placed: PlacedClip): void {
  editor.setSelection({ from: placed.timelineStart, to: placed.timelineEnd })
  editor.selectClip(placed.clip.id)
}

/** A double click on a handle puts it back to nothing. */
function resetHandle(stage: Stage, hit: Extract<WaveHit, { kind: 'fade' | 'gain' }>): void {
  const { clip } = hit.placed
  if (hit.kind === 'gain') {
    stage.editor.run({ type: 'setClipGain', clipId: clip.id, gainDb: 0 })
    return
  }
  stage.editor.run({
    type: 'setClipFades',
    clipId: clip.id,
    fadeInSamples: hit.side === 'in' ? 0 : clip.fadeInSamples,
    fadeOutSamples: hit.side === 'out' ? 0 : clip.fadeOutSamples,
  })
}
