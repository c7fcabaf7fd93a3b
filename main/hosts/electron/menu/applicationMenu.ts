/** Keeps the application menu at what the page and the library say. */
import { app, Menu, shell } from 'electron'
import type { MenuEntry } from '#core/contract/desktop.ts'
import { TO_HOST, TO_PRELOAD } from '#core/contract/desktopChannels.ts'
import { screenFragment } from '#core/contract/pageAddress.ts'
import type { Services } from '#main/services.ts'
import { pickFolder, pickRecordings } from '../dialogs.ts'
import type { EditorWindow } from '../editorWindow.ts'
import { onMessage } from '../ipc.ts'
import { menuEntriesSchema } from '../messages.ts'
import type { OpenRequests } from '../openRequests.ts'
import { differsOnlyInEnabled, type MenuActions, type MenuContent, menuTemplate } from './template.ts'

/** Labels tell lengths and change while a selection is dragged; the menu follows at this pace. */
const PACE_MS = 150
const MOST_RECENT = 12

export function setUpMenu(services: Services, editor: EditorWindow, requests: OpenRequests): void {
  let entries: readonly MenuEntry[] = []
  let shown: { content: MenuContent; menu: Menu } | undefined
  let timer: NodeJS.Timeout | undefined

  const actions: MenuActions = {
    command: (id) => editor.current?.webContents.send(TO_PRELOAD.menuCommand, id),
    importRecording: async () => {
      for (const path of await pickRecordings(editor.current)) requests.openFile(path)
    },
    importFolder: async () => {
      const path = await pickFolder(editor.current)
      if (path !== null) requests.openFile(path)
    },
    openProject: (projectId) => requests.goTo(screenFragment({ projectId })),
    showLibraryFolder: () => void shell.openPath(services.library.path),
  }

  const refresh = () => {
    timer = undefined
    const content: MenuContent = {
      platform: process.platform,
      isPackaged: app.isPackaged,
      entries,
      recent: services.projects
        .list()
        .slice(0, MOST_RECENT)
        .map(({ id, title }) => ({ id, title })),
    }
    if (shown && differsOnlyInEnabled(shown.content, content)) {
      for (const { id, enabled } of entries) {
        const item = shown.menu.getMenuItemById(id)
        if (item) item.enabled = enabled
      }
      shown = { ...shown, content }
      return
    }
    const menu = Menu.buildFromTemplate(menuTemplate(content, actions))
    Menu.setApplicationMenu(menu)
    shown = { content, menu }
  }
  let isOver = false
  const refreshSoon = () => {
    if (!isOver) timer ??= setTimeout(refresh, PACE_MS)
  }

  refresh()
  onMessage(TO_HOST.setMenu, (_event, sent) => {
    const parsed = menuEntriesSchema.safeParse(sent)
    if (!parsed.success) return
    entries = parsed.data
    refreshSoon()
  })
  const stopWatching = services.projects.onChange(refreshSoon)
  app.on('browser-window-focus', refreshSoon)
  editor.onMade(({ webContents }) => {
    // A page that is loaded anew or gone has no commands until it says so.
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return
      entries = []
      refreshSoon()
    })
    webContents.on('destroyed', () => {
      entries = []
      refreshSoon()
    })
  })
  app.on('will-quit', () => {
    // The library is being closed: nothing may ask it any more.
    isOver = true
    stopWatching()
    clearTimeout(timer)
  })
}
