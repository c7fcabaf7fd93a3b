import { episodeDuration } from '#core/episode/timeline.ts'
import type { Samples } from '#core/time/units.ts'
import type { Editor } from '#renderer/state/editor.ts'
import type { Command } from './command.ts'

const always = () => true
const ZOOM_STEP = 1.6

/** Zooming keeps the playhead where it is, or the middle when it is out of sight. */
function anchor({ playhead, view }: Editor): Samples {
  const width = view.widthPx * view.samplesPerPixel
  const isSeen = playhead >= view.startSample && playhead <= view.startSample + width
  return isSeen ? playhead : view.startSample + width / 2
}

export const viewCommands = [
  {
    id: 'view.zoomIn',
    menu: 'View',
    label: () => 'Zoom in',
    keys: ['+', '='],
    enabled: always,
    run: ({ editor }) => editor.zoomBy(ZOOM_STEP, anchor(editor)),
  },
  {
    id: 'view.zoomOut',
    menu: 'View',
    label: () => 'Zoom out',
    keys: ['-'],
    enabled: always,
    run: ({ editor }) => editor.zoomBy(1 / ZOOM_STEP, anchor(editor)),
  },
  {
    id: 'view.zoomSelection',
    menu: 'View',
    label: () => 'Zoom to selection',
    keys: ['Z'],
    enabled: ({ selection }) => selection !== null,
    run: ({ editor }) => editor.selection && editor.zoomTo(editor.selection),
  },
  {
    id: 'view.fit',
    menu: 'View',
    label: () => 'Show everything',
    keys: ['0'],
    enabled: always,
    run: ({ editor }) => editor.zoomTo({ from: 0, to: episodeDuration(editor.episode) }),
  },
  {
    id: 'view.follow',
    name: 'Follow the playhead',
    menu: 'View',
    label: ({ followPlayhead }) => (followPlayhead ? 'Stop following the playhead' : 'Follow the playhead'),
    keys: ['F'],
    enabled: always,
    run: ({ editor }) => editor.setFollowPlayhead(!editor.followPlayhead),
  },
  {
    id: 'view.shortcuts',
    menu: 'View',
    label: () => 'Keyboard shortcuts',
    keys: ['?'],
    enabled: always,
    run: ({ ui }) => ui.openDialog({ type: 'shortcuts' }),
  },
] as const satisfies readonly Command[]
