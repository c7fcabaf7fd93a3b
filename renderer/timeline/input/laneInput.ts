/** Pointer and keys on the speaker lanes. */
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { laneDrag } from '../drag/laneDrags.ts'
import { type PointerAt, trackPointer } from '../drag/pointer.ts'
import { trackWheel } from '../drag/wheel.ts'
import { hitLanes, type LaneHit } from '../hit/hitLanes.ts'
import { SURE_CONFIDENCE } from '../paint/paintLanes.ts'
import { LANE_HEIGHT } from '../scene/layout.ts'
import { isStepKey, stepTurn } from '../scene/steps.ts'
import { piecesOf, type TurnPiece, turnsOf } from '../scene/turns.ts'
import type { Stage } from '../stage/stage.ts'
import { revealingRange, sampleAt } from '../view/geometry.ts'

/** What the context menu is for. */
export interface LaneTarget {
  readonly lane: number
  readonly piece: TurnPiece | null
  readonly sample: number
}

/** @param onTarget called right before a context menu opens; null where there is nothing to say */
export function attachLaneInput(stage: Stage, onTarget: (target: LaneTarget | null) => void): void {
  const { lanes, heads } = stage.elements
  const hitAt = ({ x, y }: { x: number; y: number }): LaneHit =>
    hitLanes(turnsOf(stage.editor.episode), stage.editor.view, x, y + heads.scrollTop)

  trackPointer(
    lanes,
    {
      hover(at) {
        const hit = at && hitAt(at)
        lanes.style.cursor = hit?.kind === 'edge' ? 'ew-resize' : hit?.kind === 'turn' ? 'default' : 'text'
        const text = hit?.kind === 'turn' ? hintOf(stage, hit.piece) : null
        if (at && text) stage.tip.show(text, lanes, at.x, at.y)
        else stage.tip.hide()
      },
      drag: (start) => laneDrag(stage, hitAt(start), start),
      click(at) {
        stage.tip.hide()
        const hit = hitAt(at)
        if (hit.kind === 'turn' || hit.kind === 'edge')
          return stage.editor.selectSegment(hit.piece.segment.id)
        stage.editor.selectSegment(null)
        stage.editor.setSelection(null)
        stage.editor.seek(sampleAt(stage.editor.view, at.x, stage.duration))
      },
      doubleClick(at) {
        const hit = hitAt(at)
        if (hit.kind === 'turn' || hit.kind === 'edge') stage.editor.play(hit.piece.from, hit.piece.to)
      },
      pan: (dx) => stage.pan(dx),
      scrollAtEdge: (dx) => stage.pan(dx),
    },
    stage.signal,
  )
  trackWheel(
    lanes,
    {
      scroll: (dx) => stage.pan(dx),
      zoom: (factor, x) => stage.zoom(factor, x),
      scrollVertically(dy) {
        if (heads.scrollHeight <= heads.clientHeight) return false
        heads.scrollTop += dy
        return true
      },
    },
    stage.signal,
  )
  lanes.addEventListener('contextmenu', (event) => onTarget(targetOf(stage, hitAt, event)), {
    signal: stage.signal,
  })
  lanes.addEventListener('keydown', (event) => onKey(stage, event), { signal: stage.signal })
}

/** The turn under the pointer; for a menu that was opened by keyboard, the selected one. */
function targetOf(stage: Stage, hitAt: (at: PointerAt) => LaneHit, event: MouseEvent): LaneTarget | null {
  stage.tip.hide()
  const { lanes } = stage.elements
  const box = lanes.getBoundingClientRect()
  const { selectedSegmentId, episode, view, playhead } = stage.editor
  if (event instanceof PointerEvent && event.pointerType === '') {
    const [piece] = piecesOf(episode, selectedSegmentId)
    return piece ? { lane: piece.lane, piece, sample: playhead } : null
  }
  const x = event.clientX - box.left
  const y = event.clientY - box.top
  const hit = hitAt({ x, y, alt: false, shift: false })
  const sample = sampleAt(view, x, stage.duration)
  if (hit.kind === 'none') return null
  if (hit.kind === 'empty') return { lane: hit.lane, piece: null, sample }
  stage.editor.selectSegment(hit.piece.segment.id)
  return { lane: hit.piece.lane, piece: hit.piece, sample }
}

function hintOf(stage: Stage, { lane, from, to, segment }: TurnPiece): string {
  const name = stage.editor.episode.speakers[lane]?.name ?? ''
  const unsure = segment.confidence < SURE_CONFIDENCE ? ' · unsure' : ''
  return `${name} · ${formatTimecode(from, 1)} · ${formatLength(to - from)}${unsure}`
}

function onKey(stage: Stage, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { editor } = stage
  const turns = turnsOf(editor.episode)
  const [selected] = piecesOf(editor.episode, editor.selectedSegmentId)
  if (isStepKey(event.key) && !event.shiftKey) {
    const next = stepTurn(turns, selected, event.key, editor.playhead)
    if (next) select(stage, next)
  } else if ((event.key === 'Delete' || event.key === 'Backspace') && selected) {
    const next = stepTurn(turns, selected, 'ArrowRight', 0) ?? stepTurn(turns, selected, 'ArrowLeft', 0)
    const result = editor.run({ type: 'removeSegments', segmentIds: [selected.segment.id] })
    if (result.ok) editor.selectSegment(next?.segment.id ?? null)
  } else if (event.key === 'Enter' && selected) editor.play(selected.from, selected.to)
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Selects a turn and brings it into sight. */
function select(stage: Stage, piece: TurnPiece): void {
  const { editor } = stage
  editor.selectSegment(piece.segment.id)
  editor.setView(revealingRange(editor.view, piece.from, piece.to, stage.duration))
  const { heads } = stage.elements
  const top = piece.lane * LANE_HEIGHT
  if (top < heads.scrollTop) heads.scrollTop = top
  else if (top + LANE_HEIGHT > heads.scrollTop + heads.clientHeight)
    heads.scrollTop = top + LANE_HEIGHT - heads.clientHeight
}
