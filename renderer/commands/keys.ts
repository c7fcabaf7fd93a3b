/** Reading and writing key combinations. */

const MODIFIERS = new Set(['Mod', 'Shift', 'Alt'])
const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
  Escape: 'Esc',
}

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/**
 * Whether a key press is the combination. `Mod` is Ctrl or Cmd. Shift counts for letters and named keys only:
 * where a layout needs it to type `?` or `+`, it is part of the sign.
 */
export function matchesKeys(press: KeyPress, combination: string): boolean {
  const parts = combination === '+' ? ['+'] : combination.split('+')
  const key = parts.filter((part) => !MODIFIERS.has(part)).join('+')
  const pressed = press.key === ' ' ? 'Space' : press.key
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  return (
    (press.ctrlKey || press.metaKey) === parts.includes('Mod') &&
    (isSign || press.altKey === parts.includes('Alt')) &&
    (isSign || press.shiftKey === parts.includes('Shift')) &&
    pressed.toLowerCase() === key.toLowerCase()
  )
}

/** A combination for a person: `⌘⇧Z` on a Mac, `Ctrl+Shift+Z` elsewhere. */
export function formatKeys(combination: string, isMac: boolean): string {
  const parts = combination === '+' ? ['+'] : combination.split('+')
  const named = parts.map((part) => {
    if (part === 'Mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'Alt') return isMac ? '⌥' : 'Alt'
    if (part === 'Shift') return isMac ? '⇧' : 'Shift'
    return SYMBOLS[part] ?? part
  })
  return named.join(isMac ? '' : '+')
}

/** A combination as Electron's menus write it. */
export function acceleratorOf(combination: string): string {
  return combination
    .replace('Mod', 'CmdOrCtrl')
    .replace(/Arrow(Left|Right)/, '$1')
    .replace(/\+\+$|^\+$/, 'Plus')
}

export const IS_MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent)
