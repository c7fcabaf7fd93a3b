/** The documents that undo and redo go back to, and what of the window's state survives a new document. */
import { documentKey, type History } from '#core/edit/history.ts'
import type { Clip, Episode } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { clamp } from '#core/time/units.ts'
import type { Editor } from './editor.ts'
import { mapPosition } from './mapPosition.ts'
import { viewOfDuration } from './view.ts'

/**
 * Documents that are remembered. They share their clips and turns, but what is derived from 2,000 clips takes about
 * half a megabyte of each; the main process has the earlier ones.
 */
const MOST = 200

/** Remembers the latest documents by place in the history. */
export class Documents {
  readonly #known = new Map<number, Episode>()

  remember(history: History, episode: Episode): void {
    const key = documentKey(history)
    this.#known.delete(key)
    this.#known.set(key, episode)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest)
  }

  at(history: History, position: number): Episode | undefined {
    return this.#known.get(documentKey(history, position))
  }

  forgetAll(): void {
    this.#known.clear()
  }
}

type Shown = Pick<Editor, 'selection' | 'selectedClipId' | 'selectedSegmentId' | 'playhead' | 'view'>

/** What is selected and shown, carried over from the document before to `next`. */
export function carryOver(editor: Editor, next: Episode): Shown {
  const before = editor.committed.clips
  const duration = episodeDuration(next)
  const keptClip = next.clips.some((clip) => clip.id === editor.selectedClipId)
  const keptSegment =
    next.segments === editor.committed.segments ||
    next.segments.some((segment) => segment.id === editor.selectedSegmentId)
  return {
    selection: carrySelection(editor, before, next.clips),
    selectedClipId: keptClip ? editor.selectedClipId : null,
    selectedSegmentId: keptSegment ? editor.selectedSegmentId : null,
    playhead: clamp(mapPosition(before, next.clips, editor.playhead), 0, duration),
    view: viewOfDuration(editor.view, episodeDuration(editor.committed), duration),
  }
}

function carrySelection({ selection }: Editor, before: readonly Clip[], after: readonly Clip[]) {
  if (!selection || before === after) return selection
  const from = mapPosition(before, after, selection.from)
  const to = mapPosition(before, after, selection.to)
  return to > from ? { from, to } : null
}
