/** The theme's colours for canvases, read from the CSS custom properties of `styles/tokens.css`. */
import { SPEAKER_INK, speakerColor, type Theme } from '#renderer/styles/speakers.ts'

export interface Palette {
  readonly theme: Theme
  readonly font: string
  readonly surface: string
  readonly sunken: string
  readonly raised: string
  readonly overlay: string
  readonly border: string
  readonly borderStrong: string
  readonly grid: string
  readonly text: string
  readonly muted: string
  readonly faint: string
  readonly focus: string
  readonly accent: string
  readonly accentInk: string
  readonly waveform: string
  readonly waveformRead: string
  readonly playhead: string
  readonly selection: string
  readonly selectionEdge: string
  readonly cut: string
  readonly speakerInk: string
  readonly speaker: (color: number) => string
}

/** The colours as they are now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const value = (name: string) => style.getPropertyValue(name).trim()
  const theme: Theme = document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'
  return {
    theme,
    font: value('--font') || 'system-ui, sans-serif',
    surface: value('--surface'),
    sunken: value('--surface-sunken'),
    raised: value('--surface-raised'),
    overlay: value('--surface-overlay'),
    border: value('--border'),
    borderStrong: value('--border-strong'),
    grid: value('--grid'),
    text: value('--text'),
    muted: value('--text-muted'),
    faint: value('--text-faint'),
    focus: value('--focus'),
    accent: value('--accent'),
    accentInk: value('--accent-ink'),
    waveform: value('--waveform'),
    waveformRead: value('--waveform-read'),
    playhead: value('--playhead'),
    selection: value('--selection'),
    selectionEdge: value('--selection-edge'),
    cut: value('--cut'),
    speakerInk: SPEAKER_INK[theme],
    speaker: (color) => speakerColor(color, theme),
  }
}

/** Calls back when the theme changed, after the page's styles have. */
export function watchTheme(onChange: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}
