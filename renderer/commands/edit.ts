import { cutPoints } from '#core/episode/cuts.ts'
import { clipAt, episodeDuration } from '#core/episode/timeline.ts'
import { cutKey } from '#renderer/state/editor.ts'
import type { Command } from './command.ts'
import {
  addMarker,
  cutLabel,
  deletes,
  here,
  redoLabel,
  runCut,
  setEdge,
  split,
  undoLabel,
} from './editSteps.ts'

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
    id: 'edit.silence',
    menu: 'Edit',
    label: () => 'Insert silence…',
    keys: ['Shift+S'],
    enabled: ({ waiting }) => !waiting,
    run: ({ ui }) => ui.openDialog({ type: 'silence' }),
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
