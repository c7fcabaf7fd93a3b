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
/** Popovers beside what they are about are not in the way. */
const OVERLAY = '.dialog, [role=menu], [role=listbox]'

/** What a click leaves focused, though who clicked it means the timeline by the next key. */
const CLICKED = 'button, a, [role=tab], [role=radio]'

/** Keys run commands, except where a person types, walks through controls with Tab, or has a dialog open. */
export function useKeyboard(): void {
  const run = useRunCommand()
  useEffect(() => {
    let byPointer = false
    const listening = new AbortController()
    const { signal } = listening

    function handle(event: KeyboardEvent, target: Element | null): boolean {
      if (event.defaultPrevented || target?.closest(TYPING) || document.querySelector(OVERLAY)) return false
      const command = commandOfKey(event)
      if (!command || (target && wantsKey(event, target))) return false
      event.preventDefault()
      run(command.id)
      return true
    }

    function onPointerDown() {
      byPointer = true
    }
    function onEarlyKey(event: KeyboardEvent) {
      if (event.key === 'Tab') byPointer = false
      const isClicked = event.target instanceof Element && event.target.matches(CLICKED)
      if (byPointer && isClicked && event.key !== 'Enter' && handle(event, null)) event.stopPropagation()
    }
    function onKey(event: KeyboardEvent) {
      handle(event, event.target instanceof Element ? event.target : null)
    }

    window.addEventListener('pointerdown', onPointerDown, { signal, capture: true })
    window.addEventListener('keydown', onEarlyKey, { signal, capture: true })
    window.addEventListener('keydown', onKey, { signal })
    return () => listening.abort()
  }, [run])
}

/** Whether the focused control does something with a key itself. */
function wantsKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, target: Element): boolean {
  if (ctrlKey || metaKey || altKey) return false
  if ([' ', 'Home', 'End'].includes(key)) return target.closest(CONTROL) !== null
  return key.startsWith('Arrow') && target.closest('[role=tab], [role=radio], input') !== null
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
