import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { MenuEntry } from '#core/contract/desktop.ts'
import {
  differsOnlyInEnabled,
  type MenuActions,
  type MenuContent,
  menuTemplate,
} from '#main/hosts/electron/menu/template.ts'
import { acceleratorOf } from '#renderer/commands/keys.ts'
import { findItem } from './electronDouble.ts'

const entries: MenuEntry[] = [
  { id: 'file.export', label: 'Export…', menu: 'File', accelerator: 'CmdOrCtrl+E', enabled: true },
  { id: 'edit.undo', label: 'Undo “Cut 12.4 s”', menu: 'Edit', accelerator: 'CmdOrCtrl+Z', enabled: true },
  { id: 'edit.cut', label: 'Cut R&D', menu: 'Edit', accelerator: 'X', enabled: false },
  { id: 'view.zoomIn', label: 'Zoom in', menu: 'View', accelerator: 'Plus', enabled: true },
  { id: 'play.toggle', label: 'Play', menu: 'Play', accelerator: 'Space', enabled: true },
]
const content: MenuContent = {
  platform: 'linux',
  isPackaged: true,
  entries,
  recent: [{ id: 'p1', title: 'Q&A night' }],
}

function build(changes: Partial<MenuContent> = {}) {
  const done: string[] = []
  const actions: MenuActions = {
    command: (id) => done.push(id),
    importRecording: () => done.push('import'),
    importFolder: () => done.push('folder'),
    openProject: (id) => done.push(`open ${id}`),
    showLibraryFolder: () => done.push('library'),
  }
  return { items: menuTemplate({ ...content, ...changes }, actions), done }
}

const itemsOf = (item: MenuItemConstructorOptions | undefined) =>
  (item?.submenu ?? []) as MenuItemConstructorOptions[]
const labels = (items: MenuItemConstructorOptions[]) => items.map(({ label, role }) => label ?? role)
const roles = (items: MenuItemConstructorOptions[]): unknown[] =>
  items.flatMap((item) => [item.role, ...roles(itemsOf(item))]).filter(Boolean)
/** Chooses an entry as Electron would. */
const choose = (item: MenuItemConstructorOptions | undefined) => (item!.click as unknown as () => void)()

describe('the application menu', () => {
  it('has a menu for each kind of command, with those of the page in it', () => {
    const { items } = build()
    expect(labels(items)).toEqual(['&File', '&Edit', '&View', '&Play', '&Help'])
    expect(
      itemsOf(items[1])
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual(['edit.undo', 'edit.cut'])
    expect(itemsOf(items[3]).map(({ id }) => id)).toEqual(['play.toggle'])
    expect(findItem(items, 'edit.cut')).toMatchObject({ label: 'Cut R&&D', enabled: false, accelerator: 'X' })
  })

  it('shows the page’s keys without taking them from it', () => {
    const { items } = build()
    for (const { id } of entries) expect(findItem(items, id)?.registerAccelerator).toBe(false)
  })

  it('shows on a Mac only keys with Cmd, because there every shown key is taken', () => {
    const { items } = build({ platform: 'darwin' })
    expect(findItem(items, 'edit.undo')?.accelerator).toBe('CmdOrCtrl+Z')
    expect(findItem(items, 'play.toggle')).not.toHaveProperty('accelerator')
    expect(labels(items)).toEqual(['Afterspace', '&File', '&Edit', '&View', '&Play', 'windowMenu', '&Help'])
    expect(roles(items)).toEqual(expect.arrayContaining(['about', 'hide', 'services', 'quit', 'close']))
  })

  it('sends the page its commands by id', () => {
    const { items, done } = build()
    choose(findItem(items, 'edit.undo'))
    expect(done).toEqual(['edit.undo'])
  })

  it('imports, and opens recent episodes', () => {
    const { items, done } = build()
    const [importing, folder, recent] = itemsOf(items[0])
    expect(importing).toMatchObject({ label: 'Import recording…', accelerator: 'CmdOrCtrl+O' })
    expect(labels(itemsOf(recent))).toEqual(['Q&&A night'])
    choose(importing)
    choose(folder)
    choose(itemsOf(recent)[0])
    expect(done).toEqual(['import', 'folder', 'open p1'])
  })

  it('is whole outside the editor, too', () => {
    const { items } = build({ entries: [], recent: [] })
    expect(labels(items)).toEqual(['&File', '&Edit', '&View', '&Help'])
    expect(roles(items)).toEqual(
      expect.arrayContaining(['quit', 'cut', 'copy', 'paste', 'selectAll', 'togglefullscreen', 'about']),
    )
    for (const menu of items) expect(itemsOf(menu)[0]?.type).not.toBe('separator')
  })

  it('has developer tools in a checkout only', () => {
    expect(roles(build({ isPackaged: true }).items)).not.toContain('toggleDevTools')
    expect(roles(build({ isPackaged: false }).items)).toContain('toggleDevTools')
  })

  it('is built anew for anything but what is enabled', () => {
    const disabled = entries.map((entry) => ({ ...entry, enabled: false }))
    const renamed = entries.map((entry) => ({ ...entry, label: `${entry.label}!` }))
    expect(differsOnlyInEnabled(content, { ...content, entries: disabled })).toBe(true)
    expect(differsOnlyInEnabled(content, { ...content, entries: renamed })).toBe(false)
    expect(differsOnlyInEnabled(content, { ...content, entries: [] })).toBe(false)
    expect(differsOnlyInEnabled(content, { ...content, recent: [] })).toBe(false)
  })

  it('understands the keys as the window writes them', () => {
    expect(['Mod+Shift+Z', 'ArrowLeft', '+', 'Alt+ArrowRight'].map(acceleratorOf)).toEqual([
      'CmdOrCtrl+Shift+Z',
      'Left',
      'Plus',
      'Alt+Right',
    ])
  })
})
