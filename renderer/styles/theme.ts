/** Dark or light: what the system prefers, until a person says otherwise. */
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Theme } from './speakers.ts'

export type { Theme } from './speakers.ts'
export type ThemeChoice = 'system' | Theme

const STORAGE_KEY = 'afterspace.theme'
const prefersLight = window.matchMedia('(prefers-color-scheme: light)')

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORAGE_KEY)
  return stored === 'dark' || stored === 'light' ? stored : 'system'
}

function resolve(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice
  return prefersLight.matches ? 'light' : 'dark'
}

/** The present theme; canvases read it, and draw again when it changes. */
export const themeStore = createStore<{ choice: ThemeChoice; theme: Theme }>(() => {
  const choice = storedChoice()
  return { choice, theme: resolve(choice) }
})

/** Sets the theme and remembers it. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(STORAGE_KEY)
  else localStorage.setItem(STORAGE_KEY, choice)
  themeStore.setState({ choice, theme: resolve(choice) })
}

/** Keeps the page's `data-theme` at the present theme; called once, before the first paint. */
export function startTheme(): void {
  const show = () => {
    document.documentElement.dataset.theme = themeStore.getState().theme
  }
  prefersLight.addEventListener('change', () => {
    const { choice } = themeStore.getState()
    themeStore.setState({ theme: resolve(choice) })
  })
  themeStore.subscribe(show)
  show()
}

export function useTheme(): Theme {
  return useStore(themeStore, (state) => state.theme)
}

export function useThemeChoice(): ThemeChoice {
  return useStore(themeStore, (state) => state.choice)
}
