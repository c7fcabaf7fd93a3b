import { createContext, useCallback, useContext } from 'react'
import type { CommandContext, EditorUi } from '#renderer/commands/command.ts'
import { type CommandId, findCommand } from '#renderer/commands/commands.ts'
import { useEditorStore, usePlayer } from '#renderer/state/editor.ts'

export const EditorUiContext = createContext<EditorUi | null>(null)

function useEditorUi(): EditorUi {
  const ui = useContext(EditorUiContext)
  if (!ui) throw new Error('useEditorUi outside the editor')
  return ui
}

/** What commands act on, at the moment of the call. */
export function useCommandContext(): () => CommandContext {
  const store = useEditorStore()
  const player = usePlayer()
  const ui = useEditorUi()
  return useCallback(() => ({ editor: store.getState(), player, ui }), [store, player, ui])
}

/** Runs a command if it can run now. */
export function useRunCommand(): (id: CommandId | string) => void {
  const context = useCommandContext()
  return useCallback(
    (id) => {
      const now = context()
      const command = findCommand(id)
      if (command?.enabled(now.editor)) command.run(now)
    },
    [context],
  )
}
