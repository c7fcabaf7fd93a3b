/**
 * The timeline's picture. Reads the store in animation frames and draws what changed; React renders nothing here.
 * One frame loop for everything, running only while something changes or plays.
 */
import { clipAt, episodeDuration, type PlacedClip } from '#core/episode/timeline.ts'
import { SAMPLE_RATE } from '#core/time/units.ts'
import type { Editor, EditorSession } from '#renderer/state/editor.ts'
import { createWave, type Wave } from '#renderer/wave/wavesurferAdapter.ts'
import { CanvasLayer, watchPixelRatio } from '../paint/canvasLayer.ts'
import { paintLanes } from '../paint/paintLanes.ts'
import { paintMarks } from '../paint/paintMarks.ts'
import { paintRuler } from '../paint/paintRuler.ts'
import { paintColumns, paintSamples } from '../paint/paintWave.ts'
import { type Palette, readPalette, watchTheme } from '../paint/palette.ts'
import { loudest } from '../peaks/columns.ts'
import { MINIMAP_HEIGHT, RULER_HEIGHT, waveBand } from '../scene/layout.ts'
import { turnsOf } from '../scene/turns.ts'
import { panned, xOf } from '../view/geometry.ts'
import type { StageElements } from './elements.ts'
import { ALL, type Part } from './parts.ts'
import { placeCutAnchor, placeViewport } from './place.ts'
import { kindAt, Sound } from './sound.ts'
import { Tip } from './tip.ts'
import { watchEditor } from './watchEditor.ts'

/** What is only on the screen, never in the document. */
export interface Transient {
  hoveredCut: string | null
  dropAt: number | null
  pending: { lane: number; from: number; to: number } | null
}

/** Most that a quiet recording is enlarged on the minimap. */
const MAX_OVERVIEW_SCALE = 12

export class Stage {
  readonly session: EditorSession
  readonly elements: StageElements
  readonly tip: Tip
  /** Aborts when the timeline goes away; every listener hangs on it. */
  readonly signal: AbortSignal
  readonly marks: CanvasLayer
  readonly #ruler: CanvasLayer
  readonly #lanes: CanvasLayer
  readonly #sound: Sound
  readonly #detail: Wave
  readonly #minimap: Wave
  readonly #dirty = new Set<Part>(ALL)
  #transient: Transient = { hoveredCut: null, dropAt: null, pending: null }
  #palette: Palette = readPalette()
  #frame = 0
  #previewGain = 1
  /** Read when they change: to ask the page in a frame makes it lay itself out once more. */
  #waveHeight = 0
  #minimapWidth = 0
  #scrollTop = 0

