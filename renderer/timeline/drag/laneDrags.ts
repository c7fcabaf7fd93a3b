/** What can be dragged on the lanes: edges of turns, new turns, and, over a turn, a selection. */
import { formatLength } from '#core/time/timecode.ts'
import type { LaneHit } from '../hit/hitLanes.ts'
import type { TurnPiece } from '../scene/turns.ts'
import type { Stage } from '../stage/stage.ts'
import { addTurn, turnEdgeTo } from './commands.ts'
import type { Drag, PointerAt } from './pointer.ts'
import { sampleUnder, selectionDrag } from './waveDrags.ts'

export function laneDrag(stage: Stage, hit: LaneHit, start: PointerAt): Drag {
  if (hit.kind === 'edge') return edgeDrag(stage, hit.piece, hit.side)
  if (hit.kind === 'empty') return newTurnDrag(stage, hit.lane, sampleUnder(stage, start))
  return selectionDrag(stage, sampleUnder(stage, start))
}

function edgeDrag(stage: Stage, { segment }: TurnPiece, side: 'start' | 'end'): Drag {
  stage.editor.selectSegment(segment.id)
  const before = stage.editor.committed
  return {
    move(at) {
      const command = turnEdgeTo(before, segment, side, sampleUnder(stage, at, segment.id))
      if (!command) return
      stage.editor.draft(command)
      const { startSample, endSample } = { ...segment, ...command }
      stage.tip.show(formatLength(endSample - startSample), stage.elements.lanes, at.x, at.y)
    },
    end() {
      stage.tip.hide()
      if (stage.editor.drafted) stage.editor.commitDraft()
    },
    cancel() {
      stage.tip.hide()
      stage.editor.draft(null)
    },
  }
}

function newTurnDrag(stage: Stage, lane: number, anchor: number): Drag {
  const range = (at: PointerAt) => {
    const to = sampleUnder(stage, at)
    return { from: Math.min(anchor, to), to: Math.max(anchor, to) }
  }
  const stop = () => {
    stage.show({ pending: null })
    stage.tip.hide()
  }
  return {
    move(at) {
      const { from, to } = range(at)
      stage.show({ pending: { lane, from, to } })
      stage.tip.show(`Turn of ${formatLength(to - from)}`, stage.elements.lanes, at.x, at.y)
    },
    end(at) {
      const { from, to } = range(at)
      stop()
      const { committed, run, selectSegment } = stage.editor
      const speaker = committed.speakers[lane]
      const command = speaker && to > from ? addTurn(committed, speaker.id, from, to) : null
      if (!command) return
      const result = run(command)
      if (!result.ok) return
      const known = new Set(committed.segments.map((segment) => segment.id))
      const added = result.value.segments.find((segment) => !known.has(segment.id))
      if (added) selectSegment(added.id)
    },
    cancel: stop,
  }
}
