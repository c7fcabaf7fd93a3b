/** The parts of the page that the stage draws into; made by `Timeline.tsx`, all there while it is mounted. */
export interface StageElements {
  readonly minimap: HTMLElement
  readonly minimapWave: HTMLElement
  readonly viewport: HTMLElement
  readonly ruler: HTMLElement
  readonly rulerCanvas: HTMLCanvasElement
  readonly rulerCursor: HTMLElement
  readonly wave: HTMLElement
  readonly waveHost: HTMLElement
  readonly marksCanvas: HTMLCanvasElement
  readonly lanes: HTMLElement
  readonly lanesCanvas: HTMLCanvasElement
  readonly lanesCursor: HTMLElement
  /** The column of lane heads; scrolls vertically, the canvas follows. */
  readonly heads: HTMLElement
  /** Stands at the selected cut, for its popover. */
  readonly cutAnchor: HTMLElement
  readonly tip: HTMLElement
}
