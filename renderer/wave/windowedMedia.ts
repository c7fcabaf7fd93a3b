/**
 * What wavesurfer takes for its media element. It shows the real player's position inside a *window* of the
 * timeline, so that wavesurfer's cursor is right although it draws only what is visible, and it keeps
 * wavesurfer from ever touching the real element (`load()` clears the `src` of a media element it holds).
 */
import type { Seconds } from '#core/time/units.ts'

export class WindowedMedia extends EventTarget {
  readonly readyState = 4
  readonly paused = true
  readonly ended = false
  readonly seeking = false
  readonly muted = false
  readonly volume = 1
  readonly playbackRate = 1
  readonly src = ''
  readonly currentSrc = ''
  readonly error = null
  currentTime: Seconds = 0
  duration: Seconds

  constructor(duration: Seconds) {
    super()
    this.duration = duration
  }

  /** Moves the cursor. `currentTime` may lie outside `[0, duration]`: the cursor is then out of sight. */
  show(currentTime: Seconds, duration: Seconds): void {
    if (this.currentTime === currentTime && this.duration === duration) return
    const resized = this.duration !== duration
    this.currentTime = currentTime
    this.duration = duration
    if (resized) this.dispatchEvent(new Event('durationchange'))
    this.dispatchEvent(new Event('timeupdate'))
  }

  /** As wavesurfer's types want it; it uses only what this class has. */
  asMediaElement(): HTMLMediaElement {
    return this as unknown as HTMLMediaElement
  }

  play(): Promise<void> {
    return Promise.resolve()
  }
  pause(): void {}
  load(): void {}
  removeAttribute(): void {}
  canPlayType(): string {
    return ''
  }
}
