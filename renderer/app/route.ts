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

/** Takes `?project=<id>` or `?demo=1`, as hosts open the window, for the fragment; called once at the start. */
export function adoptQuery(): void {
  const query = new URLSearchParams(location.search)
  const projectId = query.get('project')
  const hash = projectId ? `#/project/${encodeURIComponent(projectId)}` : query.has('demo') ? '#/demo' : null
  if (hash) history.replaceState(null, '', `${location.pathname}${hash}`)
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
