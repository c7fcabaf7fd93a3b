/** Which screen shows: in the address's fragment, so that a reload comes back to it. */
import { useSyncExternalStore } from 'react'

export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'project'; readonly projectId: string }
  | { readonly screen: 'demo' }

/** The screen that a fragment names: `#/project/<id>`, `#/demo`, else home. */
export function parseRoute(hash: string): Route {
  const [, screen, id] = hash.replace(/^#/, '').split('/')
  if (screen === 'project' && id) return { screen, projectId: decodeURIComponent(id) }
  return screen === 'demo' ? { screen } : { screen: 'home' }
}

export function goHome(): void {
  location.hash = '#/'
}

export function goToProject(projectId: string): void {
  location.hash = `#/project/${encodeURIComponent(projectId)}`
}

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => location.hash))
}
