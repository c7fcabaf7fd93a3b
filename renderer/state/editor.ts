/**
 * The state of one open project, as the window sees it. Edits are applied here at once and sent to the main
 * process behind the scenes ({@link createEditor}); components read it with {@link useEditor}, canvases through
 * {@link useEditorStore} and {@link usePlayer}.
 */
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { EditCommand } from '#core/edit/apply.ts'
import type { History, Step } from '#core/edit/history.ts'
import type { Episode } from '#core/episode/schema.ts'
import type { Problem, Result } from '#core/problem.ts'
import type { Samples } from '#core/time/units.ts'
import type { View } from './view.ts'

export type { View } from './view.ts'

/** A half-open timeline range. */
export interface TimelineRange {
  readonly from: Samples
  readonly to: Samples
}

/** What the main process answers to an edit that it made. */
export interface MainEdit {
  readonly steps: readonly Step[]
  readonly episode: Episode | null
}

export type ReadPlace = { readonly at: Samples } | { readonly slot: 'pre' | 'mid' | 'post' }

/** Type under which a dragged sponsor read carries its id. */
export const READ_DRAG_TYPE = 'application/x-afterspace-read'

export interface EditorState {
  readonly projectId: string
  /** The document to show: the present one, with the drafted command applied while something is dragged. */
  readonly episode: Episode
  /** The present document without the draft. Same object as `episode` while nothing is dragged. */
  readonly committed: Episode
  /** The command that is being dragged, or null. */
  readonly drafted: EditCommand | null
  /** Runs ahead of the main process by the edits that are not acknowledged yet. */
  readonly history: History
  /** Revision that the main process has acknowledged and that `committed` shows; null while edits are under way. */
  readonly savedRevision: number | null
  readonly view: View
  readonly selection: TimelineRange | null
  readonly selectedSegmentId: string | null
  readonly selectedClipId: string | null
  /** `clipId:edge` of a `CutPoint`, see {@link cutKey}. */
  readonly selectedCut: string | null
  /** Where the cursor stands. While playing updated about 10 times a second; canvases read `player.position()`. */
  readonly playhead: Samples
  readonly playing: boolean
  readonly rate: number
  readonly followPlayhead: boolean
  readonly problem: Problem | null
  /** Edits that the main process has not acknowledged. */
  readonly saving: number
  /** True while a document must come from the main process first; edits are refused meanwhile. */
  readonly waiting: boolean
  /** What was done last, for screen readers. */
  readonly announcement: string
}

export interface EditorActions {
  /** Applies a command at once and sends it on. A refusal changes nothing, is returned and shown. */
  run(command: EditCommand): Result<Episode>
  /** Shows the episode with the command applied, not logged; null ends it. A refused draft shows the present. */
  draft(command: EditCommand | null): Result<Episode>
  /** Makes the draft an edit. Nothing happens without one. */
  commitDraft(): Result<Episode>
  undo(count?: number): void
  redo(count?: number): void
  /**
   * An edit that only the main process can make: `ask` makes it, with the document in its answer. Edits of this
   * window go first, others are refused until the answer shows. Throws what `ask` throws; nothing changed then.
   */
  editInMain<Answer extends MainEdit>(ask: () => Promise<Answer>): Promise<Answer>
  /** Shows what the main process has, once the edits of this window are there. A problem is shown. */
  refresh(): Promise<void>
  /** Resolves when no edit is on its way to the main process. */
  settled(): Promise<void>
  /**
   * Puts a sponsor read at a timeline sample or into a slot, its level matched by the main process; selects its
   * clip. Problems are shown.
   */
  placeRead(readId: string, where: ReadPlace): Promise<void>
  setView(change: Partial<View>): void
  zoomTo(range: TimelineRange): void
  /** `factor` > 1 goes closer; `anchorSample` keeps its place on the screen. */
  zoomBy(factor: number, anchorSample: Samples): void
  setSelection(range: TimelineRange | null): void
  selectSegment(id: string | null): void
  selectClip(id: string | null): void
  selectCut(key: string | null): void
  /** Moves the playhead, playing or not; scrolls so that it is in view. */
  seek(sample: Samples): void
  playPause(): void
  /** Plays from `from` (default: the playhead) and stops at `to` (default: the end). */
  play(from?: Samples, to?: Samples): void
  pause(): void
  /** 0.5 to 3. */
  setRate(rate: number): void
  setFollowPlayhead(follow: boolean): void
  showProblem(problem: Problem | null): void
  announce(message: string): void
}

export type Editor = EditorState & EditorActions
export type EditorStore = StoreApi<Editor>

/** What plays the timeline: one `<audio>` on the virtual WAV of the present revision. */
export interface Player {
  readonly element: HTMLAudioElement
  /** Timeline sample that sounds now, in the present document; smooth, for animation frames. */
  position(): Samples
  seek(sample: Samples): void
  play(from?: Samples, to?: Samples): void
  pause(): void
  setRate(rate: number): void
  /** Ends all sound and listeners. */
  destroy(): void
}

export interface EditorSession {
  readonly store: EditorStore
  readonly player: Player
}

/** Name of a cut point in `selectedCut`. */
export function cutKey(point: { clipId: string; edge: 'start' | 'end' }): string {
  return `${point.clipId}:${point.edge}`
}

export const EditorContext = createContext<EditorSession | null>(null)

function useSession(): EditorSession {
  const session = useContext(EditorContext)
  if (!session) throw new Error('useEditor outside an open project')
  return session
}

/** A part of the editor's state; renders again when that part changes. */
export function useEditor<T>(selector: (editor: Editor) => T): T {
  return useStore(useSession().store, selector)
}

/** The store itself, for canvases that read it in animation frames and for event handlers. */
export function useEditorStore(): EditorStore {
  return useSession().store
}

/** The player of the open project. */
export function usePlayer(): Player {
  return useSession().player
}
