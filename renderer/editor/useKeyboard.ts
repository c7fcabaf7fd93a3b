import { useEffect } from 'react'
import { desktop } from '#renderer/api/desktop.ts'
import { COMMANDS, commandOfKey } from '#renderer/commands/commands.ts'
import { acceleratorOf } from '#renderer/commands/keys.ts'
import { useEditorStore } from '#renderer/state/editor.ts'
import { useRunCommand } from './uiContext.ts'

const TYPING =
  'input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'
/** What takes Space and arrows itself. */
const CONTROL = 'button, a, input, [role=tab], [role=radio], [role=slider], [role=option]'
const OVERLAY = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** Keys run commands, except where a person types or a dialog is open. */
export function useKeyboard(): void {
  const run = useRunCommand()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented || target?.closest(TYPING) || document.querySelector(OVERLAY)) return
      const command = commandOfKey(event)
      if (!command) return
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      if (isPlain && [' ', 'Home', 'End'].includes(event.key) && target?.closest(CONTROL)) return
      if (isPlain && event.key.startsWith('Arrow') && target?.closest('[role=tab], [role=radio], input'))
        return
      event.preventDefault()
      run(command.id)
    }
    /** A button that was clicked with the mouse would take Space and arrows from the timeline: it lets go. */
    function onClick(event: MouseEvent) {
      const focused = document.activeElement
      const isMouse = event.detail > 0
      if (
        isMouse &&
        focused instanceof HTMLElement &&
        focused.matches('button, a') &&
        !document.querySelector(OVERLAY)
      )
        focused.blur()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('click', onClick)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('click', onClick)
    }
  }, [run])
}

/** Keeps the desktop's application menu at what can be done now, and listens to it. */
export function useDesktopMenu(): void {
  const run = useRunCommand()
  const store = useEditorStore()
  useEffect(() => {
    if (!desktop) return
    const bridge = desktop
    let shown = ''
    const update = () => {
      const editor = store.getState()
      const entries = COMMANDS.map((command) => ({
        id: command.id,
        label: command.label(editor),
        menu: command.menu,
        accelerator: command.keys[0] ? acceleratorOf(command.keys[0]) : null,
        enabled: command.enabled(editor),
      }))
      const written = JSON.stringify(entries)
      if (written !== shown) bridge.setMenu(entries)
      shown = written
    }
    update()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stopStore = store.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined
        update()
      }, 150)
    })
    const stopMenu = bridge.onMenuCommand(run)
    return () => {
      clearTimeout(timer)
      stopStore()
      stopMenu()
      bridge.setMenu([])
    }
  }, [run, store])
}
