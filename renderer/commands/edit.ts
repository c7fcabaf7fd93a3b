import { cutPoints } from '#core/episode/cuts.ts'
import type { Segment } from '#core/episode/schema.ts'
import { clipAt, episodeDuration, timelineToSource } from '#core/episode/timeline.ts'
import { formatLength, formatTimecode } from '#core/time/timecode.ts'
import type { Samples } from '#core/time/units.ts'
import { cutKey, type Editor } from '#renderer/state/editor.ts'
import type { Command, CommandContext } from './command.ts'

function selectedTurn(editor: Editor): Segment | undefined {
  if (editor.selectedSegmentId === null) return undefined
  return editor.episode.segments.find(({ id }) => id === editor.selectedSegmentId)
}

/** What Delete would take away. */
function deletes(editor: Editor): 'range' | 'turn' | 'clip' | null {
  if (editor.selection) return 'range'
  if (editor.selectedSegmentId) return 'turn'
  return editor.selectedClipId ? 'clip' : null
}

function cutLabel(editor: Editor): string {
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

function runCut({ editor }: CommandContext): void {
  const { selection, selectedSegmentId, selectedClipId } = editor
  if (selection) {
    const done = editor.run({ type: 'cut', ...selection })
    if (done.ok) editor.seek(selection.from)
  } else if (selectedSegmentId) editor.run({ type: 'removeSegments', segmentIds: [selectedSegmentId] })
  else if (selectedClipId) editor.run({ type: 'removeClip', clipId: selectedClipId })
}

function here({ editor, player }: CommandContext): Samples {
  return editor.playing ? player.position() : editor.playhead
}

/** With a turn selected and the playhead in it, the turn is parted; else the clip. */
function split(context: CommandContext): void {
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

function addMarker(context: CommandContext): void {
  const { editor } = context
  const at = Math.min(here(context), episodeDuration(editor.episode) - 1)
  const moment = timelineToSource(editor.episode.clips, at)
  if (!moment) return
  const title = `Chapter ${editor.episode.markers.length + 1}`
  editor.run({ type: 'addMarker', mediaId: moment.mediaId, sample: moment.sample, title })
}

function setEdge(edge: 'from' | 'to') {
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

function undoLabel({ history }: Editor): string {
  const step = history.steps[history.position - 1]
  return step ? `Undo: ${step.label}` : 'Undo'
}

function redoLabel({ history }: Editor): string {
  const step = history.steps[history.position]
  return step ? `Redo: ${step.label}` : 'Redo'
}

export const editCommands = [
  {
    id: 'edit.undo',
    name: 'Undo',
    menu: 'Edit',
    label: undoLabel,
    keys: ['Mod+Z'],
    enabled: ({ history, waiting }) => history.position > 0 && !waiting,
    run: ({ editor }) => editor.undo(),
  },
  {
    id: 'edit.redo',
    name: 'Redo',
    menu: 'Edit',
    label: redoLabel,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: ({ history, waiting }) => history.position < history.steps.length && !waiting,
    run: ({ editor }) => editor.redo(),
  },
  {
    id: 'edit.selectionIn',
    menu: 'Edit',
    label: () => 'Selection starts here',
    keys: ['I'],
    enabled: () => true,
    run: setEdge('from'),
  },
  {
    id: 'edit.selectionOut',
    menu: 'Edit',
    label: () => 'Selection ends here',
    keys: ['O'],
    enabled: () => true,
    run: setEdge('to'),
  },
  {
    id: 'edit.cut',
    name: 'Cut selection, remove turn or clip',
    menu: 'Edit',
    label: cutLabel,
    keys: ['X', 'Delete', 'Backspace'],
    enabled: (editor) => deletes(editor) !== null,
    run: runCut,
  },
  {
    id: 'edit.keep',
    menu: 'Edit',
    label: () => 'Trim to selection',
    keys: ['T'],
    enabled: ({ selection }) => selection !== null,
    run: ({ editor }) => editor.selection && editor.run({ type: 'keep', ...editor.selection }),
  },
  {
    id: 'edit.trimStart',
    menu: 'Edit',
    label: () => 'Cut everything before the playhead',
    keys: ['Shift+I'],
    enabled: ({ playhead }) => playhead > 0,
    run: (context) => context.editor.run({ type: 'cut', from: 0, to: here(context) }),
  },
  {
    id: 'edit.trimEnd',
    menu: 'Edit',
    label: () => 'Cut everything after the playhead',
    keys: ['Shift+O'],
    enabled: ({ playhead, episode }) => playhead > 0 && playhead < episodeDuration(episode),
    run: (context) =>
      context.editor.run({
        type: 'cut',
        from: here(context),
        to: episodeDuration(context.editor.episode),
      }),
  },
  {
    id: 'edit.split',
    name: 'Split clip or turn',
    menu: 'Edit',
    label: (editor) => (editor.selectedSegmentId ? 'Split turn at playhead' : 'Split at playhead'),
    keys: ['S'],
    enabled: ({ episode, playhead }) => clipAt(episode.clips, playhead) !== undefined,
    run: split,
  },
  {
    id: 'edit.restoreCut',
    menu: 'Edit',
    label: () => 'Restore cut',
    keys: ['R'],
    enabled: (editor) =>
      editor.selectedCut !== null &&
      cutPoints(editor.episode).some(
        (point) => cutKey(point) === editor.selectedCut && point.hiddenSamples > 0,
      ),
    run({ editor }) {
      const point = cutPoints(editor.episode).find((candidate) => cutKey(candidate) === editor.selectedCut)
      if (point) editor.run({ type: 'restoreCut', clipId: point.clipId, edge: point.edge })
    },
  },
  {
    id: 'edit.marker',
    menu: 'Edit',
    label: () => 'Add chapter at playhead',
    keys: ['M'],
    enabled: () => true,
    run: addMarker,
  },
  {
    id: 'edit.deselect',
    menu: 'Edit',
    label: () => 'Clear selection',
    keys: ['Escape'],
    enabled: (editor) =>
      Boolean(editor.selection ?? editor.selectedSegmentId ?? editor.selectedClipId ?? editor.selectedCut),
    run({ editor }) {
      editor.setSelection(null)
      editor.selectSegment(null)
      editor.selectClip(null)
      editor.selectCut(null)
    },
  },
] as const satisfies readonly Command[]