  constructor(session: EditorSession, elements: StageElements, signal: AbortSignal) {
    this.session = session
    this.elements = elements
    this.signal = signal
    this.tip = new Tip(elements.tip)
    this.#ruler = new CanvasLayer(elements.rulerCanvas)
    this.marks = new CanvasLayer(elements.marksCanvas)
    this.#lanes = new CanvasLayer(elements.lanesCanvas)
    this.#sound = new Sound(
      () => this.invalidate('wave'),
      () => this.invalidate('minimap'),
    )
    const cursor = { cursorColor: this.#palette.playhead, cursorWidthPx: 1 }
    this.#detail = createWave({
      ...cursor,
      container: elements.waveHost,
      heightPx: Math.max(1, elements.wave.clientHeight),
      paint: (context) => this.#paintDetail(context),
    })
    this.#minimap = createWave({
      ...cursor,
      container: elements.minimapWave,
      heightPx: MINIMAP_HEIGHT,
      paint: (context) => this.#paintMinimap(context),
    })
    this.#watch()
    this.#resize()
  }

  get editor(): Editor {
    return this.session.store.getState()
  }

  get duration(): number {
    return episodeDuration(this.editor.episode)
  }

  get transient(): Readonly<Transient> {
    return this.#transient
  }

  show(change: Partial<Transient>): void {
    this.#transient = { ...this.#transient, ...change }
    this.invalidate('marks', 'lanes')
  }

  /** Draws parts anew in the next frame; all when none is named. */
  invalidate(...parts: Part[]): void {
    for (const part of parts.length ? parts : ALL) this.#dirty.add(part)
    if (!this.#frame && !this.signal.aborted) this.#frame = requestAnimationFrame(() => this.#draw())
  }

  pan(dx: number): void {
    this.editor.setView(panned(this.editor.view, dx, this.duration))
  }

  /** `factor` > 1 goes closer; what is at pixel `x` stays there. */
  zoom(factor: number, x: number): void {
    const { view, zoomBy } = this.editor
    zoomBy(factor, view.startSample + x * view.samplesPerPixel)
  }

  clipAt(sample: number): PlacedClip | undefined {
    return clipAt(this.editor.episode.clips, sample)
  }

  /** Gain of preview over the sources, so that real samples are as tall as peaks. */
  setPreviewGain(gain: number): void {
    this.#previewGain = gain
    this.invalidate('wave')
  }

  #watch(): void {
    watchEditor(this.session.store, (...parts) => this.invalidate(...parts), this.signal)
    const resizes = new ResizeObserver(() => this.#resize())
    for (const element of [this.elements.wave, this.elements.lanes, this.elements.minimap])
      resizes.observe(element)
    watchPixelRatio(() => {
      this.#detail.relayout()
      this.#minimap.relayout()
      this.#resize()
    }, this.signal)
    watchTheme(() => this.#readTheme(), this.signal)
    document.fonts.ready.then(() => this.invalidate())
    this.elements.heads.addEventListener(
      'scroll',
      () => {
        this.#scrollTop = this.elements.heads.scrollTop
        this.invalidate('lanes')
      },
      { signal: this.signal },
    )
    this.elements.lanes.addEventListener('focusin', () => this.invalidate('lanes'), { signal: this.signal })
    this.elements.lanes.addEventListener('focusout', () => this.invalidate('lanes'), { signal: this.signal })
    this.signal.addEventListener('abort', () => {
      cancelAnimationFrame(this.#frame)
      resizes.disconnect()
      this.#sound.destroy()
      this.#detail.destroy()
      this.#minimap.destroy()
    })
  }

  #readTheme(): void {
    this.#palette = readPalette()
    this.#detail.setCursorColor(this.#palette.playhead)
    this.#minimap.setCursorColor(this.#palette.playhead)
    this.invalidate()
  }

  #resize(): void {
    const { wave, lanes, minimap, heads } = this.elements
    const widthPx = wave.clientWidth
    if (widthPx === 0) return
    this.#waveHeight = wave.clientHeight
    this.#minimapWidth = minimap.clientWidth
    this.#scrollTop = heads.scrollTop
    const lanesHeight = lanes.clientHeight
    this.#ruler.resize(widthPx, RULER_HEIGHT)
    this.marks.resize(widthPx, this.#waveHeight)
    this.#lanes.resize(widthPx, lanesHeight)
    this.#detail.setHeight(Math.max(1, this.#waveHeight))
    if (this.editor.view.widthPx !== widthPx) this.editor.setView({ widthPx })
    // At once: a canvas that was given a new size is empty until it is drawn.
    this.#dirty.clear()
    for (const part of ALL) this.#dirty.add(part)
    this.#draw()
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const editor = this.editor
    const palette = this.#palette
    const parts = new Set(this.#dirty)
    this.#dirty.clear()
    if (parts.has('wave')) this.#detail.redraw()
    if (parts.has('minimap')) this.#minimap.redraw()
    if (parts.has('ruler')) paintRuler(this.#ruler, editor.view, this.duration, editor.selection, palette)
    if (parts.has('marks')) paintMarks(this.marks, { ...editor, ...this.#transient }, palette)
    if (parts.has('lanes'))
      paintLanes(
        this.#lanes,
        {
          ...editor,
          turns: turnsOf(editor.episode),
          speakers: editor.episode.speakers,
          scrollTop: this.#scrollTop,
          pending: this.#transient.pending,
          focused: this.elements.lanes.matches(':focus-visible'),
        },
        palette,
      )
    if (parts.has('cursor') || editor.playing) this.#placeCursor(editor)
    if (editor.playing && !this.#frame && !this.signal.aborted)
      this.#frame = requestAnimationFrame(() => this.#draw())
  }

  #placeCursor(editor: Editor): void {
    const { view } = editor
    const at = editor.playing ? this.session.player.position() : editor.playhead
    const windowSeconds = (view.widthPx * view.samplesPerPixel) / SAMPLE_RATE
    this.#detail.setPosition((at - view.startSample) / SAMPLE_RATE, windowSeconds)
    this.#minimap.setPosition(at / SAMPLE_RATE, this.duration / SAMPLE_RATE)
    const x = xOf(view, at)
    const inSight = x >= 0 && x <= view.widthPx
    for (const line of [this.elements.rulerCursor, this.elements.lanesCursor]) {
      line.hidden = !inSight
      if (inSight) line.style.transform = `translateX(${x}px)`
    }
    placeViewport(this.elements.viewport, this.#minimapWidth, view, this.duration)
    placeCutAnchor(this.elements, editor)
  }

  #paintDetail(context: CanvasRenderingContext2D): void {
    const editor = this.editor
    const ratio = devicePixelRatio || 1
    const band = waveBand(this.#waveHeight)
    const { columns, samples } = this.#sound.detail(editor, 1 / this.#previewGain)
    if (samples)
      paintSamples(context, samples, (x) => kindAt(editor, x), editor.view, band, this.#palette, ratio)
    else paintColumns(context, columns, band, this.#palette, ratio)
  }

  #paintMinimap(context: CanvasRenderingContext2D): void {
    const columns = this.#sound.overview(this.editor, this.#minimapWidth)
    // The overview is for finding one's way, not for levels: the loudest place fills its height.
    const scale = Math.min(MAX_OVERVIEW_SCALE, 1 / Math.max(1e-6, loudest(columns)))
    const band = { middle: MINIMAP_HEIGHT / 2, half: (MINIMAP_HEIGHT / 2 - 4) * Math.max(1, scale) }
    paintColumns(context, columns, band, this.#palette, devicePixelRatio || 1)
  }
}
