/** The application menu as plain data, for any platform and any state of the page. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuEntry } from '#core/contract/desktop.ts'

export interface RecentProject {
  readonly id: string
  readonly title: string
}

/** What the menu shows. */
export interface MenuContent {
  readonly platform: NodeJS.Platform
  /** In a checkout there are the developer tools. */
  readonly isPackaged: boolean
  /** The page's commands, in its order; empty outside the editor. */
  readonly entries: readonly MenuEntry[]
  /** Episodes, the last changed first. */
  readonly recent: readonly RecentProject[]
}

/** What choosing something does. */
export interface MenuActions {
  readonly command: (id: string) => void
  readonly importRecording: () => void
  readonly importFolder: () => void
  readonly openProject: (id: string) => void
  readonly showLibraryFolder: () => void
}

type Item = MenuItemConstructorOptions

const SEPARATOR: Item = { type: 'separator' }

/**
 * The whole menu. The page's own keys are only shown here, because it listens to them itself and knows when a
 * person is typing; a Mac has no way to only show a key, so there those without Cmd are left out.
 */
export function menuTemplate(content: MenuContent, actions: MenuActions): Item[] {
  const isMac = content.platform === 'darwin'
  const commands = (menu: MenuEntry['menu']) =>
    content.entries.filter((entry) => entry.menu === menu).map((entry) => commandItem(entry, isMac, actions))
  return [
    ...(isMac ? [applicationMenu()] : []),
    { label: '&File', submenu: fileItems(content, actions, commands('File')) },
    { label: '&Edit', submenu: after(commands('Edit'), textItems()) },
    { label: '&View', submenu: after(commands('View'), viewItems(content.isPackaged)) },
    ...(commands('Play').length > 0 ? [{ label: '&Play', submenu: commands('Play') }] : []),
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    { role: 'help', label: '&Help', submenu: helpItems(isMac, actions) },
  ]
}

function commandItem(entry: MenuEntry, isMac: boolean, actions: MenuActions): Item {
  const accelerator = isMac && !entry.accelerator?.includes('CmdOrCtrl') ? null : entry.accelerator
  return {
    id: entry.id,
    label: literal(entry.label),
    enabled: entry.enabled,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => actions.command(entry.id),
  }
}

function applicationMenu(): Item {
  return {
    label: 'Afterspace',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  }
}

function fileItems({ platform, recent }: MenuContent, actions: MenuActions, commands: Item[]): Item[] {
  const episodes = recent.map(
    ({ id, title }): Item => ({ label: literal(title) || 'Untitled', click: () => actions.openProject(id) }),
  )
  return [
    { label: 'Import recording…', accelerator: 'CmdOrCtrl+O', click: () => actions.importRecording() },
    { label: 'Import folder…', click: () => actions.importFolder() },
    {
      label: 'Open recent episode',
      enabled: episodes.length > 0,
      submenu: episodes.length > 0 ? episodes : [{ label: 'No episodes yet', enabled: false }],
    },
    SEPARATOR,
    ...after(commands, [platform === 'darwin' ? { role: 'close' } : { role: 'quit' }]),
  ]
}

/** For text fields; on a Mac their keys work through the menu only. */
function textItems(): Item[] {
  return [
    { role: 'cut', label: 'Cut text' },
    { role: 'copy', label: 'Copy text' },
    { role: 'paste', label: 'Paste text' },
    { role: 'selectAll', label: 'Select all text' },
  ]
}

function viewItems(isPackaged: boolean): Item[] {
  return [
    { role: 'zoomIn', label: 'Larger interface' },
    { role: 'zoomOut', label: 'Smaller interface' },
    { role: 'resetZoom', label: 'Normal size' },
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [SEPARATOR, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
  ]
}

function helpItems(isMac: boolean, actions: MenuActions): Item[] {
  return [
    { label: 'Show library folder', click: () => actions.showLibraryFolder() },
    ...(isMac ? [] : [SEPARATOR, { role: 'about' as const }]),
  ]
}

function after(first: Item[], second: Item[]): Item[] {
  return first.length > 0 ? [...first, SEPARATOR, ...second] : second
}

/** In a menu `&` marks a letter; a title's own is written twice. */
function literal(label: string): string {
  return label.replaceAll('&', '&&')
}

/** Whether two contents differ only in what is enabled, so that a menu can be brought up to date where it is. */
export function differsOnlyInEnabled(before: MenuContent, now: MenuContent): boolean {
  const shape = ({ entries, ...rest }: MenuContent) =>
    JSON.stringify([rest, entries.map(({ enabled: _, ...entry }) => entry)])
  return shape(before) === shape(now)
}
