import { useEffect } from 'react'
import type { Brought } from '#core/contract/imports.ts'
import type { Problem } from '#core/problem.ts'
import { showProblem } from '#renderer/app/notices.ts'
import type { EditorDialog } from '#renderer/commands/command.ts'
import { registerDropHandler } from '#renderer/import/dropHandlers.ts'

const BUSY: Problem = {
  code: 'library-busy',
  message: 'Another dialog is open.',
  hint: 'Finish or close it, then drop the files again.',
}

const RECORDINGS: ReadonlySet<Brought['type']> = new Set(['recording', 'chunks', 'archive'])

/** The dialog for what was dropped on the editor; null where it is nothing for an open episode. */
export function dialogForDrop(brought: readonly Brought[]): EditorDialog | null {
  if (brought.length === 0) return null
  if (brought.every(({ type }) => type === 'speech')) return { type: 'importSpeech', brought }
  return brought.every(({ type }) => RECORDINGS.has(type)) ? { type: 'addRecording', brought } : null
}

/** Takes what is dropped while an episode is open; a dialog that is open may be at work and stays. */
export function useDrops(current: EditorDialog | null, open: (dialog: EditorDialog) => void): void {
  useEffect(
    () =>
      registerDropHandler((brought) => {
        const dialog = dialogForDrop(brought)
        if (!dialog) return false
        const mayReplace = !current || (current.type === 'importSpeech' && dialog.type === 'importSpeech')
        if (mayReplace) open(dialog)
        else showProblem(BUSY)
        return true
      }),
    [current, open],
  )
}
