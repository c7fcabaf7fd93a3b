import { ipcRenderer } from 'electron'
import { TO_PRELOAD } from '#core/contract/desktopChannels.ts'

/** Menu commands that mean the text while a person is typing. */
const TEXT_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['edit.undo', 'undo'],
  ['edit.redo', 'redo'],
])

const listeners = new Set<(id: string) => void>()

ipcRenderer.on(TO_PRELOAD.menuCommand, (_event, id: string) => {
  const textCommand = TEXT_COMMANDS.get(id)
  // Deprecated, and the only way to undo in a field as its own key does.
  if (textCommand && isTyping(document.activeElement)) document.execCommand(textCommand)
  else for (const listener of listeners) listener(id)
})

/** Calls back with the id of every menu entry that a person chooses; returns how to stop. */
export function onMenuCommand(listener: (id: string) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function isTyping(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return true
  if (element instanceof HTMLInputElement) return TEXT_INPUTS.has(element.type)
  return element instanceof HTMLElement && element.isContentEditable
}

const TEXT_INPUTS = new Set(['text', 'search', 'url', 'email', 'tel', 'password', 'number'])
