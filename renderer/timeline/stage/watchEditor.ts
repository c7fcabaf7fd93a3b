import type { EditorStore } from '#renderer/state/editor.ts'
import { PCM_SAMPLES_PER_PIXEL } from '../peaks/pcm.ts'
import type { Part } from './parts.ts'

/** Says which parts of the picture a change of the editor's state makes stale, until `signal` aborts. */
export function watchEditor(
  store: EditorStore,
  invalidate: (...parts: [Part, ...Part[]]) => void,
  signal: AbortSignal,
): void {
  const unsubscribe = store.subscribe((now, before) => {
    if (now.view !== before.view) invalidate('wave', 'marks', 'lanes', 'ruler', 'cursor')
    if (now.episode !== before.episode) invalidate('wave', 'marks', 'lanes', 'ruler', 'cursor')
    // Single samples come from the sound of the revision.
    if (now.savedRevision !== before.savedRevision && now.view.samplesPerPixel < PCM_SAMPLES_PER_PIXEL)
      invalidate('wave')
    // The overview waits for the end of a drag: it costs all clips.
    if (now.episode.clips !== before.episode.clips && !now.drafted) invalidate('minimap')
    if (now.playhead !== before.playhead || now.playing !== before.playing) invalidate('cursor')
    if (
      now.selection !== before.selection ||
      now.selectedClipId !== before.selectedClipId ||
      now.selectedCut !== before.selectedCut ||
      now.selectedSegmentId !== before.selectedSegmentId
    )
      invalidate('marks', 'lanes', 'ruler', 'cursor')
  })
  signal.addEventListener('abort', unsubscribe, { once: true })
}
