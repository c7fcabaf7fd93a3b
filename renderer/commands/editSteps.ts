/** What the edit commands do, and how they say what they would do. */
import type { Segment } from '#core/episode/schema.ts'
import { episodeDuration, timelineToSource } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import type { Samples } from '#core/time/units.ts'
import type { Editor } from '#renderer/state/editor.ts'
import type { CommandContext } from './command.ts'

function selectedTurn(editor: Editor): Segment | undefined {
  if (editor.selectedSegmentId === null) return undefined
  return editor.episode.segments.find(({ id }) => id === editor.selectedSegmentId)
}

/** What Delete would take away. */
export function deletes(editor: Editor): 'range' | 'turn' | 'clip' | null {
  if (editor.selection) return 'range'
  if (editor.selectedSegmentId) return 'turn'
  return editor.selectedClipId ? 'clip' : null
}

export function cutLabel(editor: Editor): string {
  switch (deletes(editor)) {
    case 'turn':
      return 'Remove turn'
    case 'clip':
      return 'Remove clip'
    default: {
      const { selection } = editor
      return selection ? `Cut ${formatLength(selection.to - selection.from)}` : 'Cut selection'
    }
  }
}

export function runCut({ editor }: CommandContext): void {
  const { selection, selectedSegmentId, selectedClipId } = editor
  if (selection) {
    const done = editor.run({ type: 'cut', ...selection })
    // Who listens goes on where they were; else the playhead shows where the timeline closed up.
    if (done.ok && !editor.playing) editor.seek(selection.from)
  } else if (selectedSegmentId) editor.run({ type: 'removeSegments', segmentIds: [selectedSegmentId] })
  else if (selectedClipId) editor.run({ type: 'removeClip', clipId: selectedClipId })
}

export function here({ editor, player }: CommandContext): Samples {
  return editor.playing ? player.position() : editor.playhead
}

/** With a turn selected and the playhead in it, the turn is parted; else the clip. */
export function split(context: CommandContext): void {
  const { editor } = context
  const at = here(context)
  const turn = selectedTurn(editor)
  const moment = timelineToSource(editor.episode.clips, at)
  const insideTurn =
    turn &&
    moment?.mediaId === turn.recordingId &&
    moment.sample > turn.startSample &&
    moment.sample < turn.endSample
  if (turn && insideTurn) editor.run({ type: 'splitSegment', segmentId: turn.id, sample: moment.sample })
  else editor.run({ type: 'split', at })
}

export function addMarker(context: CommandContext): void {
  const { editor } = context
  const at = Math.min(here(context), episodeDuration(editor.episode) - 1)
  const moment = timelineToSource(editor.episode.clips, at)
  if (!moment) return
  const title = `Chapter ${editor.episode.markers.length + 1}`
  editor.run({ type: 'addMarker', mediaId: moment.mediaId, sample: moment.sample, title })
}

export function setEdge(edge: 'from' | 'to') {
  return (context: CommandContext) => {
    const { editor } = context
    const at = here(context)
    const duration = episodeDuration(editor.episode)
    const old = editor.selection
    const range =
      edge === 'from'
        ? { from: at, to: old && old.to > at ? old.to : duration }
        : { from: old && old.from < at ? old.from : 0, to: at }
    editor.setSelection(range)
    editor.announce(`Selection ${edge === 'from' ? 'starts' : 'ends'} at ${formatTimecode(at, 1)}`)
  }
}

export function undoLabel({ history }: Editor): string {
  const step = history.steps[history.position - 1]
  return step ? `Undo: ${step.label}` : 'Undo'
}

export function redoLabel({ history }: Editor): string {
  const step = history.steps[history.position]
  return step ? `Redo: ${step.label}` : 'Redo'
}
