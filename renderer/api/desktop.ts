import type { DesktopBridge } from '#core/contract/desktop.ts'

declare global {
  interface Window {
    /** Put here by the preload; absent in the web host. */
    readonly afterspaceDesktop?: DesktopBridge<File>
  }
}

/** The desktop's bridge, or undefined in a browser. */
export const desktop: DesktopBridge<File> | undefined =
  typeof window === 'undefined' ? undefined : window.afterspaceDesktop
