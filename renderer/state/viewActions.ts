/** Looking, selecting and playing: what no undo knows of. */
import { episodeDuration } from '#core/episode/timeline.ts'
import { clamp } from '#core/time/units.ts'
import type { editActions } from './editActions.ts'
import type { Editor, EditorActions, Player } from './editor.ts'
import { changeView, viewOfRange, viewShowing, zoomView } from './view.ts'

type Set = (change: Partial<Editor>) => void
type EditKeys = keyof ReturnType<typeof editActions> | 'editInMain' | 'placeRead' | 'refresh' | 'settled'

/** Limits of the playing speed. */
export const SLOWEST_RATE = 0.5
export const FASTEST_RATE = 3

export function viewActions(
  set: Set,
  get: () => Editor,
  player: () => Player | undefined,
): Omit<EditorActions, EditKeys> {
  const duration = () => episodeDuration(get().episode)
  return {
    setView: (change) => set({ view: changeView(get().view, change, duration()) }),
    zoomTo: (range) => set({ view: viewOfRange(get().view, range, duration()) }),
    zoomBy: (factor, anchor) => set({ view: zoomView(get().view, factor, anchor, duration()) }),
    setSelection(range) {
      if (!range) return set({ selection: null })
      const from = Math.round(clamp(Math.min(range.from, range.to), 0, duration()))
      const to = Math.round(clamp(Math.max(range.from, range.to), 0, duration()))
      set({ selection: to > from ? { from, to } : null })
    },
    selectSegment: (selectedSegmentId) =>
      set({ selectedSegmentId, ...(selectedSegmentId && { selectedClipId: null, selectedCut: null }) }),
    selectClip: (selectedClipId) =>
      set({ selectedClipId, ...(selectedClipId && { selectedSegmentId: null, selectedCut: null }) }),
    selectCut: (selectedCut) =>
      set({ selectedCut, ...(selectedCut && { selectedClipId: null, selectedSegmentId: null }) }),
    seek(sample) {
      const playhead = Math.round(clamp(sample, 0, duration()))
      set({ playhead, view: viewShowing(get().view, playhead, duration()) })
      player()?.seek(playhead)
    },
    playPause: () => (get().playing ? player()?.pause() : player()?.play()),
    play: (from, to) => player()?.play(from, to),
    pause: () => player()?.pause(),
    setRate(rate) {
      const limited = clamp(rate, SLOWEST_RATE, FASTEST_RATE)
      set({ rate: limited })
      player()?.setRate(limited)
    },
    setFollowPlayhead: (followPlayhead) => set({ followPlayhead }),
  }
}
