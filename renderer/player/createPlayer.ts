/**
 * Plays the timeline: one plain `<audio>` on the virtual WAV of the present revision. An edit loads the next
 * revision at the same source moment and goes on playing.
 */
import type { Clip, OutputSettings } from '#core/episode/schema.ts'
import { episodeDuration } from '#core/episode/timeline.ts'
import { clamp, SAMPLE_RATE, type Samples } from '#core/time/units.ts'
import type { EditorStore, Player } from '#renderer/state/editor.ts'
import { mapPosition } from '#renderer/state/mapPosition.ts'
import { viewShowing } from '#renderer/state/view.ts'
import { mediaProblem } from './mediaProblem.ts'

/** Edits that come quicker than this are loaded together. */
const LOAD_DELAY_MS = 60
const TICK_MS = 100

interface Loaded {
  readonly revision: number
  readonly clips: readonly Clip[]
  readonly output: OutputSettings
}

/** @param addressOf address of the virtual WAV of a revision */
export function createPlayer(store: EditorStore, addressOf: (revision: number) => string): Player {
  const element = new Audio()
  element.preload = 'auto'
  // On the page, so that the browser's media tools and tests find what plays; without controls it shows nothing.
  document.body.append(element)
  element.preservesPitch = true
  let loaded: Loaded | null = null
  /** Position to take once the element knows its length. */
  let target: Samples | null = 0
  let stopAt: Samples | null = null
  let loadTimer: ReturnType<typeof setTimeout> | undefined
  let stopTimer: ReturnType<typeof setTimeout> | undefined
  let ticker: ReturnType<typeof setInterval> | undefined

  const state = () => store.getState()
  /** Whether what is loaded sounds otherwise than the present document; names and turns make no sound. */
  const isStale = () =>
    loaded?.clips !== state().committed.clips || loaded.output !== state().committed.output

  /** Whether the host serves another revision by now. */
  const isOutdated = () => loaded?.revision !== state().savedRevision

  function position(): Samples {
    const clips = state().episode.clips
    const at = target ?? Math.round(element.currentTime * SAMPLE_RATE)
    const now = loaded ? mapPosition(loaded.clips, clips, at) : at
    return clamp(now, 0, episodeDuration({ clips }))
  }

  function load(again = false): void {
    clearTimeout(loadTimer)
    loadTimer = undefined
    const { savedRevision, committed } = state()
    if (savedRevision === null || loaded?.revision === savedRevision) return
    // What plays goes on undisturbed when nothing audible changed; it is loaded when it pauses or seeks.
    if (loaded && !isStale() && state().playing && !element.error && !again) return
    const before = loaded?.clips
    const at = position()
    if (before && stopAt !== null) stopAt = mapPosition(before, committed.clips, stopAt)
    loaded = { revision: savedRevision, clips: committed.clips, output: committed.output }
    target = at
    element.defaultPlaybackRate = state().rate
    element.src = addressOf(savedRevision)
    element.load()
  }

  function arrive(): void {
    if (target !== null) element.currentTime = target / SAMPLE_RATE
    target = null
    element.playbackRate = state().rate
    if (state().playing) start()
  }

  function start(): void {
    element.play().catch((thrown: unknown) => {
      const superseded = thrown instanceof DOMException && thrown.name === 'AbortError'
      if (!superseded) halt()
    })
  }

  function halt(): void {
    clearInterval(ticker)
    clearTimeout(stopTimer)
    ticker = undefined
    stopTimer = undefined
    stopAt = null
    store.setState({ playing: false })
  }

  function tick(): void {
    const playhead = position()
    const { view, followPlayhead, episode, rate } = state()
    store.setState({
      playhead,
      ...(followPlayhead && { view: viewShowing(view, playhead, episodeDuration(episode)) }),
    })
    if (stopAt === null || target !== null) return
    const msLeft = ((stopAt - playhead) / SAMPLE_RATE / rate) * 1000
    if (msLeft < TICK_MS * 1.5 && stopTimer === undefined)
      stopTimer = setTimeout(stopHere, Math.max(0, msLeft))
  }

  function stopHere(): void {
    stopTimer = undefined
    const end = stopAt
    // The clock of a busy page can be late or early by some milliseconds; the element's own tells.
    if (end !== null && position() < end - SAMPLE_RATE / 200) {
      tick()
      return
    }
    pause()
    if (end !== null) seek(end)
  }

  function seek(sample: Samples): void {
    const clamped = clamp(Math.round(sample), 0, episodeDuration(state().episode))
    clearTimeout(stopTimer)
    stopTimer = undefined
    store.setState({ playhead: clamped })
    if (isStale() || target !== null || element.readyState === 0) {
      // Positions are in the present document; the element gets it with the next load.
      target = loaded ? mapPosition(state().episode.clips, loaded.clips, clamped) : clamped
      return
    }
    element.currentTime = clamped / SAMPLE_RATE
    if (isOutdated()) load(true)
  }

  function play(from?: Samples, to?: Samples): void {
    const duration = episodeDuration(state().committed)
    const here = from ?? state().playhead
    stopAt = to ?? null
    if (from !== undefined || here >= duration) seek(here >= duration ? 0 : here)
    store.setState({ playing: true, problem: null })
    ticker ??= setInterval(tick, TICK_MS)
    if (isStale() || element.error) load()
    if (element.error) reloadAfterError()
    else if (target === null && element.readyState > 0 && !isStale()) start()
  }

  function reloadAfterError(): void {
    target = state().playhead
    element.load()
  }

  function pause(): void {
    const at = position()
    element.pause()
    halt()
    store.setState({ playhead: at })
    if (isOutdated()) load()
  }

  element.addEventListener('loadedmetadata', arrive)
  element.addEventListener('ended', () => {
    store.setState({ playhead: episodeDuration(state().episode) })
    halt()
  })
  element.addEventListener('error', () => {
    const address = element.currentSrc || element.src
    const wasPlaying = state().playing
    if (isOutdated()) {
      if (state().savedRevision !== null) load(true)
      return
    }
    halt()
    // Who does not want to hear it is told by a banner alone.
    if (address && wasPlaying) void mediaProblem(address).then((problem) => state().showProblem(problem))
  })

  const unsubscribe = store.subscribe((editor, before) => {
    if (editor.savedRevision === before.savedRevision || editor.savedRevision === null) return
    clearTimeout(loadTimer)
    loadTimer = setTimeout(() => load(), LOAD_DELAY_MS)
  })
  load()

  return {
    element,
    position,
    seek,
    play,
    pause,
    setRate(rate) {
      element.defaultPlaybackRate = rate
      element.playbackRate = rate
    },
    destroy() {
      unsubscribe()
      clearTimeout(loadTimer)
      halt()
      element.removeAttribute('src')
      element.load()
      element.remove()
    },
  }
}
