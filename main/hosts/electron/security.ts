/** What a window may not do, after Electron's security checklist. */
import { app, type Session, shell, type WebContents } from 'electron'
import { isPage, isWebLink } from './origin.ts'

/** Schemes over which nothing of ours is loaded. */
const REMOTE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*']

/** Guards every window and frame that is ever made. Called before the first. */
export function setUpWindowSecurity(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
}

function guard(contents: WebContents): void {
  const refuse = (details: { readonly url: string; preventDefault(): void }) => {
    if (!isPage(details.url)) details.preventDefault()
  }
  contents.on('will-navigate', refuse)
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) void shell.openExternal(url).catch(() => {})
    return { action: 'deny' }
  })
}

/** Denies every permission, asked for or looked up, every download, and all that is not ours to load. */
export function setUpSessionSecurity(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest({ urls: REMOTE }, (_details, callback) => callback({ cancel: true }))
}
