/** What can be dragged on the waveform. */
import type { EditCommand } from '#core/edit/apply.ts'
import { cutPoints, cutTitle } from '#core/episode/cuts.ts'
import { mediaOf, type PlacedClip } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import { cutKey } from '#renderer/state/editor.ts'
import type { WaveHit } from '../hit/hitWave.ts'
import { yToGain } from '../scene/layout.ts'
import { snapped } from '../scene/snap.ts'
import type { Stage } from '../stage/stage.ts'
import { sampleAt } from '../view/geometry.ts'
import { type CommandOf, clipTo, fadeTo, markerTo, trimAtCut } from './commands.ts'
import type { Drag, PointerAt } from './pointer.ts'

/** The timeline sample under the pointer; near an edge of something, that edge (not with Alt held). */
export function sampleUnder(stage: Stage, at: PointerAt, exceptSegment?: string): number {
  const { view, episode, playhead } = stage.editor
  const sample = sampleAt(view, at.x, stage.duration)
  return at.alt ? sample : snapped(episode, view, sample, { extra: [playhead], exceptSegment })
}

/** The drag that begins on a hit. */
export function waveDrag(stage: Stage, hit: WaveHit, start: PointerAt): Drag {
  switch (hit.kind) {
    case 'cut':
      return cutDrag(stage, hit, start)
    case 'fade':
      return draftDrag<CommandOf<'setClipFades'>>(stage, (at) => ({
        command: fadeTo(hit.placed, hit.side, sampleAt(stage.editor.view, at.x, stage.duration)),
        tip: ({ fadeInSamples, fadeOutSamples }) =>
          `Fade ${hit.side} ${formatLength(hit.side === 'in' ? fadeInSamples : fadeOutSamples)}`,
      }))
    case 'gain':
      return draftDrag<CommandOf<'setClipGain'>>(stage, (at) => ({
        command: {
          type: 'setClipGain',
          clipId: hit.placed.clip.id,
          gainDb: yToGain(at.y, stage.elements.wave.clientHeight),
        },
        tip: ({ gainDb }) => `${gainDb > 0 ? '+' : ''}${gainDb.toFixed(1)} dB`,
      }))
    case 'marker':
      return draftDrag(stage, (at) => ({
        command: markerTo(stage.editor.committed, hit.placed.marker.id, sampleUnder(stage, at)),
        tip: () => formatTimecode(sampleUnder(stage, at)),
      }))
    case 'read':
      return readDrag(stage, hit.placed)
    case 'selectionEdge': {
      const { selection } = stage.editor
      return selectionDrag(stage, (hit.side === 'from' ? selection?.to : selection?.from) ?? 0)
    }
    default:
      return selectionDrag(stage, sampleUnder(stage, start))
  }
}

/** Shows a command while it is dragged, and makes it an edit at the end. */
export function draftDrag<Command extends EditCommand>(
  stage: Stage,
  ask: (at: PointerAt) => { command: Command | null; tip: (command: Command) => string },
): Drag {
  const { wave } = stage.elements
  return {
    move(at) {
      const { command, tip } = ask(at)
      // Where there is no answer the last one stays: the pointer is somewhere the thing cannot go.
      if (!command) return
      stage.editor.draft(command)
      stage.tip.show(tip(command), wave, at.x, at.y)
    },
    end() {
      stage.tip.hide()
      stage.editor.commitDraft()
    },
    cancel() {
      stage.tip.hide()
      stage.editor.draft(null)
    },
  }
}

function cutDrag(stage: Stage, hit: Extract<WaveHit, { kind: 'cut' }>, start: PointerAt): Drag {
  const from = sampleAt(stage.editor.view, start.x, stage.duration)
  const before = stage.editor.committed
  const key = cutKey(hit.point)
  return {
    move(at) {
      const delta = sampleAt(stage.editor.view, at.x, stage.duration) - from
      stage.editor.draft(trimAtCut(before, hit.point, hit.edge, delta))
      const now = cutPoints(stage.editor.episode).find((point) => cutKey(point) === key)
      stage.show({ hoveredCut: key })
      stage.tip.show(now ? cutTitle(now) : 'Nothing is cut', stage.elements.wave, at.x, at.y)
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

function readDrag(stage: Stage, placed: PlacedClip): Drag {
  const name = mediaOf(stage.editor.episode, placed.clip.mediaId)?.name ?? 'Clip'
  stage.editor.selectClip(placed.clip.id)
  const stop = () => {
    stage.show({ dropAt: null })
    stage.tip.hide()
  }
  return {
    move(at) {
      const dropAt = sampleUnder(stage, at)
      const moves = clipTo(placed, dropAt) !== null
      stage.show({ dropAt: moves ? dropAt : null })
      stage.tip.show(
        moves ? `${name} to ${formatTimecode(dropAt)}` : `${name} stays`,
        stage.elements.wave,
        at.x,
        at.y,
      )
    },
    end(at) {
      const command = clipTo(placed, sampleUnder(stage, at))
      stop()
      if (command) stage.editor.run(command)
    },
    cancel: stop,
  }
}

/** Selects from `anchor` to the pointer. */
export function selectionDrag(stage: Stage, anchor: number): Drag {
  const before = stage.editor.selection
  return {
    move(at) {
      const to = sampleUnder(stage, at)
      stage.editor.setSelection({ from: anchor, to })
      stage.tip.show(formatLength(Math.abs(to - anchor)), stage.elements.wave, at.x, at.y)
    },
    end: () => stage.tip.hide(),
    cancel() {
      stage.tip.hide()
      stage.editor.setSelection(before)
    },
  }
}
